"""A channel into which Slack takes nothing, and who is told so that somebody mends it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Message, MessageKind
from bot.domain.organisation import Organisation

MAILBOX = "mailbox"
"""Stands for a channel where mail cannot be fetched from the mailbox."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One channel and what Slack says against it; it ends when nothing for the channel is set aside any more."""

    id: int
    channel: str
    error: str
    since: datetime


def told_of(trouble: Trouble, organisation: Organisation) -> tuple[Message, ...]:
    """Return the messages to those who can mend it: the admins, and who leads a department of that channel."""
    leads = [one.lead for one in organisation.departments if one.channel == trouble.channel and one.lead]
    people = dict.fromkeys([*organisation.workspace.admins, *leads])
    return tuple(Message(MessageKind.TROUBLE, person, number=0, hop=0, event=trouble.id) for person in people)
