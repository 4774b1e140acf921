"""What the clocks on the wall of a zone mean in UTC, on the nights when they change too."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return when the clocks of `zone` show that date and time, in UTC.

    What they show twice counts the first time. What they jump over counts as the instant of the jump. So a later
    clock time is never an earlier instant, and slots that are apart on paper are apart in fact.
    """
    first = datetime.combine(day, clock, zone)
    found = first.astimezone(UTC)
    # Two values in one zone are compared by what the clocks show; these differ only if no clock ever shows the first.
    return found if found.astimezone(zone) == first else _jump(first, zone)


def _jump(missing: datetime, zone: ZoneInfo) -> datetime:
    """Return when the clocks jump over `missing`; PEP 495: `fold` reads it by the offset before and after the jump."""
    latest, earliest = (missing.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    seconds = range((latest - earliest) // _SECOND + 1)
    passed = bisect_left(seconds, True, key=lambda s: (earliest + s * _SECOND).astimezone(zone) > missing)
    return earliest + passed * _SECOND
