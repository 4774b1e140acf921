"""What a message of the outbox says, read from the database at the time of sending."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.handoff import Handoff
from bot.domain.messages import Message, MessageKind, to_person
from bot.domain.organisation import Organisation
from bot.domain.outbox import OutboxRow
from bot.domain.people import language_of
from bot.errors import NeedlessError, PermanentError, TryLaterError
from bot.ports import UnitOfWork, Work
from bot.services.see_nudges import check_reachable, see_batch
from handlers.holidays import holidays_of
from handlers.slack.links import permalink, permalinks
from handlers.slack.render.card import card
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import is_broadcast, line
from handlers.slack.render.notes import source_note
from handlers.slack.render.nudges.message import nudges
from handlers.slack.render.troubles import trouble_told
from handlers.words import words_in

_PATIENCE = 3
"""How often a private message waits for the card it leads to, before it goes without a link."""


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


async def compose(unit_of_work: UnitOfWork, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    """Return the letter for `row`; raise PermanentError if what it tells of is gone, TryLaterError if too early."""
    async with unit_of_work.read() as work:
        match row.kind:
            case MessageKind.NUDGES:
                return await _nudges(work, row, now, team_url)
            case MessageKind.TROUBLE:
                return await _trouble(work, row, now)
            case _:
                return await _about_handoff(work, row, now, team_url)


async def _about_handoff(work: Work, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    handoff = await work.handoffs.get(row.workspace, row.number)
    if handoff is None:
        raise PermanentError("handoff_gone")
    organisation = await work.organisations.get(row.workspace)
    match row.kind:
        case MessageKind.CARD:
            return await _card(work, row, handoff, organisation, now, team_url=team_url)
        case MessageKind.LINE:
            return await _line(work, row, handoff, organisation, now)
        case MessageKind.DIRECT:
            link = await _card_link(work, row, handoff, team_url)
            return await _direct(work, row, handoff, organisation, now, link=link)
        case MessageKind.SOURCE_NOTE:
            content = source_note(handoff, organisation, _channel(organisation, row.to, now))
            return Letter(content, handoff.source.ts if handoff.source else None, live=True)
        case _:
            raise PermanentError("unknown_kind")


async def _card(
    work: Work, row: OutboxRow, handoff: Handoff, organisation: Organisation, now: datetime, *, team_url: str
) -> Letter:
    moved_on = row.hop < handoff.hop
    link = await _card_link(work, row, handoff, team_url) if moved_on else None
    content = card(handoff, organisation, _channel(organisation, row.to, now), hop=row.hop, link=link)
    return Letter(content, missed=handoff.needs_card(row.hop), live=moved_on)


async def _trouble(work: Work, row: OutboxRow, now: datetime) -> Letter:
    trouble = await work.troubles.get(row.workspace, row.event)
    if trouble is None:
        raise NeedlessError("mended")
    organisation = await work.organisations.get(row.workspace)
    waiting = await work.outbox.count_waiting(row.workspace, trouble.channel)
    reader = await _person(work, row, organisation, now)
    return Letter(trouble_told(trouble, waiting, organisation, reader))


async def _nudges(work: Work, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    if row.ts is None:
        await check_reachable(work, row.workspace, row.to, holidays_of, now)
    seen = await see_batch(work, row.workspace, row.to, row.event, now)
    if row.ts is None and seen.gathered.needless:  # Slack was away for long, or its reader was
        raise NeedlessError("moved_on")
    organisation = seen.gathered.organisation
    if to_person(row.to):
        reader = await _person(work, row, organisation, now)
    else:
        reader = _channel(organisation, row.to, now)
    return Letter(nudges(seen.gathered, reader, permalinks(team_url, seen.places)), live=True)


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
    return Letter(content, above.ts, missed=handoff.needs_card(row.hop), broadcast=is_broadcast(event))


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
    reader = await _person(work, row, organisation, now)
    content = direct(event, handoff, organisation, reader, link)
    return Letter(content, live=any(block["type"] == "actions" for block in content.blocks))


async def _card_link(work: Work, row: OutboxRow, handoff: Handoff, team_url: str) -> str | None:
    where = (await work.cards.places(row.workspace, [handoff])).get(handoff.number)
    if where is None and row.attempts < _PATIENCE:  # it is most likely on its way
        raise TryLaterError("card_not_there_yet")
    return permalink(team_url, where.channel, where.ts) if where else None


async def _person(work: Work, row: OutboxRow, organisation: Organisation, now: datetime) -> Reader:
    person = await work.people.get(row.workspace, row.to)
    zone = ZoneInfo((person.timezone if person else "") or organisation.workspace.timezone)
    return Reader(words_in(language_of(person, organisation.workspace.language)), zone, now, row.to)


def _channel(organisation: Organisation, channel: str, now: datetime) -> Reader:
    department = next((one for one in organisation.departments if one.channel == channel), None)
    default = organisation.workspace.timezone
    zone = department.zone(default) if department else ZoneInfo(default)
    return Reader(words_in(organisation.language_of(department)), zone, now)
