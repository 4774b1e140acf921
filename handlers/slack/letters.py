"""What goes to Slack as one message, and in whose language."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person, language_of
from bot.domain.delivery.messages import to_person
from bot.domain.delivery.outbox import OutboxRow
from bot.ports import Work
from handlers.slack.render.content import Content, Reader
from handlers.words import words_in


@dataclass(frozen=True, slots=True)
class Letter:
    """What to send, and into which thread; `missed`: the card has to stand in Slack, even if somebody deletes it.

    `live`: it has to be sent again when the handoff's state changes, since a button or a sentence depends on it.
    `plainer`: what to send if Slack does not show all that `content` shows.
    `broadcast`: the reply is shown in the channel as well.
    """

    content: Content
    thread_ts: str | None = None
    missed: bool = False
    live: bool = False
    plainer: Content | None = None
    broadcast: bool = False


async def reached(work: Work, row: OutboxRow, organisation: Organisation, now: datetime) -> Reader:
    """Return in which language and zone to speak to whom a message goes to, a person or a channel."""
    if not to_person(row.to):
        return channel_reader(organisation, row.to, now)
    return person_reader(await work.people.get(row.workspace, row.to), row.to, organisation, now)


def person_reader(person: Person | None, user: str, organisation: Organisation, now: datetime) -> Reader:
    """Return in which language and zone to speak to a person."""
    zone = ZoneInfo((person.timezone if person else "") or organisation.workspace.timezone)
    words = words_in(language_of(person, organisation.workspace.language))
    return Reader(words, zone, now, user, person.membership if person else Membership.MEMBER)


def channel_reader(organisation: Organisation, channel: str, now: datetime) -> Reader:
    """Return in which language and zone to speak to all who read a channel."""
    department = next((one for one in organisation.departments if one.channel == channel), None)
    default = organisation.workspace.timezone
    zone = department.zone(default) if department else ZoneInfo(default)
    return Reader(words_in(organisation.language_of(department)), zone, now)
