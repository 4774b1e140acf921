"""Ladders, hours or holidays have changed: every open handoff gets the date that they now say."""

from datetime import datetime
from functools import partial

from bot.domain.nudging.climbing import rescheduled
from bot.domain.time.calendars import Calendars, Holidays
from bot.ports import UnitOfWork
from bot.services.turn_handoff import persistently

CHUNK = 250
"""So many in a transaction: on SQLite whoever acts waits for it."""


async def reschedule(
    unit_of_work: UnitOfWork, workspace: str, holidays: Holidays, now: datetime, *, limit: int = CHUNK
) -> int:
    """Set the next nudge of every open handoff of a workspace anew; return how many have another one."""
    changed, after = 0, -1
    while True:
        chunk = partial(_some, unit_of_work, workspace, holidays, now, after=after, limit=limit)
        some, last = await persistently(chunk)
        if last is None:
            return changed
        changed, after = changed + some, last


async def _some(
    unit_of_work: UnitOfWork, workspace: str, holidays: Holidays, now: datetime, *, after: int, limit: int
) -> tuple[int, int | None]:
    async with unit_of_work.write() as work:
        standings = await work.nudges.on_ladders(workspace, after=after, limit=limit)
        calendars = Calendars(await work.organisations.get(workspace), holidays)
        places = [(one, rescheduled(one, calendars, now)) for one in standings]
        changed = [(one, place) for one, place in places if place != one.place]
        await work.nudges.move(changed)
        return len(changed), max((one.number for one in standings), default=None)
