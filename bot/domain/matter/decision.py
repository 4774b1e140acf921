"""What a decision returns: the new state, the log's entries and the outgoing messages, all as data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.roles import roles_of
from bot.domain.matter.transitions import Role
from bot.domain.time.calendars import Calendars, Holidays, no_holidays


@dataclass(frozen=True, slots=True)
class Decision:
    """The new handoff and what follows from the change; nothing has happened yet.

    `child` is the handoff that the next part has become.
    """

    handoff: Handoff
    events: tuple[Event, ...] = ()
    messages: tuple[Message, ...] = ()
    child: "Decision | None" = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Who acts on which handoff, where and when: everything a decision may look at besides the command."""

    handoff: Handoff
    organisation: Organisation
    actor: str
    now: datetime
    holidays: Holidays = no_holidays
    membership: Membership = Membership.MEMBER

    @property
    def roles(self) -> frozenset[Role]:
        """Return what the actor is to the handoff."""
        return roles_of(self.actor, self.handoff, self.organisation, self.membership)

    @property
    def calendars(self) -> Calendars:
        """Return the calendars of the workspace."""
        return Calendars(self.organisation, self.holidays)

    def change(self, **fields: Any) -> Handoff:
        """Return the handoff with `fields` changed, as of now; a state that is entered anew is so since now."""
        entered: dict[str, Any] = {"state_since": self.now} if "state" in fields else {}
        return replace(self.handoff, changed_at=self.now, **entered, **fields)


class Draft:
    """Collects what a change brings with it: log entries in order, and who is told."""

    def __init__(self, handoff: Handoff, actor: str, now: datetime) -> None:
        self._handoff = handoff
        self._actor = actor
        self._now = now
        self._events: list[Event] = []
        self._messages: dict[str, Message] = {}

    def log(self, activity: Activity, detail: str = "", **said: str | None) -> None:
        """Add a log entry; empty texts are left out."""
        words: Mapping[str, str] = {key: text for key, text in said.items() if text}
        sequence = self._handoff.events + len(self._events) + 1
        handoff = self._handoff
        self._events.append(
            Event(
                sequence,
                activity,
                self._now,
                self._actor,
                handoff.from_department,
                handoff.to_department,
                detail,
                words,
            )
        )

    def tell_channel(self) -> None:
        """Update the card, and add one line to its thread about what was logged first."""
        self.card()
        if self._handoff.chosen is not None:  # a line in the channel would tell everybody what was said
            self.tell(*self._handoff.chosen)
        elif self._events:
            self._add(MessageKind.LINE, self._handoff.channel, self._events[0].sequence)

    def ask_channel(self) -> None:
        """Update the card, and let its channel read what was logged first when it may be reached."""
        self.card()
        self._add(MessageKind.POKE, self._handoff.channel, self._events[0].sequence)

    def card(self) -> None:
        """Bring the card of this hop to the present state."""
        self._add(MessageKind.CARD, self._handoff.channel)

    def tell(self, *people: str | None) -> None:
        """Tell `people` privately what was logged first; nobody is told of what they did themselves."""
        for person in people:
            if person and person != self._actor and self._events:
                self._add(MessageKind.DIRECT, person, self._events[0].sequence)

    def gather(self, people: list[str]) -> None:
        """Bring `people` together in one conversation about what was logged first."""
        self._add(MessageKind.ROUND, ",".join(people), self._events[0].sequence)

    def confide(self) -> None:
        """Tell those who alone may see a confidential matter that it is offered: the card does not say what it is."""
        for person in self._handoff.chosen or ():
            self._add(MessageKind.DIRECT, person, self._events[-1].sequence)

    def receipt(self) -> None:
        """Give the actor a receipt in their own conversation with Staffel."""
        self._add(MessageKind.DIRECT, self._actor, self._events[0].sequence)

    def note_at_source(self) -> None:
        """Say in the thread of the original message what became of it."""
        if self._handoff.source:
            self._add(MessageKind.SOURCE_NOTE, self._handoff.source.channel)

    def decision(self) -> Decision:
        """Return all of it as data."""
        handoff = replace(self._handoff, events=self._handoff.events + len(self._events))
        return Decision(handoff, tuple(self._events), tuple(self._messages.values()))

    def _add(self, kind: MessageKind, to: str, event: int = 0) -> None:
        message = Message(kind, to, self._handoff.number, self._handoff.hop, event)
        self._messages[message.key] = message
