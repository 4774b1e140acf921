"""What counts as working time, told as stories."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.time.calendar import HORIZON, OFFICE_HOURS, Calendar, NeverClosesError, NeverOpensError
from bot.domain.time.days_off import CLOSED, UNTIL_NOON, Together, given_days
from bot.domain.time.hours import parse_hours
from tests.company import ACCOUNTING
from tests.domain.calendars import BERLIN, CHRISTMAS, DORAS, EASTER, at, calendar

NEW_YORK = ZoneInfo("America/New_York")


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_what_reaches_dora_on_friday_noon_has_waited_two_hours_on_monday_at_nine() -> None:
    assert DORAS.business_time(at("2026-11-27 12:00"), at("2026-11-30 09:00")) == hours(2)


def test_four_business_hours_after_friday_noon_are_over_on_monday_at_eleven() -> None:
    assert DORAS.add_business_time(at("2026-11-27 12:00"), hours(4)) == at("2026-11-30 11:00")


def test_the_hour_before_closing_is_used_up_at_closing_and_not_on_monday() -> None:
    friday = at("2026-11-27 12:00")
    assert DORAS.add_business_time(friday, hours(1)) == at("2026-11-27 13:00")
    assert DORAS.next_opening(at("2026-11-27 13:00")) == at("2026-11-30 08:00")


def test_no_business_time_at_all_is_over_at_once_even_at_night() -> None:
    assert DORAS.add_business_time(at("2026-11-27 23:00"), hours(0)) == at("2026-11-27 23:00")


def test_karfreitag_and_easter_monday_do_not_count() -> None:
    assert DORAS.business_time(at("2026-04-02 15:30"), at("2026-04-07 08:30")) == hours(1.5)
    assert not DORAS.is_open(at("2026-04-03 10:00"))
    assert DORAS.next_opening(at("2026-04-02 16:30")) == at("2026-04-07 08:00")


def test_on_heiligabend_dora_works_until_noon() -> None:
    assert DORAS.business_time(at("2026-12-24 00:00"), at("2026-12-28 00:00")) == hours(4)
    assert DORAS.closing(at("2026-12-24 09:00")) == at("2026-12-24 12:00")


def test_half_a_day_off_opens_no_office_that_is_closed_on_that_weekday() -> None:
    mondays = Calendar(parse_hours({"mon": "09:00-17:00"}), BERLIN, given_days(CHRISTMAS))
    assert mondays.business_time(at("2026-12-22 00:00"), at("2026-12-28 00:00")) == hours(0)


def test_a_day_that_is_half_off_here_and_wholly_off_there_is_off() -> None:
    one = given_days({date(2026, 12, 22): CLOSED, date(2026, 12, 23): UNTIL_NOON})
    other = given_days(
        {date(2026, 12, 22): UNTIL_NOON, date(2026, 12, 23): CLOSED, date(2026, 12, 24): UNTIL_NOON}
    )
    both = Calendar(ACCOUNTING.week(), BERLIN, Together((one, other)))
    assert both.business_time(at("2026-12-22 00:00"), at("2026-12-25 00:00")) == hours(4)


def test_the_same_wait_is_a_day_in_berlin_and_three_hours_in_new_york() -> None:
    start, end = at("2026-11-23 09:00"), at("2026-11-23 18:00")
    assert Calendar(OFFICE_HOURS, BERLIN).business_time(start, end) == hours(8)
    assert Calendar(OFFICE_HOURS, NEW_YORK).business_time(start, end) == hours(3)


def test_annas_own_window_is_nine_to_five_where_she_is() -> None:
    window = Calendar(OFFICE_HOURS, ZoneInfo("Asia/Kathmandu"))
    morning = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)  # 09:00 in Kathmandu
    assert window.next_opening(morning - hours(3)) == morning
    assert window.is_open(morning)
    assert not window.is_open(morning - timedelta.resolution)
    assert window.closing(morning) == morning + hours(8)
    assert not window.is_open(morning + hours(8))


def test_while_it_is_closed_the_closing_is_that_of_the_next_opening() -> None:
    assert DORAS.closing(at("2026-11-28 10:00")) == at("2026-11-30 16:30")


@pytest.mark.parametrize(
    ("slot", "in_march", "in_october"),
    [
        ("00:00-24:00", 23, 25),
        ("00:00-06:00", 5, 7),
        ("02:00-03:00", 0, 2),
        ("02:30-06:00", 3, 4.5),  # begins at 3 in March, and at the first half past two in October
        ("01:00-02:30", 1, 1.5),  # ends at 3 in March, and at the first half past two in October
        ("02:15-02:45", 0, 0.5),
        ("03:00-06:00", 3, 3),
    ],
)
def test_the_nights_in_which_the_clocks_change(slot: str, in_march: float, in_october: float) -> None:
    nights = calendar({"sun": slot})
    assert nights.business_time(at("2026-03-28 12:00"), at("2026-03-30 12:00")) == hours(in_march)
    assert nights.business_time(at("2026-10-24 12:00"), at("2026-10-26 12:00")) == hours(in_october)


def test_slots_that_meet_in_the_doubled_hour_share_it_without_a_gap() -> None:
    nights = calendar({"sun": "01:00-02:30, 02:30-04:00"})
    assert nights.business_time(at("2026-10-25 00:00"), at("2026-10-25 12:00")) == hours(4)
    assert nights.closing(at("2026-10-25 01:00")) == at("2026-10-25 04:00")


def test_lord_howe_changes_its_clocks_by_half_an_hour() -> None:
    nights = calendar({"sun": "00:00-06:00"}, ZoneInfo("Australia/Lord_Howe"))
    assert nights.business_time(
        at("2026-04-04 12:00", nights.zone), at("2026-04-05 12:00", nights.zone)
    ) == hours(6.5)
    assert nights.business_time(
        at("2026-10-03 12:00", nights.zone), at("2026-10-04 12:00", nights.zone)
    ) == hours(5.5)


def test_apia_had_no_friday_in_the_last_week_of_2011() -> None:
    apia = Calendar(OFFICE_HOURS, ZoneInfo("Pacific/Apia"))
    thursday, monday = at("2011-12-29 10:00", apia.zone), at("2012-01-02 10:00", apia.zone)
    assert apia.business_time(thursday, monday) == hours(8)
    assert apia.add_business_days(thursday, 1) == monday
    assert apia.add_business_days(monday, -1) == thursday


def test_an_evening_over_new_year_in_new_york_is_one_opening_though_utc_begins_a_year_in_it() -> None:
    evenings = calendar({"mon-sun": "17:00-23:00"}, NEW_YORK)
    dinner, next_dinner = at("2026-12-31 18:00", NEW_YORK), at("2027-01-01 18:00", NEW_YORK)
    assert evenings.closing(dinner) == at("2026-12-31 23:00", NEW_YORK)
    assert evenings.add_business_time(dinner, hours(6)) == next_dinner
    assert evenings.add_business_days(dinner, 1) == next_dinner
    assert evenings.add_business_days(next_dinner, -1) == dinner


def test_new_years_eve_off_in_new_york_is_off_though_utc_has_the_new_year_already() -> None:
    off = given_days({date(2026, 12, 31): CLOSED})
    evenings = Calendar(parse_hours({"mon-sun": "17:00-23:00"}), NEW_YORK, off)
    assert not evenings.is_open(at("2026-12-31 20:00", NEW_YORK))
    assert evenings.next_opening(at("2026-12-31 20:00", NEW_YORK)) == at("2027-01-01 17:00", NEW_YORK)


def test_new_year_off_in_berlin_is_off_though_utc_has_the_old_year_still() -> None:
    on_call = Calendar(
        parse_hours({"mon-sun": "00:00-24:00"}), BERLIN, given_days({date(2027, 1, 1): CLOSED})
    )
    assert on_call.closing(at("2026-12-31 20:00")) == at("2027-01-01 00:00")
    assert on_call.next_opening(at("2027-01-01 00:30")) == at("2027-01-02 00:00")


def test_a_shift_over_midnight_ends_in_the_morning() -> None:
    nights = calendar({"mon": "22:00-24:00", "tue": "00:00-06:00"})
    assert nights.closing(at("2026-11-23 22:30")) == at("2026-11-24 06:00")
    assert nights.add_business_time(at("2026-11-23 22:30"), hours(2)) == at("2026-11-24 00:30")


def test_ten_years_of_office_hours() -> None:
    office = Calendar(OFFICE_HOURS, BERLIN)
    weekdays = 2609  # Monday to Friday from 2020-01-01 until 2029-12-31
    decade = office.business_time(at("2020-01-01 00:00"), at("2030-01-01 00:00"))
    assert decade == hours(8) * weekdays
    assert office.add_business_time(at("2020-01-01 00:00"), decade) == at("2029-12-31 17:00")


def test_nothing_passes_backwards() -> None:
    assert DORAS.business_time(at("2026-11-24 10:00"), at("2026-11-23 10:00")) == hours(0)
    with pytest.raises(ValueError, match="forward"):
        DORAS.add_business_time(at("2026-11-24 10:00"), hours(-1))


def test_a_time_without_a_zone_is_refused() -> None:
    naive = at("2026-11-24 10:00").replace(tzinfo=None)
    with pytest.raises(TypeError, match="naive"):
        DORAS.business_time(naive, at("2026-11-25 10:00"))
    with pytest.raises(TypeError, match="naive"):
        DORAS.is_open(naive)


def test_equal_calendars_are_equal_and_can_be_kept_by() -> None:
    again = Calendar(ACCOUNTING.week(), ZoneInfo("Europe/Berlin"), given_days(EASTER | CHRISTMAS))
    assert again == DORAS
    assert len({again, DORAS}) == 1


def test_who_works_round_the_clock_never_closes() -> None:
    on_call = calendar({"mon-sun": "00:00-24:00"})
    sunday = at("2026-03-29 02:30")
    assert on_call.is_open(sunday)
    assert on_call.next_opening(sunday) == sunday
    assert on_call.business_time(at("2026-01-01 00:00"), at("2027-01-01 00:00")) == timedelta(days=365)
    with pytest.raises(NeverClosesError):
        on_call.closing(sunday)


def never_open() -> list[Calendar]:
    today = date(2026, 11, 23)
    gone = given_days({today + timedelta(days=n): CLOSED for n in range((HORIZON + 2) * 366)})
    return [Calendar(((),) * 7, BERLIN), Calendar(OFFICE_HOURS, BERLIN, gone)]


@pytest.mark.parametrize("closed", never_open(), ids=["no hours", "nothing but days off"])
def test_a_calendar_that_never_opens_says_so_instead_of_searching_for_ever(closed: Calendar) -> None:
    monday = at("2026-11-23 10:00")
    with pytest.raises(NeverOpensError):
        closed.next_opening(monday)
    with pytest.raises(NeverOpensError):
        closed.closing(monday)
    with pytest.raises(NeverOpensError):
        closed.add_business_time(monday, hours(1))
    with pytest.raises(NeverOpensError):
        closed.add_business_days(monday, -1)
    assert not closed.is_open(monday)
    assert closed.business_time(monday, monday + timedelta(days=365)) == hours(0)


def test_a_date_at_the_end_of_all_calendars_breaks_nothing() -> None:
    last = datetime.max.replace(tzinfo=UTC)
    assert not DORAS.is_open(last)
    with pytest.raises(NeverOpensError):
        DORAS.add_business_days(last, -1)
