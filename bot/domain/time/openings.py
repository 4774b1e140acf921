"""When a calendar is open in one year, ready for questions that come by the hundred thousand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.domain.time.days_off import DaysOff
from bot.domain.time.hours import MIDNIGHT, Hours, common
from bot.domain.time.wall_clock import instant

ZERO = timedelta(0)
_DAY = timedelta(days=1)

Opening = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Openings:
    """The openings in one year of UTC: in order, apart from each other, cut at the ends of the year.

    `before` is the business time of the year before each opening, and at last that of the whole year. `days` are the
    business days that the zone's own calendar counts to the year.
    """

    starts: tuple[datetime, ...] = ()
    ends: tuple[datetime, ...] = ()
    before: tuple[timedelta, ...] = (ZERO,)
    days: tuple[date, ...] = ()

    @property
    def total(self) -> timedelta:
        """Return the business time of the whole year."""
        return self.before[-1]

    def elapsed(self, at: datetime) -> timedelta:
        """Return the business time of the year before `at`."""
        index = bisect_right(self.starts, at) - 1
        return self.before[index] + (min(at, self.ends[index]) - self.starts[index]) if index >= 0 else ZERO

    def reached(self, amount: timedelta) -> datetime:
        """Return the earliest instant before which there is `amount` of business time: 0 < `amount` <= `total`."""
        index = bisect_left(self.before, amount) - 1
        return self.starts[index] + (amount - self.before[index])

    def current_or_next(self, at: datetime) -> Opening | None:
        """Return the opening that `at` lies in, or the first one after it, if there is one in this year."""
        index = bisect_right(self.ends, at)
        return (self.starts[index], self.ends[index]) if index < len(self.starts) else None


@lru_cache(maxsize=512)
def openings(week: Hours, zone: ZoneInfo, days_off: DaysOff, year: int) -> Openings:
    """Return the openings of a year of UTC; there are none in the first and last year that Python knows.

    Kept for the next question, some 60 kB each: to build them takes hundreds of times as long as to look one up.
    """
    if not MINYEAR < year < MAXYEAR:
        return Openings()
    days = list(_days(week, zone, days_off, year))
    starts, ends = _apart(_cut(year, (slot for _, slots in days for slot in slots)))
    lengths = (end - start for start, end in zip(starts, ends, strict=True))
    return Openings(
        starts=tuple(starts),
        ends=tuple(ends),
        before=tuple(accumulate(lengths, initial=ZERO)),
        days=tuple(day for day, slots in days if slots and day.year == year),
    )


def _days(week: Hours, zone: ZoneInfo, days_off: DaysOff, year: int) -> Iterator[tuple[date, list[Opening]]]:
    """Yield all dates that may reach into a year of UTC (no zone is a day apart from it), with their slots."""
    exceptions = {
        day: worked for near in (year - 1, year, year + 1) for day, worked in days_off.in_year(near).items()
    }
    for number in range(date(year, 1, 1).toordinal() - 1, date(year + 1, 1, 1).toordinal() + 1):
        day = date.fromordinal(number)
        slots = week[day.weekday()]
        if day in exceptions:
            slots = common(slots, exceptions[day])
        opened = (
            (instant(day, start, zone), instant(day + _DAY if end == MIDNIGHT else day, end, zone))
            for start, end in slots
        )
        # A slot is empty if the clocks jump over the whole of it.
        yield day, [(start, end) for start, end in opened if start < end]


def _cut(year: int, slots: Iterable[Opening]) -> Iterator[Opening]:
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    for start, end in slots:
        if start < last and end > first:
            yield max(start, first), min(end, last)


def _apart(slots: Iterable[Opening]) -> tuple[list[datetime], list[datetime]]:
    """Return the starts and ends of slots, where two without a break between them, as at midnight, are one."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    for start, end in slots:
        if ends and ends[-1] == start:
            ends[-1] = end
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
