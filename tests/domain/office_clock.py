"""Business time as slowly and obviously as it can be said: look at the clock again and again.

The office clock on the wall is never put back: in the doubled hour it stands still until the time has caught up. What
it jumps over, it never shows. Somebody works when it shows a time in one of the day's slots.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.domain.time.calendar import Calendar
from bot.domain.time.hours import Hours, Slot, Slots

_RUN_UP = timedelta(hours=3)  # more than any clock of ours is put back


class Look(NamedTuple):
    """One look at the clock: the instant, what it shows, and whether somebody works."""

    at: datetime
    shows: datetime
    works: bool


class Watch(NamedTuple):
    """Somebody looks at the clock in [`start`, `end`), once each `step`; all hours and changes are multiples of it."""

    calendar: Calendar
    start: datetime
    end: datetime
    step: timedelta

    def looks(self) -> Iterator[Look]:
        """Yield one look after another."""
        days_off = self._days_off()
        shows = datetime.min  # noqa: DTZ901 - a clock on the wall knows no zone
        at = self.start - _RUN_UP
        while at < self.end:
            shows = max(shows, at.astimezone(self.calendar.zone).replace(tzinfo=None))
            if at >= self.start:
                yield Look(at, shows, works(self.calendar.week, days_off, shows))
            at += self.step

    def _days_off(self) -> dict[date, Slots]:
        years = range(self.start.year - 1, self.end.year + 2)
        return {day: worked for year in years for day, worked in self.calendar.days_off.in_year(year).items()}


def works(week: Hours, days_off: dict[date, Slots], shows: datetime) -> bool:
    """Return whether somebody works when the office clock shows this."""
    day, clock = shows.date(), shows.time()
    usual = any(within(clock, slot) for slot in week[day.weekday()])
    return usual and (day not in days_off or any(within(clock, slot) for slot in days_off[day]))


def within(clock: time, slot: Slot) -> bool:
    """Return whether a slot covers a clock time; midnight as an end is the end of the day."""
    return slot[0] <= clock and (clock < slot[1] or slot[1] == time(0))


def days_later(seen: list[Look], start: datetime, days: int) -> datetime | None:
    """Return the same clock time so many business days after `start`; None if it was not seen."""
    first = next((look for look in seen if look.at >= start and look.works), None)
    if first is None:
        return None
    if not days:
        return first.at
    worked = sorted({look.shows.date() for look in seen if look.works})
    others = [day for day in worked if (day > first.shows.date() if days > 0 else day < first.shows.date())]
    if len(others) < abs(days):
        return None
    day = others[days - 1 if days > 0 else days]
    if day == seen[0].shows.date():  # of which only a part was seen
        return None
    target = datetime.combine(day, first.shows.time())
    return next((look.at for look in seen if look.shows >= target and look.works), None)
