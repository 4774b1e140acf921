"""Tell everybody what waits for them: gathered in one message, when they may be reached."""

from collections import Counter
from datetime import datetime, timedelta

from bot.domain.batches import Pending, Plan, plan
from bot.domain.calendar import NeverOpensError
from bot.domain.calendars import Calendars, Holidays
from bot.domain.ladders import LadderKind
from bot.domain.listeners import Listener
from bot.domain.messages import Message, MessageKind
from bot.domain.nudges import still_holds
from bot.domain.recipients import recipient_of
from bot.ports import UnitOfWork, Work
from bot.services.turn_handoff import persistently

CHUNK = 25
"""So many listeners in a transaction: on SQLite whoever acts waits for it."""

_ANOTHER_DAY = timedelta(days=1)

Counted = Counter[LadderKind]
"""How many nudges were told, by kind."""


async def tell_due(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, *, limit: int = CHUNK
) -> Counted:
    """Put a message on its way to everybody whom something is to be told now; return how many nudges by kind."""
    told = Counted()
    while True:
        looked_at, some = await persistently(lambda: _some(unit_of_work, holidays, now, limit))
        told += some
        if looked_at < limit:
            return told


async def _some(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, limit: int
) -> tuple[int, Counted]:
    told = Counted()
    async with unit_of_work.write() as work:
        listeners = await work.nudges.listeners_due(now, limit=limit)
        for listener in listeners:
            told += await _tell(work, listener, holidays, now)
    return len(listeners), told


async def _tell(work: Work, listener: Listener, holidays: Holidays, now: datetime) -> Counted:
    holding, dropped = await _sorted_out(work, listener)
    calendars = Calendars(await work.organisations.get(listener.workspace), holidays)
    recipient = recipient_of(listener, await work.people.get(listener.workspace, listener.id), calendars)
    if recipient is None:  # the next rung reaches somebody else
        dropped += [one.id for one in holding]
        planned, watched_until = Plan(told=listener.told), now
    else:
        try:
            planned = plan(recipient, holding, now)
            watched_until = recipient.calendar.add_business_days(now, 1)
        except NeverOpensError:  # until somebody mends their hours; `staffel doctor` says so
            planned, watched_until = Plan(told=listener.told, look_at=now + _ANOTHER_DAY), now
    await work.nudges.told(listener, planned, dropped, now, watched_until)
    await _put(work, listener, planned, now)
    return Counted(one.nudge.kind for one in planned.tell)


async def _sorted_out(work: Work, listener: Listener) -> tuple[list[Pending], list[int]]:
    """Return what the matters still wait for, and the ids of what has become needless."""
    pending = await work.nudges.pending(listener.workspace, listener.id)
    numbers = {one.nudge.number for one in pending}
    standings = {one.number: one for one in await work.nudges.standings(listener.workspace, numbers)}
    holding: list[Pending] = []
    needless: list[int] = []
    for one in pending:
        standing = standings.get(one.nudge.number)
        if standing and still_holds(one.nudge, standing):
            holding.append(one)
        else:
            needless.append(one.id)
    return holding, needless


async def _put(work: Work, listener: Listener, planned: Plan, now: datetime) -> None:
    if planned.tell:
        message = Message(MessageKind.NUDGES, listener.id, number=0, hop=0, event=listener.batches + 1)
        await work.outbox.put(listener.workspace, [message], now)
