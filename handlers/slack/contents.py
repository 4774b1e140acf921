"""What a message of the outbox says, written from what the database holds at the time of sending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.chain import Chain
from bot.domain.confidential import as_seen_by
from bot.domain.handoff import State
from bot.domain.membership import Membership
from bot.domain.messages import MessageKind, to_person
from bot.domain.organisation import Organisation
from bot.domain.outbox import OutboxRow
from bot.domain.people import Person, language_of
from bot.errors import NeedlessError, PermanentError, TryLaterError
from bot.ports import Work
from bot.services.gather_facts import Facts
from bot.services.report_rules import see_suspects
from bot.services.see_nudges import check_reachable, see_batch
from handlers.holidays import holidays_of
from handlers.slack.links import permalink, permalinks
from handlers.slack.render.asked import asked
from handlers.slack.render.card import card
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import is_broadcast, line
from handlers.slack.render.mails import mail_told
from handlers.slack.render.notes import source_note
from handlers.slack.render.nudges.message import nudges
from handlers.slack.render.prompts.cues import cue_off
from handlers.slack.render.prompts.opting_in import offer, on_here
from handlers.slack.render.rounds import round_message
from handlers.slack.render.rules import rules_told
from handlers.slack.render.talks import talk
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


def about_handoff(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    """Return the letter for `row`; raise PermanentError if what it tells of is gone, TryLaterError if too early."""
    if write := _WRITERS.get(row.kind):
        return write(row, _confided(row, facts), now, team_url)
    raise PermanentError("unknown_kind")


def _source_note(row: OutboxRow, facts: Facts, now: datetime, _: str) -> Letter:
    handoff, organisation = facts.handoff, facts.organisation
    content = source_note(handoff, organisation, _channel(organisation, row.to, now))
    return Letter(content, handoff.source.ts if handoff.source else None, live=True)


def _confided(row: OutboxRow, facts: Facts) -> Facts:
    """Return the facts as far as those may see them to whom the row goes: of a confidential handoff, few may."""
    organisation, person = facts.organisation, facts.person
    membership = person.membership if person else Membership.MEMBER
    user = row.to if to_person(row.to) else None
    seen = as_seen_by(user, facts.handoff, organisation, membership)
    chain = Chain(
        tuple(as_seen_by(None, one, organisation) for one in facts.chain.above),
        tuple(
            replace(part, handoff=as_seen_by(None, part.handoff, organisation)) for part in facts.chain.below
        ),
    )
    event = replace(facts.event, said={}) if facts.event and seen is not facts.handoff else facts.event
    return replace(facts, handoff=seen, event=event, chain=chain)


def _card(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    handoff, organisation = facts.handoff, facts.organisation
    moved_on = row.hop < handoff.hop
    link = _card_link(row, facts, team_url) if moved_on else None
    content = card(
        handoff, organisation, _channel(organisation, row.to, now), hop=row.hop, link=link, chain=facts.chain
    )
    return Letter(content, missed=handoff.needs_card(row.hop), live=moved_on)


def _line(row: OutboxRow, facts: Facts, now: datetime, _: str) -> Letter:
    event, handoff, organisation = facts.event, facts.handoff, facts.organisation
    if event is None:
        raise PermanentError("event_gone")
    if row.kind is MessageKind.POKE and (handoff.state is not State.OFFERED or handoff.hop != row.hop):
        raise NeedlessError("moved_on")  # the question had to wait, and somebody was faster
    if facts.card is None:
        raise TryLaterError("card_not_there_yet")
    content = line(event, handoff, organisation, _channel(organisation, row.to, now))
    return Letter(content, facts.card.ts, missed=handoff.needs_card(row.hop), broadcast=is_broadcast(event))


def _direct(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if facts.event is None:
        raise PermanentError("event_gone")
    reader = _person(facts.person, row.to, facts.organisation, now)
    content = direct(facts.event, facts.handoff, facts.organisation, reader, link)
    return Letter(content, live=any(block["type"] == "actions" for block in content.blocks))


def _asked(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    reader = _person(facts.person, row.to, facts.organisation, now)
    content = asked(facts.handoff, facts.organisation, reader, hop=row.hop, link=link)
    return Letter(content, live=True)


def _talk(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if row.ts is None and row.hop < facts.handoff.hop:
        raise NeedlessError("moved_on")
    reader = replace(_person(None, "", facts.organisation, now), user=None)
    return Letter(talk(facts.handoff, facts.organisation, reader, link), live=True)


def _round(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if facts.event is None:
        raise PermanentError("event_gone")
    reader = replace(_person(None, "", facts.organisation, now), user=None)
    return Letter(round_message(facts.event, facts.handoff, facts.organisation, reader, link), live=True)


_WRITERS: Mapping[MessageKind, Callable[[OutboxRow, Facts, datetime, str], Letter]] = {
    MessageKind.CARD: _card,
    MessageKind.LINE: _line,
    MessageKind.POKE: _line,
    MessageKind.DIRECT: _direct,
    MessageKind.ASKED: _asked,
    MessageKind.TALK: _talk,
    MessageKind.ROUND: _round,
    MessageKind.SOURCE_NOTE: _source_note,
}


def _card_link(row: OutboxRow, facts: Facts, team_url: str) -> str | None:
    if facts.card is None and row.attempts < _PATIENCE:  # it is most likely on its way
        raise TryLaterError("card_not_there_yet")
    return permalink(team_url, facts.card.channel, facts.card.ts) if facts.card else None


async def about_trouble(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that tells of a closed channel; raise NeedlessError if it is open again."""
    trouble = await work.troubles.get(row.workspace, row.event)
    if trouble is None:
        raise NeedlessError("mended")
    organisation = await work.organisations.get(row.workspace)
    waiting = await work.outbox.count_waiting(row.workspace, trouble.channel)
    reader = await _reached(work, row, organisation, now)
    return Letter(trouble_told(trouble, waiting, organisation, reader))


async def about_rules(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter about routing rules that want a look; raise NeedlessError if none does before it is sent."""
    organisation, suspects = await see_suspects(work, row.workspace, row.to, now)
    if not suspects and row.ts is None:
        raise NeedlessError("mended")
    return Letter(rules_told(suspects, organisation, await _reached(work, row, organisation, now)))


async def about_mail(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that asks about a mail that is held, or tells what became of it."""
    record = await work.mails.get(row.workspace, row.event)
    if record is None:
        raise NeedlessError("mail_gone")
    organisation = await work.organisations.get(row.workspace)
    return Letter(mail_told(record, organisation, await _reached(work, row, organisation, now)))


async def about_nudges(work: Work, row: OutboxRow, now: datetime, team_url: str) -> Letter:
    """Return the letter that gathers nudges; raise NeedlessError or NotYetError if nobody may hear of them (now)."""
    if row.ts is None:
        await check_reachable(work, row.workspace, row.to, holidays_of, now)
    seen = await see_batch(work, row.workspace, row.to, row.event, now)
    if row.ts is None and seen.gathered.needless:  # Slack was away for long, or its reader was
        raise NeedlessError("moved_on")
    reader = await _reached(work, row, seen.gathered.organisation, now)
    return Letter(nudges(seen.gathered, reader, permalinks(team_url, seen.places)), live=True)


async def about_noticing(work: Work, row: OutboxRow, now: datetime) -> Letter:
    """Return the letter that asks for a channel or tells of what is on; raise NeedlessError if it is about nothing."""
    organisation = await work.organisations.get(row.workspace)
    reader = await _reached(work, row, organisation, now)
    if row.kind is MessageKind.CUE_OFF:
        off = await work.noticings.cue_off(row.workspace, row.event)
        if off is None:
            raise NeedlessError("cue_gone")
        return Letter(cue_off(off, reader))
    place = await work.noticings.numbered(row.workspace, row.event)
    if row.kind is MessageKind.OFFER and (place or row.ts):
        return Letter(offer(place, organisation, reader))
    if place is None:
        raise NeedlessError("left")
    return Letter(on_here(place, reader))


async def _reached(work: Work, row: OutboxRow, organisation: Organisation, now: datetime) -> Reader:
    if not to_person(row.to):
        return _channel(organisation, row.to, now)
    return _person(await work.people.get(row.workspace, row.to), row.to, organisation, now)


def _person(person: Person | None, user: str, organisation: Organisation, now: datetime) -> Reader:
    zone = ZoneInfo((person.timezone if person else "") or organisation.workspace.timezone)
    words = words_in(language_of(person, organisation.workspace.language))
    return Reader(words, zone, now, user, person.membership if person else Membership.MEMBER)


def _channel(organisation: Organisation, channel: str, now: datetime) -> Reader:
    department = next((one for one in organisation.departments if one.channel == channel), None)
    default = organisation.workspace.timezone
    zone = department.zone(default) if department else ZoneInfo(default)
    return Reader(words_in(organisation.language_of(department)), zone, now)
