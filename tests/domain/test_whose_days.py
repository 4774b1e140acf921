"""On which days somebody may be reached: on those on which a department of theirs works."""

from datetime import UTC, date, datetime, time

from bot.domain.company.organisation import Organisation
from bot.domain.time.calendars import Calendars
from bot.domain.time.days_off import CLOSED, NO_DAYS_OFF, UNTIL_NOON, DaysOff, given_days
from bot.domain.time.hours import Slots
from tests.company import COMPANY, KIM, LOGISTICS, MIRA, SALES

WINDOW = (time(9), time(17))


def at(day: int, hour: int = 12) -> datetime:
    """Return a time in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def kims(days_off: dict[str, dict[date, Slots]], **hours: str) -> Calendars:
    """Return the calendars of a company in which Kim sells in Stuttgart and packs in Berlin."""

    def holidays(region: str | None) -> DaysOff:
        return given_days(days_off[region]) if region in days_off else NO_DAYS_OFF

    selling = SALES.model_copy(update={"holidays": "DE-BW", "hours": hours or SALES.hours})
    packing = LOGISTICS.model_copy(update={"holidays": "DE-BE", "hours": {"wed-sat": "06:00-14:00"}})
    return Calendars(Organisation(workspace=COMPANY.workspace, departments=(selling, packing)), holidays)


def test_who_is_in_two_departments_is_reached_when_one_of_them_works() -> None:
    calendar = kims({}, **{"mon-tue": "09:00-17:00"}).person(KIM, "UTC", WINDOW)
    assert [day for day in range(23, 30) if calendar.is_open(at(day))] == [23, 24, 25, 26, 27, 28]


def test_a_holiday_is_one_for_them_where_all_of_their_departments_have_it() -> None:
    here, both, half = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
    off: dict[str, dict[date, Slots]] = {
        "DE-BW": {here: CLOSED, both: CLOSED, half: CLOSED},
        "DE-BE": {both: CLOSED, half: UNTIL_NOON},
    }
    calendar = kims(off).person(KIM, "UTC", WINDOW)
    assert calendar.is_open(at(25))
    assert not calendar.is_open(at(26))
    assert (calendar.is_open(at(27, 11)), calendar.is_open(at(27, 13))) == (True, False)


def test_who_is_in_no_department_has_office_days_and_the_companys_holidays() -> None:
    calendar = kims({"DE-BW": {date(2026, 11, 25): CLOSED}}).person(MIRA, "UTC", WINDOW)
    assert [day for day in range(23, 30) if calendar.is_open(at(day))] == [23, 24, 26, 27]
