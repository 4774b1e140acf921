"""The weeks before the demo begins, as an event log; the same for the same moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.event_log.rows import LogRow
from bot.domain.time.calendars import Calendars
from bot.domain.time.wall_clock import instant
from handlers.demo.stories import COLLEAGUES, FLOWS, WEEKS, Flow
from handlers.demo.tale import Tale

_SEED = 1906  # the year in which old Hansen took his daughters into the firm
_MANY = 5
"""Of fewer than these a week none may be missing, or the flow could not be shown."""
_FIRST, _LAST = 8 * 60, 16 * 60
"""Between these minutes of a day something is handed over."""


def history(organisation: Organisation, now: datetime) -> list[LogRow]:
    """Return the log of the complete weeks, and of the one under way up to `now`, in time order."""
    chance = Random(_SEED)  # noqa: S311  # it hides nothing
    calendars = Calendars(organisation)
    tales = [
        tale
        for week, monday in _weeks(organisation, now)
        for flow in FLOWS
        for tale in _tales(flow, week, monday, calendars, chance)
    ]
    tales.sort(key=lambda tale: tale.began)
    rows = [
        replace(row, case=f"ALT-{number}") for number, tale in enumerate(tales, 1) for row in tale.until(now)
    ]
    rows.sort(key=lambda row: row.at)
    return [replace(row, line=line) for line, row in enumerate(rows, 1)]


def _weeks(organisation: Organisation, now: datetime) -> Iterator[tuple[int, date]]:
    today = now.astimezone(ZoneInfo(organisation.workspace.timezone)).date()
    this_monday = today - timedelta(days=today.weekday())
    for week in range(1, WEEKS + 2):
        yield week, this_monday + timedelta(weeks=week - WEEKS - 1)


def _tales(flow: Flow, week: int, monday: date, calendars: Calendars, chance: Random) -> Iterator[Tale]:
    cases = _about(flow.cases(week), week, chance)
    late = cases - round(cases * flow.in_time(week))
    asked = round(cases * flow.asked(week))
    ignored = round(cases * flow.ignored(week))
    bounced = round(cases * flow.bounced)
    senders, receivers, others = (
        cycle(_staff(key, calendars.organisation, chance) or [""])
        for key in (flow.source, flow.target, flow.bounces_to)
    )
    for number in range(cases):
        tale = Tale(flow, next(senders), _morning(monday, calendars, chance), calendars, chance)
        if number >= cases - bounced:
            tale.bounce(next(receivers), next(others))
        if number < ignored:
            tale.ignore()
        else:
            tale.accept(next(receivers), late=number < late, asked=number < asked + ignored)
            tale.work(flow.hours(week))
        yield tale


def _about(usual: float, week: int, chance: Random) -> int:
    """Return how many there were: no two weeks are alike, but the last one is as its story tells it."""
    some = usual >= _MANY and week < WEEKS
    return round(usual) + (chance.choice((-1, 0, 0, 1, 2)) if some else 0)


def _morning(monday: date, calendars: Calendars, chance: Random) -> datetime:
    hour, minute = divmod(chance.randrange(_FIRST, _LAST), 60)
    day = monday + timedelta(days=chance.randrange(5))
    return instant(day, time(hour, minute), ZoneInfo(calendars.organisation.workspace.timezone))


def _staff(key: str, organisation: Organisation, chance: Random) -> list[str]:
    """Return who works in a department, in any order; colleagues whom nobody knows here have an id all the same."""
    department = organisation.department(key)
    known = [department.lead, *department.members] if department else []
    strangers = [f"U0{key.upper()}{number}" for number in range(1, COLLEAGUES.get(key, 0) + 1)]
    staff = [*dict.fromkeys(user for user in known if user), *strangers]
    chance.shuffle(staff)
    return staff
