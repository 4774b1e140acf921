"""Moments as they are typed at the command line."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.time.wall_clock import instant
from bot.errors import StaffelError


def moment(written: str | None, zone: ZoneInfo) -> datetime | None:
    """Return what a date (its midnight in `zone`) or a time means; without an offset it is one of `zone`.

    Raises StaffelError for anything else.
    """
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return _time(written, zone)
    return instant(day, time(), zone)


def _time(written: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise StaffelError(
            f"{written} is no date and no time; write 2026-11-24 or 2026-11-24T09:30"
        ) from None
    return at if at.tzinfo else instant(at.date(), at.time(), zone)
