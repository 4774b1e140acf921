"""Read the chain around handoffs, and let its cards follow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.delivery.messages import card_key
from bot.domain.matter.chain import ALONE, Chain, Part
from bot.domain.matter.confidential import as_seen_by
from bot.domain.matter.decision import Turn
from bot.domain.matter.handoff import Handoff
from bot.ports import Work

_DEEPEST = 20
"""Nobody reads more of a chain; a longer one is shown up to there."""


async def chain_of(work: Work, handoff: Handoff) -> Chain:
    """Return the whole chain around a handoff."""
    return Chain(await _above(work, handoff), await _below(work, handoff, 1))


async def next_links(work: Work, workspace: str, handoffs: Collection[Handoff]) -> Mapping[int, Chain]:
    """Return, by number, what each of these is directly a part of, and its direct parts."""
    chained = [one for one in handoffs if one.parent or one.handed_on]
    parents = {one.parent for one in chained if one.parent}
    above = {one.number: one for one in await work.handoffs.some(workspace, parents)} if parents else {}
    wholes = [one.number for one in chained if one.handed_on]
    below = await work.handoffs.parts(workspace, wholes) if wholes else []
    return {one.number: _links(one, above, below) for one in chained}


async def renew_relatives(work: Work, handoff: Handoff, now: datetime) -> None:
    """Let the cards above and below a handoff show where it stands now."""
    chain = (await next_links(work, handoff.workspace, [handoff])).get(handoff.number, ALONE)
    relatives = [*chain.above, *(part.handoff for part in chain.below)]
    if relatives:
        keys = [card_key(one.number, one.hop) for one in relatives]
        await work.cards.want_anew(handoff.workspace, keys, now)


def veiled_chain(chain: Chain, turn: Turn) -> Chain:
    """Return a chain as the actor may see it."""

    def seen(one: Handoff) -> Handoff:
        return as_seen_by(turn.actor, one, turn.organisation, turn.membership)

    return Chain(
        tuple(map(seen, chain.above)),
        tuple(replace(part, handoff=seen(part.handoff)) for part in chain.below),
    )


def _links(handoff: Handoff, above: Mapping[int, Handoff], below: Sequence[Handoff]) -> Chain:
    whole = above.get(handoff.parent or 0)
    parts = tuple(Part(one) for one in below if one.parent == handoff.number)
    return Chain((whole,) if whole else (), parts)


async def _above(work: Work, handoff: Handoff) -> tuple[Handoff, ...]:
    above: list[Handoff] = []
    number = handoff.parent
    while number and len(above) < _DEEPEST:
        whole = await work.handoffs.get(handoff.workspace, number)
        if whole is None:
            break
        above.insert(0, whole)
        number = whole.parent
    return tuple(above)


async def _below(work: Work, handoff: Handoff, depth: int) -> tuple[Part, ...]:
    if not handoff.handed_on or depth > _DEEPEST:
        return ()
    parts: list[Part] = []
    for one in await work.handoffs.parts(handoff.workspace, [handoff.number]):
        parts += (Part(one, depth), *await _below(work, one, depth + 1))
    return tuple(parts)
