"""Take every handoff whose next nudge is due one rung further up its ladder."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain.calendars import Calendars, Holidays
from bot.domain.climbing import Climb, climb
from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from bot.ports import UnitOfWork, Work
from bot.services.record import record
from bot.services.turn_handoff import persistently

CHUNK = 250
"""So many in a transaction: on SQLite whoever acts waits for it."""


async def climb_due(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, *, limit: int = CHUNK
) -> int:
    """Queue the nudges that are due, `limit` handoffs a transaction, until none is; return how many handoffs."""
    climbed = 0
    while True:
        some = await persistently(lambda: _some(unit_of_work, holidays, now, limit))
        climbed += some
        if some < limit:  # what others hold at the moment is theirs, or comes with the next tick
            return climbed


async def _some(unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, limit: int) -> int:
    async with unit_of_work.write() as work:
        due = await work.nudges.due(now, limit=limit)
        for workspace, handoffs in _by_workspace(due):
            organisation = await work.organisations.get(workspace)
            gone = await _gone(work, workspace, organisation, handoffs)
            calendars = Calendars(organisation, holidays)
            await _store(work, workspace, [climb(one, calendars, now, gone) for one in handoffs], now)
        return len(due)


async def _gone(
    work: Work, workspace: str, organisation: Organisation, handoffs: Sequence[Handoff]
) -> frozenset[str]:
    """Return who of those whom a rung may reach has left the company."""
    named = [
        *(one.requester for one in handoffs),
        *(one.assignee for one in handoffs),
        *(department.lead for department in organisation.departments),
        *organisation.workspace.admins,
    ]
    people = await work.people.some(workspace, {user for user in named if user})
    return frozenset(user for user, person in people.items() if person.deleted)


async def _store(work: Work, workspace: str, climbs: Sequence[Climb], now: datetime) -> None:
    # A change of state is a matter of the whole row; all others are places on ladders, many at once.
    ended = [one for one in climbs if one.decision.events]
    await work.nudges.climbed([one.decision.handoff for one in climbs if not one.decision.events])
    for one in ended:
        await work.handoffs.save(one.decision.handoff)
    # Listeners before messages: all transactions lock in this order.
    await work.nudges.queue(workspace, [nudge for one in climbs if not one.held for nudge in one.nudges], now)
    for one in climbs:
        if one.held and (until := one.decision.handoff.next_nudge_at):
            await work.nudges.hold_back(workspace, one.nudges, now, until)
        if one.decision.messages:
            await record(work, one.decision, now)


def _by_workspace(handoffs: Sequence[Handoff]) -> Iterator[tuple[str, list[Handoff]]]:
    ordered = sorted(handoffs, key=lambda one: (one.workspace, one.number))
    for workspace, its in groupby(ordered, key=lambda one: one.workspace):
        yield workspace, list(its)
