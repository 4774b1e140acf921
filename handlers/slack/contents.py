"""What a message about a handoff says, written from what the database holds at the time of sending."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.company.membership import Membership
from bot.domain.company.partners import INTERNAL, for_partner, is_partners
from bot.domain.delivery.messages import MessageKind, to_person
from bot.domain.delivery.outbox import OutboxRow
from bot.domain.matter.chain import ALONE, Chain
from bot.domain.matter.confidential import as_seen_by
from bot.domain.matter.handoff import State
from bot.errors import NeedlessError, PermanentError, TryLaterError
from bot.services.gather_facts import Facts
from handlers.slack.letters import Letter, channel_reader, person_reader
from handlers.slack.links import permalink
from handlers.slack.render.asked import asked
from handlers.slack.render.card import card
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import is_broadcast, line
from handlers.slack.render.notes import source_note
from handlers.slack.render.rounds import round_message
from handlers.slack.render.talks import talk

_PATIENCE = 3
"""How often a private message waits for the card it leads to, before it goes without a link."""


def about_handoff(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    """Return the letter for `row`; raise PermanentError if what it tells of is gone, TryLaterError if too early."""
    if write := _WRITERS.get(row.kind):
        return write(row, _confided(row, facts), now, team_url)
    raise PermanentError("unknown_kind")


def _source_note(row: OutboxRow, facts: Facts, now: datetime, _: str) -> Letter:
    handoff, organisation = facts.handoff, facts.organisation
    content = source_note(handoff, organisation, channel_reader(organisation, row.to, now))
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
    # What stands below the message that it was made from needs that message, wherever it is.
    if row.kind is not MessageKind.SOURCE_NOTE and is_partners(organisation, row.to):
        seen, chain = for_partner(seen), ALONE
    return replace(facts, handoff=seen, event=event, chain=chain)


def _card(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    handoff, organisation = facts.handoff, facts.organisation
    moved_on = row.hop < handoff.hop
    link = _card_link(row, facts, team_url) if moved_on else None
    content = card(
        handoff,
        organisation,
        channel_reader(organisation, row.to, now),
        hop=row.hop,
        link=link,
        chain=facts.chain,
    )
    return Letter(content, missed=handoff.needs_card(row.hop), live=moved_on)


def _line(row: OutboxRow, facts: Facts, now: datetime, _: str) -> Letter:
    event, handoff, organisation = facts.event, facts.handoff, facts.organisation
    if event is None:
        raise PermanentError("event_gone")
    if event.activity in INTERNAL and is_partners(organisation, row.to):
        raise NeedlessError("internal")
    if row.kind is MessageKind.POKE and (handoff.state is not State.OFFERED or handoff.hop != row.hop):
        raise NeedlessError("moved_on")  # the question had to wait, and somebody was faster
    if facts.card is None:
        raise TryLaterError("card_not_there_yet")
    content = line(event, handoff, organisation, channel_reader(organisation, row.to, now))
    return Letter(content, facts.card.ts, missed=handoff.needs_card(row.hop), broadcast=is_broadcast(event))


def _direct(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if facts.event is None:
        raise PermanentError("event_gone")
    reader = person_reader(facts.person, row.to, facts.organisation, now)
    content = direct(facts.event, facts.handoff, facts.organisation, reader, link)
    return Letter(content, live=any(block["type"] == "actions" for block in content.blocks))


def _asked(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    reader = person_reader(facts.person, row.to, facts.organisation, now)
    content = asked(facts.handoff, facts.organisation, reader, hop=row.hop, link=link)
    return Letter(content, live=True)


def _talk(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if row.ts is None and row.hop < facts.handoff.hop:
        raise NeedlessError("moved_on")
    reader = replace(person_reader(None, "", facts.organisation, now), user=None)
    return Letter(talk(facts.handoff, facts.organisation, reader, link), live=True)


def _round(row: OutboxRow, facts: Facts, now: datetime, team_url: str) -> Letter:
    link = _card_link(row, facts, team_url)
    if facts.event is None:
        raise PermanentError("event_gone")
    reader = replace(person_reader(None, "", facts.organisation, now), user=None)
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
