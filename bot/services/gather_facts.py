"""Read what messages about handoffs are written from, for many of them with a few questions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.delivery.messages import MessageKind, card_key, to_person
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.domain.matter.chain import ALONE, Chain
from bot.domain.matter.events import Event
from bot.domain.matter.handoff import Handoff
from bot.ports import Work
from bot.services.chains import next_links

_TELLS_OF_AN_EVENT = frozenset({MessageKind.LINE, MessageKind.POKE, MessageKind.DIRECT, MessageKind.ROUND})

Entry = tuple[int, int]
"""The number of a handoff and the sequence of an entry in its log."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one message is written from: the state of its handoff, and what else its kind needs, where that is there.

    `chain` holds what is next to the handoff in it; `card` is where the card stands that the message refers to: a line's own, for all others the one of the present hop.
    """

    handoff: Handoff
    organisation: Organisation
    event: Event | None = None
    person: Person | None = None
    card: Sent | None = None
    chain: Chain = ALONE


async def gather_facts(work: Work, rows: Sequence[OutboxRow]) -> dict[int, Facts]:
    """Return the facts of each row by its id, all as of one moment; none where the handoff is gone."""
    found: dict[int, Facts] = {}
    for workspace in sorted({row.workspace for row in rows}):
        found |= await _of_workspace(work, workspace, [row for row in rows if row.workspace == workspace])
    return found


async def _of_workspace(work: Work, workspace: str, rows: Sequence[OutboxRow]) -> dict[int, Facts]:
    organisation = await work.organisations.get(workspace)
    numbers = {row.number for row in rows}
    handoffs = {one.number: one for one in await work.handoffs.some(workspace, numbers)}
    about = [row for row in rows if row.number in handoffs]
    cards = {row.id: key for row in about if (key := _card(row, handoffs[row.number]))}
    people = {row.to for row in about if to_person(row.to)}
    entries = {(row.number, row.event) for row in about if row.kind in _TELLS_OF_AN_EVENT}
    events = await _events(work, workspace, entries)
    persons = await work.people.some(workspace, people) if people else {}
    places = await _places(work, workspace, set(cards.values()))
    shown = {row.number for row in about if row.kind is MessageKind.CARD}
    chains = await next_links(work, workspace, [handoffs[number] for number in shown])
    return {
        row.id: Facts(
            handoffs[row.number],
            organisation,
            events.get((row.number, row.event)),
            persons.get(row.to),
            places.get(cards.get(row.id, "")),
            chains.get(row.number, ALONE),
        )
        for row in about
    }


def _card(row: OutboxRow, handoff: Handoff) -> str | None:
    """Return the key of the card that a message refers to, if it does."""
    match row.kind:
        case MessageKind.LINE | MessageKind.POKE:
            return card_key(row.number, row.hop)
        case MessageKind.CARD if row.hop == handoff.hop:
            return None
        case MessageKind.CARD | MessageKind.DIRECT | MessageKind.ASKED | MessageKind.ROUND | MessageKind.TALK:
            return card_key(row.number, handoff.hop)
        case _:
            return None


async def _events(work: Work, workspace: str, entries: Collection[Entry]) -> Mapping[Entry, Event]:
    return await work.handoffs.entries(workspace, entries) if entries else {}


async def _places(work: Work, workspace: str, keys: Collection[str]) -> Mapping[str, Sent]:
    return await work.outbox.where(workspace, keys) if keys else {}
