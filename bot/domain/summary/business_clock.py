"""Business time around one week in whole microseconds, for questions that come by the hundred thousand."""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta

from bot.domain.time.calendar import Calendar
from bot.domain.time.openings import openings

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Return the microseconds from 1970 to `at`."""
    return (at - _EPOCH) // _MICROSECOND


class BusinessClock:
    """Counts the business time of one calendar up to any instant; differences of two answers are what means something.

    Answers for the year of `until` and the year before come from a table; for older instants the calendar is asked.
    """

    def __init__(self, calendar: Calendar, until: datetime) -> None:
        self._calendar = calendar
        self._first = datetime(until.year - 1, 1, 1, tzinfo=UTC)
        self._starts, self._passed = [micros(self._first)], [0, 0]
        for year in (until.year - 1, until.year):
            known = openings(calendar.week, calendar.zone, calendar.days_off, year)
            for start, end in zip(known.starts, known.ends, strict=True):
                self._starts.append(micros(start))
                self._passed.append(self._passed[-1] + (end - start) // _MICROSECOND)
        self.at_until = self.passed(micros(until))

    def passed(self, at: int) -> int:
        """Return how much business time has passed at `at`."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return -(self._calendar.business_time(instant_of(at), self._first) // _MICROSECOND)
        passed, most = self._passed[index] + at - self._starts[index], self._passed[index + 1]
        return min(most, passed)

    def reached_from(self, at: int) -> int:
        """Return the least amount that is reached at `at` or later, not before."""
        passed = self.passed(at)
        return passed if self.passed(at - 1) < passed else passed + 1

    def earlier(self, at: datetime, amount: int) -> int:
        """Return an instant from which on `amount` has passed until `at`; at most to the beginning of the table."""
        wanted = self.passed(micros(at)) - amount
        index = max(bisect_left(self._passed, wanted, lo=1) - 1, 0)
        return self._starts[index] + max(wanted - self._passed[index], 0)


def instant_of(at: int) -> datetime:
    """Return the instant that many microseconds from 1970, in UTC."""
    return _EPOCH + at * _MICROSECOND
