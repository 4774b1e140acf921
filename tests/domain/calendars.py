"""Calendars of people at Hansen & Töchter in Stuttgart, and times as they would say them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.domain.time.calendar import Calendar
from bot.domain.time.days_off import CLOSED, UNTIL_NOON, given_days
from bot.domain.time.hours import parse_hours
from tests.company import ACCOUNTING

BERLIN = ZoneInfo("Europe/Berlin")
EASTER = {date(2026, 4, 3): CLOSED, date(2026, 4, 6): CLOSED}
CHRISTMAS = {date(2026, 12, 24): UNTIL_NOON, date(2026, 12, 25): CLOSED, date(2026, 12, 26): CLOSED}
DORAS = Calendar(ACCOUNTING.week(), ACCOUNTING.zone("Europe/Berlin"), given_days(EASTER | CHRISTMAS))
"""Mon–Thu 08:00–16:30, Fri 08:00–13:00."""


def calendar(hours: Mapping[str, str], zone: ZoneInfo = BERLIN) -> Calendar:
    """Return a calendar without days off."""
    return Calendar(parse_hours(hours), zone)


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Return the instant at which the clocks show this (for the first time), in UTC.

    Python takes no two datetimes of different zones for equal, if one of them lies in an hour of change.
    """
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
