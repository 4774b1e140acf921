"""Weeks as ISO 8601 counts them: Monday 00:00 to Monday 00:00 on the clocks of the workspace."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import total_ordering
from zoneinfo import ZoneInfo

from bot.domain.time.wall_clock import instant
from bot.errors import StaffelError

_WEEK = timedelta(days=7)
_WRITTEN = re.compile(r"(\d{4})-W(\d{2})")


KEPT = timedelta(weeks=104)
"""So long the figures of a week are kept after it, and so far back others are compared with it."""


class NoWeekError(StaffelError):
    """What somebody wrote is no week."""


class ForgottenWeekError(NoWeekError):
    """A week whose figures are no more. Counting it anew could tell what was withheld when it was told."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Week:
    """The week that begins on `monday`, in the zone of the workspace; `since` included, `until` not."""

    monday: date
    zone: ZoneInfo

    @property
    def name(self) -> str:
        """Return its ISO name, as in 2026-W46."""
        year, number, _ = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"

    @property
    def since(self) -> datetime:
        """Return when it begins, in UTC."""
        return instant(self.monday, time(0), self.zone)

    @property
    def until(self) -> datetime:
        """Return when the next one begins, in UTC."""
        return self.plus(1).since

    def forgotten(self, now: datetime) -> bool:
        """Return whether it was over so long ago that its figures are not kept any more."""
        return self.until <= now - KEPT

    def plus(self, weeks: int) -> "Week":
        """Return the week so many weeks later, or earlier if negative."""
        return Week(self.monday + weeks * _WEEK, self.zone)

    def up_to(self, last: "Week") -> Iterator["Week"]:
        """Yield this week and the following ones until `last`."""
        for weeks in range((last.monday - self.monday) // _WEEK + 1):
            yield self.plus(weeks)

    def __lt__(self, other: "Week") -> bool:
        return self.monday < other.monday


def week_of(at: datetime, zone: ZoneInfo) -> Week:
    """Return the week in which `at` lies."""
    day = at.astimezone(zone).date()
    return Week(day - timedelta(days=day.weekday()), zone)


def parse_week(name: str, zone: ZoneInfo) -> Week:
    """Return the week of an ISO name such as 2026-W46; raise NoWeekError."""
    if match := _WRITTEN.fullmatch(name):
        try:
            return Week(date.fromisocalendar(int(match[1]), int(match[2]), 1), zone)
        except ValueError:
            raise NoWeekError(f"The year {match[1]} has no week {match[2]}") from None
    raise NoWeekError(f"{name!r} is no week; write one like 2026-W46")
