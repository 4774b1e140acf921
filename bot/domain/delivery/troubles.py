"""A channel into which Slack takes nothing, and who is told so that somebody mends it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Dead, Later, Outcome

MAILBOX = "mailbox"
"""Stands for a channel where mail cannot be fetched from the mailbox."""

STRANGE = "mailbox:mail"
"""The same where one of its mails cannot be taken in; the error is the day, so that it is told once a day."""

ANSWERS = "answers"
"""The same where answers by mail do not get out."""

REFUSED = "refused"
"""The error of answers where their reader's mail server did not take one for good."""
_OURS_TO_MEND = frozenset({"smtp_settings", "smtp_sender_refused"})
_PATIENCE = timedelta(hours=1)
"""How long an answer may wait before somebody is told: mail servers ask for a few minutes, and restart."""

NOBODY = "nobody"
"""The error of a department in which nobody is left."""
_NOBODY_IN = "members:"
"""Stands for a channel, with the department's key behind it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One channel and what Slack says against it; it ends when nothing for the channel is set aside any more."""

    id: int
    channel: str
    error: str
    since: datetime


def answer_trouble(outcome: Outcome, now: datetime) -> str | None:
    """Return what has to be told of an answer that was not sent: `refused`, an error that is ours to mend, or None."""
    match outcome.result:
        case Dead():
            return REFUSED
        case Later(error=error) if error in _OURS_TO_MEND:
            return error
        case Later() if now - outcome.row.created_at >= _PATIENCE:
            return "smtp_unreachable"
    return None


def told_of(trouble: Trouble, organisation: Organisation) -> tuple[Message, ...]:
    """Return the messages to those who can mend it: the admins, and who leads a department of that channel."""
    leads = [one.lead for one in concerned(trouble, organisation) if one.lead]
    people = dict.fromkeys([*organisation.workspace.admins, *leads])
    return tuple(Message(MessageKind.TROUBLE, person, number=0, hop=0, event=trouble.id) for person in people)


def concerned(trouble: Trouble, organisation: Organisation) -> list[Department]:
    """Return the departments that a trouble is about."""
    return [one for one in organisation.departments if trouble.channel in {one.channel, nobody_in(one.key)}]


def deserted(department: Department, gone: frozenset[str]) -> bool:
    """Return whether nobody is left who could accept anything; `gone` are people who have left the company."""
    return gone.issuperset(department.people())


def nobody_in(department: str) -> str:
    """Return what stands for the channel in the trouble of a department in which nobody is left."""
    return f"{_NOBODY_IN}{department}"


def is_channel(place: str) -> bool:
    """Return whether a trouble is about a channel of Slack's, and ends when messages reach it again."""
    return place not in {MAILBOX, STRANGE, ANSWERS} and not place.startswith(_NOBODY_IN)
