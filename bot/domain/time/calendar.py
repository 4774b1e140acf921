"""Business time: time counted only inside a calendar's working hours and outside its days off.

A department's hours and a person's own window are the same type. All answers are in UTC. How daylight saving counts
stands in `wall_clock.instant`; what a business day is, and why, in docs/adr/0011-business-days.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from bot.domain.time.days_off import NO_DAYS_OFF, DaysOff
from bot.domain.time.hours import DEFAULT_HOURS, Hours, parse_hours
from bot.domain.time.openings import ZERO, Openings, openings
from bot.domain.time.wall_clock import instant
from bot.errors import StaffelError

OFFICE_HOURS: Hours = parse_hours(DEFAULT_HOURS)
HORIZON = 5
"""So many years are searched for an opening or a closing, before it counts as none."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NeverOpensError(StaffelError):
    """The calendar does not open within the horizon: no hours, or nothing but days off."""


class NeverClosesError(StaffelError):
    """The calendar does not close within the horizon: it is open round the clock."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody works: the hours of the week in a zone, less the days off."""

    week: Hours
    zone: ZoneInfo
    days_off: DaysOff = NO_DAYS_OFF
    _known: dict[int, Openings] = field(default_factory=dict, init=False, repr=False, compare=False)

    def business_time(self, start: datetime, end: datetime) -> timedelta:
        """Return the business time in [`start`, `end`); zero where `end` is not later than `start`."""
        start, end = _utc(start), _utc(end)
        if end <= start:
            return ZERO
        first, last = self._year(start.year), self._year(end.year)
        passed = last.elapsed(end) - first.elapsed(start)
        totals = (self._year(year).total for year in range(start.year, end.year))
        return passed if first is last else sum(totals, passed)

    def add_business_time(self, start: datetime, amount: timedelta) -> datetime:
        """Return the earliest instant from `start` on before which `amount` of business time has passed.

        That may be a closing; when somebody is there again says `next_opening`. Raises ValueError if `amount` is
        negative, NeverOpensError if the calendar ends before it is used up.
        """
        if amount < ZERO:
            raise ValueError(f"business time runs forward, not by {amount}")
        start = _utc(start)
        if not amount:
            return start
        first = self._year(start.year)
        left = first.elapsed(start) + amount
        if left <= first.total:
            return first.reached(left)
        for year in self._years(start.year):
            if left <= year.total:
                break
            left -= year.total
        return year.reached(left)

    def add_business_days(self, start: datetime, days: int) -> datetime:
        """Return the same clock time `days` business days after `start`, or before it if `days` is negative.

        A start outside the hours counts as the next opening; so does a target outside the hours of its day. A
        business day is a date with an opening. The result is always an open instant. Raises NeverOpensError.
        """
        opening = self.next_opening(start)
        if not days:
            return opening
        local = opening.astimezone(self.zone)
        coming = self._days_after(local.date()) if days > 0 else self._days_before(local.date())
        day = next(islice(coming, abs(days) - 1, None))
        return self.next_opening(instant(day, local.time(), self.zone))

    def is_open(self, at: datetime) -> bool:
        """Return whether `at` is business time; a closing is not."""
        at = _utc(at)
        opening = self._year(at.year).current_or_next(at)
        return opening is not None and opening[0] <= at

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` itself while it is open, else when it opens next; raise NeverOpensError if it does not."""
        at = _utc(at)
        opening = self._year(at.year).current_or_next(at)
        if opening is None:
            found = (year.current_or_next(at) for year in self._years(at.year))
            opening = next(opening for opening in found if opening)
        return max(at, opening[0])

    def closing(self, at: datetime) -> datetime:
        """Return when the opening that holds at `at` ends, or else the next one; later than `at`.

        Raises NeverOpensError and NeverClosesError.
        """
        closing = self.next_opening(at)
        first = closing.year
        for number, year in islice(enumerate(self._years(first), first), HORIZON):
            opening = year.current_or_next(closing)
            if opening and opening[0] <= closing:
                closing = opening[1]
            if closing.year == number:  # an opening that reaches the year's end may go on in the next one
                return closing
        raise NeverClosesError

    def _year(self, year: int) -> Openings:
        known = self._known.get(year)
        if known is None:
            known = self._known[year] = openings(self.week, self.zone, self.days_off, year)
        return known

    def _years(self, first: int, step: int = 1) -> Iterator[Openings]:
        """Yield one year after another (or before it), until there was no opening for too long."""
        closed = 0
        for year in count(first, step):
            found = self._year(year)
            yield found
            closed = 0 if found.total else closed + 1
            if closed > HORIZON:
                raise NeverOpensError

    def _days_after(self, day: date) -> Iterator[date]:
        for year in self._years(day.year):
            yield from year.days[bisect_right(year.days, day) :]

    def _days_before(self, day: date) -> Iterator[date]:
        for year in self._years(day.year, step=-1):
            yield from reversed(year.days[: bisect_left(year.days, day)])


def _utc(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        return at
    # A difference refuses a naive datetime; astimezone() would take it for the server's local time.
    return _EPOCH + (at - _EPOCH)
