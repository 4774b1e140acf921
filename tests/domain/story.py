"""Tell in a test who does what with one handoff, one turn after another."""

from datetime import datetime

from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message
from bot.domain.matter.commands import (
    Accept,
    AskInformation,
    Command,
    Confirm,
    Decline,
    Finish,
    OpenHandoff,
    Withdraw,
)
from bot.domain.matter.decide import decide
from bot.domain.matter.decision import Decision, Turn
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Brief, Handoff, Source
from bot.domain.matter.opening import open_handoff
from tests.company import ANNA, COMPANY, DORA, MONDAY, REFUND, WORKSPACE


class Story:
    """One handoff and all that was logged and sent since it was opened."""

    def __init__(
        self,
        by: str = ANNA,
        to: str = "accounting",
        brief: Brief = REFUND,
        source: Source | None = None,
        organisation: Organisation = COMPANY,
        chosen: tuple[str, ...] | None = None,
    ) -> None:
        self.organisation = organisation
        self.now: datetime = MONDAY
        command = OpenHandoff(to, brief, source, chosen)
        opened = open_handoff(command, organisation, workspace=WORKSPACE, number=128, actor=by, now=MONDAY)
        self.handoff: Handoff = opened.handoff
        self.events: tuple[Event, ...] = opened.events
        self.messages: tuple[Message, ...] = opened.messages
        self.last: Decision = opened

    def then(self, who: str, command: Command, membership: Membership = Membership.MEMBER) -> "Story":
        """Let `who` take a turn, and go on from there."""
        turn = Turn(self.handoff, self.organisation, who, self.now, membership=membership)
        self.last = decide(turn, command)
        self.handoff = self.last.handoff
        self.events += self.last.events
        self.messages += self.last.messages
        return self

    def without(self, department: str) -> "Story":
        """Go on in a company that has closed this department."""
        left = tuple(one for one in self.organisation.departments if one.key != department)
        self.organisation = self.organisation.model_copy(update={"departments": left})
        return self

    @property
    def activities(self) -> list[Activity]:
        """Return what was logged, in order."""
        return [event.activity for event in self.events]


def told(decision: Decision) -> set[tuple[str, str]]:
    """Return what kind of message goes to whom."""
    return {(message.kind.value, message.to) for message in decision.messages}


def accepted() -> Story:
    """Anna has handed over to the Buchhaltung, and Dora has accepted."""
    return Story().then(DORA, Accept(next_step="Ich buche heute und melde mich"))


def done() -> Story:
    """Dora has finished, and Anna has not yet looked at it."""
    return accepted().then(DORA, Finish(result="Gutschrift 2026-118 ist raus"))


def closed() -> Story:
    """Anna has confirmed."""
    return done().then(ANNA, Confirm())


def asked() -> Story:
    """Dora has asked for information before accepting."""
    return Story().then(DORA, AskInformation(question="Netto oder brutto?"))


def declined() -> Story:
    """Dora has declined."""
    return Story().then(DORA, Decline(reason="Das bucht die Logistik selbst"))


def withdrawn() -> Story:
    """Anna has taken the matter back."""
    return Story().then(ANNA, Withdraw())
