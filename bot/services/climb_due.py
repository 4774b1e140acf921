"""Take every handoff whose next nudge is due one rung further up its ladder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from bot.domain.matter.decision import Decision
from bot.domain.nudging.climbing import Climb, carried_out, climb
from bot.domain.nudging.standing import Standing
from bot.domain.time.calendars import Calendars, Holidays
from bot.ports import UnitOfWork, Work
from bot.services.gone import gone_people
from bot.services.record import record
from bot.services.work_through import PUT_OFF, Due, Failure, stumbling_over, work_through

CHUNK = 250
"""So many in a transaction: on SQLite whoever acts waits for it."""


@dataclass(slots=True)
class Climbed:
    """How many handoffs went further, and which could not."""

    handoffs: int = 0
    failures: list[Failure] = field(default_factory=list)


async def climb_due(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, *, limit: int = CHUNK
) -> Climbed:
    """Queue the nudges that are due, `limit` handoffs a transaction, until none is."""
    climbed = Climbed()

    async def some(most: int) -> int:
        found = await _some(unit_of_work, holidays, now, most)
        climbed.handoffs += found
        return found

    async def put_off(one: Due) -> None:
        async with unit_of_work.write() as work:
            await work.nudges.put_off(one.workspace, int(one.name), now, now + PUT_OFF)

    climbed.failures = await work_through(some, put_off, limit)
    return climbed


async def _some(unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, limit: int) -> int:
    async with unit_of_work.write() as work:
        due = await work.nudges.due(now, limit=limit)
        with stumbling_over([Due(one.workspace, str(one.number)) for one in due]):
            for workspace, standings in _by_workspace(due):
                organisation = await work.organisations.get(workspace)
                gone = await gone_people(work, workspace, organisation, standings)
                calendars = Calendars(organisation, holidays)
                await _store(work, workspace, [climb(one, calendars, now, gone) for one in standings], now)
        return len(due)


async def _store(work: Work, workspace: str, climbs: Sequence[Climb], now: datetime) -> None:
    # Few climbs change more than a place on a ladder; only of those the whole handoff is read and written.
    await work.nudges.move([(one.standing, one.place) for one in climbs if not one.then])
    decisions = await _carry_out(work, workspace, [one for one in climbs if one.then], now)
    # Listeners before messages: all transactions lock in this order.
    await work.nudges.queue(workspace, [nudge for one in climbs if not one.held for nudge in one.nudges], now)
    for one in climbs:
        if one.held and one.place.next_nudge_at:
            await work.nudges.hold_back(workspace, one.nudges, now, one.place.next_nudge_at)
    for decision in decisions:
        await record(work, decision, now)
    await _show(work, workspace, [one for one in climbs if one.messages], now)


async def _carry_out(
    work: Work, workspace: str, climbs: Sequence[Climb], now: datetime
) -> Sequence[Decision]:
    handoffs = {
        one.number: one for one in await work.handoffs.some(workspace, [c.standing.number for c in climbs])
    }
    decisions = [carried_out(one, handoffs[one.standing.number], now) for one in climbs]
    for decision in decisions:
        await work.handoffs.save(decision.handoff)
    return decisions


async def _show(work: Work, workspace: str, climbs: Sequence[Climb], now: datetime) -> None:
    for one in climbs:
        await work.cards.renew_live(workspace, one.standing.number, now)
    await work.outbox.put(workspace, [message for one in climbs for message in one.messages], now)


def _by_workspace(standings: Sequence[Standing]) -> Iterator[tuple[str, list[Standing]]]:
    ordered = sorted(standings, key=lambda one: (one.workspace, one.number))
    for workspace, its in groupby(ordered, key=lambda one: one.workspace):
        yield workspace, list(its)
