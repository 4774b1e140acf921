"""One business day later: the same clock time on the next day that somebody works (docs/adr/0011-business-days.md)."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.domain.calendars import DORAS, at, calendar

LUNCH = {"mon-fri": "09:00-12:00, 13:00-17:00"}
ON_CALL = {"mon-sun": "00:00-24:00"}


@pytest.mark.parametrize(
    ("start", "days", "result"),
    [
        ("2026-11-24 10:12", 1, "2026-11-25 10:12"),
        ("2026-11-24 10:12", 3, "2026-11-27 10:12"),
        ("2026-11-27 10:12", 1, "2026-11-30 10:12"),
        # Outside the hours her clock starts at the next opening: at night, before work, at the weekend.
        ("2026-11-24 22:00", 1, "2026-11-26 08:00"),
        ("2026-11-24 06:00", 1, "2026-11-25 08:00"),
        ("2026-11-28 14:00", 1, "2026-12-01 08:00"),
        ("2026-11-24 16:30", 1, "2026-11-26 08:00"),
        # On Friday she goes at one. What would be due later that day is due when she is back.
        ("2026-11-26 12:59", 1, "2026-11-27 12:59"),
        ("2026-11-26 13:00", 1, "2026-11-30 08:00"),
        ("2026-11-26 15:00", 1, "2026-11-30 08:00"),
        ("2026-11-26 15:00", 2, "2026-11-30 15:00"),
        # Over Karfreitag and Easter Monday, and from the holiday itself.
        ("2026-04-02 10:00", 1, "2026-04-07 10:00"),
        ("2026-04-03 10:00", 1, "2026-04-08 08:00"),
        # Heiligabend is a business day, if a short one.
        ("2026-12-23 10:00", 1, "2026-12-24 10:00"),
        ("2026-12-23 14:00", 1, "2026-12-28 08:00"),
        # The clocks change at the weekend, her ten o'clock stays.
        ("2026-03-27 10:00", 1, "2026-03-30 10:00"),
        ("2026-10-23 10:00", 1, "2026-10-26 10:00"),
        # A day before what is due.
        ("2026-11-27 12:00", -1, "2026-11-26 12:00"),
        ("2026-11-30 10:00", -1, "2026-11-27 10:00"),
        ("2026-11-30 15:00", -1, "2026-11-30 08:00"),
        ("2026-11-27 13:00", -1, "2026-11-27 08:00"),
        ("2026-11-29 12:00", -1, "2026-11-27 08:00"),
        ("2026-04-07 10:00", -1, "2026-04-02 10:00"),
        # No day at all is the next moment she is there.
        ("2026-11-24 10:12", 0, "2026-11-24 10:12"),
        ("2026-11-24 22:00", 0, "2026-11-25 08:00"),
    ],
)
def test_dora_works_mon_to_thu_from_eight_to_half_past_four_and_fri_until_one(
    start: str, days: int, result: str
) -> None:
    assert DORAS.add_business_days(at(start), days) == at(result)


@pytest.mark.parametrize(
    ("hours", "start", "result"),
    [
        (LUNCH, "2026-11-24 12:30", "2026-11-25 13:00"),
        (LUNCH, "2026-11-24 11:59", "2026-11-25 11:59"),
        ({"mon": "09:00-12:30", "tue": "09:00-12:00, 13:00-17:00"}, "2026-11-23 12:15", "2026-11-24 13:00"),
        # Half past two does not exist on the one Sunday, and comes twice on the other.
        (ON_CALL, "2026-03-28 02:30", "2026-03-29 03:00"),
        (ON_CALL, "2026-10-24 02:30", "2026-10-25 02:30"),
        (ON_CALL, "2026-03-28 23:59", "2026-03-29 23:59"),
    ],
)
def test_lunch_breaks_and_nights_in_which_the_clocks_change(
    hours: Mapping[str, str], start: str, result: str
) -> None:
    assert calendar(hours).add_business_days(at(start), 1) == at(result)


def test_in_the_second_of_two_hours_no_days_are_no_step_back() -> None:
    second = at("2026-10-25 02:30") + timedelta(hours=1)
    assert calendar(ON_CALL).add_business_days(second, 0) == second
    assert calendar(ON_CALL).add_business_days(second, 1) == at("2026-10-26 02:30")
