"""Somebody wants to hear of a handoff later; when that is, their own calendar says."""

from datetime import date

from bot.domain.checks import Checks
from bot.domain.nudging.gathering import Snoozed
from bot.domain.nudging.snoozing import Snooze, snoozed_until
from bot.domain.time.calendar import Calendar
from bot.domain.time.calendars import Calendars
from bot.errors import NotFoundError
from bot.ports import UnitOfWork, Work
from bot.services.request import Request
from bot.services.snooze import snooze as store_snooze


async def snooze_for(
    unit_of_work: UnitOfWork, request: Request, number: int, snooze: Snooze, day: date | None = None
) -> Snoozed | None:
    """Let the actor hear nothing of a handoff for so long; return until when, None if this took effect before.

    Raises NotFoundError, and InvalidFieldsError for a `day` that is missing, has come or is too far away.
    """
    async with unit_of_work.read() as work:
        if await work.handoffs.get(request.workspace, number) is None:
            raise NotFoundError("no_such_handoff", handoff=f"H-{number}")
        calendar = await _calendar(work, request)
    checks = Checks()
    if snooze is Snooze.DAY and day is None:
        checks.problem("until", "missing")
        checks.done()
    until = snoozed_until(snooze, calendar, request.now, day)
    checks.in_future("until", until, request.now)
    checks.done()
    stored = await store_snooze(unit_of_work, request, number, until, recipient=request.actor)
    return Snoozed(until) if stored else None


async def _calendar(work: Work, request: Request) -> Calendar:
    calendars = Calendars(await work.organisations.get(request.workspace), request.holidays)
    person = await work.people.get(request.workspace, request.actor)
    preferences = await work.nudges.preferences(request.workspace, request.actor)
    return calendars.person(request.actor, person.timezone if person else "", preferences.window)
