"""Prompts: the private question to the author of a message that sounds thrown over the wall. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.company.department import Kind
from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.mail.watching import PLACE
from bot.domain.nudging.batches import Recipient, Told
from bot.domain.nudging.preferences import Preferences
from bot.domain.time.calendar import NeverOpensError

A_DAY = 2
"""As many prompts a person gets on a day of theirs, all channels together."""

AT_ONCE = timedelta(minutes=10)
"""So long a question beside the message is no surprise; later it comes in the person's own conversation."""

GOOD_FOR = timedelta(days=5)
"""Who comes back after that is not asked any more; a weekend with two holidays is shorter."""

STILL_NEWS = timedelta(days=2)
"""An older message is not looked at again when it is edited."""

_ENOUGH = 20
_TOO_OFTEN = 4


class Outcome(StrEnum):
    """What became of a prompt. DROPPED was never shown; UNANSWERED was, and is all that there is so far."""

    WAITING = "waiting"
    DROPPED = "dropped"
    UNANSWERED = "unanswered"
    TURNED = "turned"
    ACCEPTED = "accepted_elsewhere"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A message that sounds thrown: where it stands, whose it is, and why; nothing of its text."""

    channel: str
    ts: str
    thread_ts: str | None
    author: str
    cue: str
    department: str | None = None

    @property
    def by_mail(self) -> bool:
        """Return whether it is a mail; `ts` is its Message-ID then."""
        return self.channel == PLACE


@dataclass(frozen=True, slots=True)
class Prompt:
    """The one prompt about a message, ever; one about a mail is for later: `noticed_at` is when an answer was due."""

    id: int
    workspace: str
    about: Noticed
    noticed_at: datetime
    shown_at: datetime | None = None
    outcome: Outcome = Outcome.WAITING


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of prompts that were shown, of one cue or of all."""

    shown: int = 0
    turned: int = 0
    accepted: int = 0
    dismissed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.shown + other.shown,
            self.turned + other.turned,
            self.accepted + other.accepted,
            self.dismissed + other.dismissed,
        )

    @property
    def too_many_dismissed(self) -> bool:
        """Return whether more than one in four of at least twenty were about no handoff at all."""
        return self.shown >= _ENOUGH and self.dismissed * _TOO_OFTEN > self.shown


def counted(outcomes: Iterable[Outcome]) -> Counts:
    """Return the counts of prompts that were shown, with these outcomes."""
    told = list(outcomes)
    many = {outcome: told.count(outcome) for outcome in (Outcome.TURNED, Outcome.ACCEPTED, Outcome.DISMISSED)}
    return Counts(len(told), *many.values())


def may_be_asked(
    noticed: Noticed, person: Person | None, preferences: Preferences, organisation: Organisation
) -> bool:
    """Return whether the author is asked at all.

    Somebody of the company, who could hand it over and has not switched prompts off; what went to their own
    department is no handoff.
    """
    own = [one for one in organisation.departments_of(noticed.author) if one.kind is Kind.INTERNAL]
    here = person is not None and not person.deleted and not person.guest
    other = noticed.department not in {one.key for one in own}
    return bool(own) and here and other and preferences.prompts


def shown_when(
    prompt: Prompt, recipient: Recipient | None, shown_before: Iterable[datetime], now: datetime
) -> datetime | None:
    """Return when the prompt is to be shown: `now`, or a time to come when its author may be reached; None: never.

    A prompt counts like a message of nudges. Where the day's budget is spent, it is let go: tomorrow has its own.
    """
    if recipient is None or now - prompt.noticed_at > GOOD_FOR:
        return None
    try:
        if recipient.free(now) > now:
            later = recipient.next_batch(now)
            return later if later - prompt.noticed_at <= GOOD_FOR else None
    except NeverOpensError:
        return None
    today = recipient.day(now)
    shown = sum(recipient.day(at) == today for at in shown_before)
    spent = recipient.told.on(today).times >= recipient.budget
    return None if spent or shown >= A_DAY else now


def shown(prompt: Prompt, told: Told, recipient: Recipient, now: datetime) -> tuple[Prompt, Told]:
    """Return the prompt as shown now, and the day of its author with one message more."""
    today = told.on(recipient.day(now))
    return replace(prompt, shown_at=now, outcome=Outcome.UNANSWERED), replace(today, times=today.times + 1)


def not_shown(prompt: Prompt, told: Told) -> tuple[Prompt, Told]:
    """Return both as before: Slack has said that it did not take the prompt."""
    before = replace(prompt, shown_at=None, outcome=Outcome.WAITING)
    return before, replace(told, times=max(told.times - 1, 0))


def beside_the_message(prompt: Prompt, now: datetime) -> bool:
    """Return whether the prompt stands beside the message itself; else it comes in the author's conversation."""
    return not prompt.about.by_mail and now - prompt.noticed_at <= AT_ONCE


def answered(prompt: Prompt, outcome: Outcome) -> Prompt:
    """Return the prompt with what its author said of it; a handoff that was made from it stays made."""
    if prompt.outcome is Outcome.TURNED:
        return prompt
    return replace(prompt, outcome=outcome)
