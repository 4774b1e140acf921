"""What a message of the outbox says, read from the database at the time of sending."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.handoff import Handoff
from bot.domain.messages import Message, MessageKind
from bot.domain.organisation import Organisation
from bot.domain.outbox import OutboxRow
from bot.domain.people import language_of
from bot.errors import PermanentError, TryLaterError
from bot.ports import UnitOfWork, Work
from handlers.slack.links import permalink
from handlers.slack.render.card import card
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import line
from handlers.slack.render.notes import source_note
from handlers.words import words_in


@dataclass(frozen=True, slots=True)
class Letter:
    """What to send, and into which thread; `missed`: the card has to stand in Slack, even if somebody deletes it."""

    content: Content
    thread_ts: str | None = None
    missed: bool = False


async def compose(unit_of_work: UnitOfWork, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    """Return the letter for `row`; raise PermanentError if what it tells of is gone, TryLaterError if too early."""
    async with unit_of_work.read() as work:
        handoff = await work.handoffs.get(row.workspace, row.number)
        if handoff is None:
            raise PermanentError("handoff_gone")
        organisation = await work.organisations.get(row.workspace)
        match row.kind:
            case MessageKind.CARD:
                content = card(handoff, organisation, _channel(organisation, row.to, now), hop=row.hop)
                return Letter(content, missed=handoff.needs_card(row.hop))
            case MessageKind.LINE:
                return await _line(work, row, handoff, organisation, now)
            case MessageKind.DIRECT:
                link = await _card_link(work, row, team_url)
                return await _direct(work, row, handoff, organisation, now, link=link)
            case MessageKind.SOURCE_NOTE:
                content = source_note(handoff, organisation, _channel(organisation, row.to, now))
                return Letter(content, handoff.source.ts if handoff.source else None)


async def _line(
    work: Work, row: OutboxRow, handoff: Handoff, organisation: Organisation, now: datetime
) -> Letter:
    event = await work.handoffs.event(row.workspace, row.number, row.event)
    if event is None:
        raise PermanentError("event_gone")
    above = await work.outbox.where(row.workspace, Message(MessageKind.CARD, row.to, row.number, row.hop).key)
    if above is None:
        raise TryLaterError("card_not_there_yet")
    content = line(event, handoff, organisation, _channel(organisation, row.to, now))
    return Letter(content, above.ts, missed=handoff.needs_card(row.hop))


async def _direct(
    work: Work,
    row: OutboxRow,
    handoff: Handoff,
    organisation: Organisation,
    now: datetime,
    *,
    link: str | None,
) -> Letter:
    event = await work.handoffs.event(row.workspace, row.number, row.event)
    if event is None:
        raise PermanentError("event_gone")
    person = await work.people.get(row.workspace, row.to)
    zone = ZoneInfo((person.timezone if person else "") or organisation.workspace.timezone)
    reader = Reader(words_in(language_of(person, organisation.workspace.language)), zone, now, row.to)
    return Letter(direct(event, handoff, organisation, reader, link))


async def _card_link(work: Work, row: OutboxRow, team_url: str) -> str | None:
    where = await work.outbox.where(row.workspace, Message(MessageKind.CARD, "", row.number, row.hop).key)
    return permalink(team_url, where.channel, where.ts) if where else None


def _channel(organisation: Organisation, channel: str, now: datetime) -> Reader:
    department = next((one for one in organisation.departments if one.channel == channel), None)
    default = organisation.workspace.timezone
    zone = department.zone(default) if department else ZoneInfo(default)
    return Reader(words_in(organisation.language_of(department)), zone, now)
