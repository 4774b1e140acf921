"""Public holidays come from the library, by country and state."""

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from bot.domain.time.days_off import CLOSED
from handlers.holidays import holidays_of

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_holidays_of_stuttgart_in_2026() -> None:
    assert holidays_of("DE-BW").in_year(2026) == dict.fromkeys(
        [
            date(2026, 1, 1),
            date(2026, 1, 6),
            date(2026, 4, 3),
            date(2026, 4, 6),
            date(2026, 5, 1),
            date(2026, 5, 14),
            date(2026, 5, 25),
            date(2026, 6, 4),
            date(2026, 10, 3),
            date(2026, 11, 1),
            date(2026, 12, 25),
            date(2026, 12, 26),
        ],
        CLOSED,
    )


@pytest.mark.parametrize(
    ("region", "day", "off"),
    [
        ("DE-BW", date(2026, 6, 4), True),  # Fronleichnam
        ("DE-BE", date(2026, 6, 4), False),
        ("DE", date(2026, 6, 4), False),
        ("DE-BW", date(2026, 10, 31), False),  # Reformationstag
        ("DE-NI", date(2026, 10, 31), True),
        ("US-CA", date(2021, 12, 31), True),  # New Year's Day of 2022 was a Saturday
        ("US-CA", date(2026, 11, 26), True),
        ("GB-SCT", date(2026, 1, 2), True),
        ("GB-ENG", date(2026, 1, 2), False),
        ("DE-BW", date(2026, 12, 24), False),  # by custom only
    ],
)
def test_a_day_is_off_here_and_not_there(region: str, day: date, off: bool) -> None:
    assert (day in holidays_of(region).in_year(day.year)) is off


@pytest.mark.parametrize("region", ["DE-BW", "US-CA", "GB-ENG", "CH-ZH"])
def test_every_holiday_is_told_in_its_own_year(region: str) -> None:
    years = {year: holidays_of(region).in_year(year) for year in range(2019, 2031)}
    assert all(days and {day.year for day in days} == {year} for year, days in years.items())


def test_a_department_in_stuttgart_does_not_count_karfreitag() -> None:
    stuttgart = Calendar(OFFICE_HOURS, BERLIN, holidays_of("DE-BW"))
    thursday, tuesday = datetime(2026, 4, 2, 15, tzinfo=BERLIN), datetime(2026, 4, 7, 9, tzinfo=BERLIN)
    assert stuttgart.add_business_days(thursday, 1) == datetime(2026, 4, 7, 15, tzinfo=BERLIN)
    assert stuttgart.next_opening(datetime(2026, 4, 3, 10, tzinfo=BERLIN)) == tuesday.astimezone(UTC)


def test_who_names_no_country_has_no_holidays() -> None:
    assert holidays_of(None).in_year(2026) == {}


@pytest.mark.parametrize("region", ["XX", "DE-XX"])
def test_an_unknown_region_stops_nobodys_calendar_and_stands_in_the_log(region: str) -> None:
    with capture_logs() as logs:
        assert holidays_of(region).in_year(2026) == {}
    assert [(entry["event"], entry["region"]) for entry in logs] == [("holidays_unknown", region)]


def test_a_year_that_the_library_does_not_know_has_no_holidays() -> None:
    assert holidays_of("DE").in_year(2101) == {}


def test_the_library_is_loaded_only_when_a_holiday_is_asked_for() -> None:
    ask = "import sys; from handlers.holidays import holidays_of; {}print('holidays' in sys.modules)"
    for asked, loaded in (("holidays_of('DE'); ", "False"), ("holidays_of('DE').in_year(2026); ", "True")):
        called = subprocess.run(  # noqa: S603 - our own text
            [sys.executable, "-c", ask.format(asked)], capture_output=True, text=True, check=True
        )
        assert called.stdout.strip() == loaded
