"""Whatever the hours, the holidays and the zone: business time is what the clock on the wall says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from bot.domain.time.calendar import Calendar, NeverOpensError
from bot.domain.time.days_off import CLOSED, UNTIL_NOON, given_days
from bot.domain.time.hours import Slots
from tests.domain.office_clock import Look, Watch, days_later

MINUTE, QUARTER, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
AROUND = {MINUTE: 1.5 * DAY, QUARTER: 10 * DAY}
ZONES = ["UTC", "Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
OF_NOTE = {
    "Europe/Berlin": ["2026-03-29T01:00", "2026-10-25T01:00", "2026-12-31T23:30"],
    "Europe/London": ["2027-03-28T01:00", "2027-10-31T01:00"],
    "America/New_York": ["2028-03-12T07:00", "2028-11-05T06:00", "2027-01-01T03:00"],
    "Australia/Lord_Howe": ["2026-04-04T15:00", "2026-10-03T15:30"],  # by half an hour
    "Pacific/Apia": ["2011-12-30T10:00"],  # a day is left out
    "Pacific/Kwajalein": ["1993-08-21T12:00"],  # another one
    "America/St_Johns": [
        "2010-11-07T02:31",
        "2010-03-14T03:31",
    ],  # from one minute past midnight back to yesterday
    "America/Sao_Paulo": [
        "2018-11-04T03:00",
        "2018-02-18T02:00",
    ],  # a midnight left out, and one that comes twice
    "Asia/Kathmandu": ["2026-12-31T18:15", "2028-02-29T00:00"],
    "UTC": ["2027-01-01T00:00", "2028-02-29T00:00"],
}
CHANGES = [
    (zone, datetime.fromisoformat(at).replace(tzinfo=UTC)) for zone, ats in OF_NOTE.items() for at in ats
]


def slots_of(step: timedelta) -> st.SearchStrategy[Slots]:
    """Return up to three slots of a day, on multiples of `step`."""
    ends = st.lists(st.integers(0, DAY // step), unique=True, max_size=6).map(sorted)
    return ends.map(lambda at: tuple(zip(*[iter(clock(step * number) for number in at)] * 2, strict=False)))


def clock(since_midnight: timedelta) -> time:
    hours, rest = divmod(since_midnight % DAY, 60 * MINUTE)
    return time(hours, rest // MINUTE)


@st.composite
def calendars(draw: st.DrawFn, zone: str, first: date, last: date, step: timedelta) -> Calendar:
    """Return a calendar with any hours, and any days off between two dates."""
    slots = slots_of(step)
    week = draw(st.tuples(*[slots] * 7))
    worked = st.sampled_from([CLOSED, UNTIL_NOON]) | slots
    days_off = draw(st.dictionaries(st.dates(first, last), worked, max_size=8))
    return Calendar(week, ZoneInfo(zone), given_days(days_off))


@st.composite
def watches(draw: st.DrawFn) -> Watch:
    """Return how somebody watches the clock of any calendar, around a change."""
    zone, change = draw(st.sampled_from(CHANGES))
    step = MINUTE if zone == "America/St_Johns" else draw(st.sampled_from([MINUTE, QUARTER]))
    first, last = change - AROUND[step], change + AROUND[step]
    calendar = draw(calendars(zone, first.date() - DAY, last.date() + DAY, step))
    return Watch(calendar, first, last, step)


WATCHES = watches()
PICK = st.floats(0, 1, exclude_max=True)


def picked(seen: list[Look], share: float) -> Look:
    return seen[int(share * len(seen))]


@given(WATCHES, PICK, PICK)
def test_business_time_is_what_the_clock_counts_look_by_look(watch: Watch, one: float, other: float) -> None:
    calendar, seen = watch.calendar, list(watch.looks())
    start, end = sorted((picked(seen, one).at, picked(seen, other).at))
    worked = [look for look in seen if start <= look.at < end and look.works]
    assert calendar.business_time(start, end) == watch.step * len(worked)


@given(WATCHES, PICK)
def test_open_opening_and_closing_are_what_the_clock_shows(watch: Watch, share: float) -> None:
    calendar, seen = watch.calendar, list(watch.looks())
    now = picked(seen, share)
    assert calendar.is_open(now.at) == now.works
    later = [look for look in seen if look.at >= now.at]
    opens = next((look.at for look in later if look.works), None) or reject()
    assert calendar.next_opening(now.at) == opens
    closes = next((look.at for look in later if look.at > opens and not look.works), None) or reject()
    assert calendar.closing(now.at) == closes


@given(WATCHES, PICK, st.integers(-3, 3))
def test_business_days_are_the_days_on_which_the_clock_showed_somebody_at_work(
    watch: Watch, share: float, days: int
) -> None:
    calendar, seen = watch.calendar, list(watch.looks())
    start = picked(seen, share).at
    expected = days_later(seen, start, days) or reject()
    assert calendar.add_business_days(start, days) == expected


@st.composite
def any_calendars(draw: st.DrawFn) -> Calendar:
    zone = draw(st.sampled_from(sorted(OF_NOTE)))
    calendar = draw(calendars(zone, date(2008, 1, 1), date(2030, 1, 1), MINUTE))
    assume(any(calendar.week))
    return calendar


ANY_TIME = st.datetimes(datetime(2009, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.data(), st.sampled_from(ZONES))
@settings(max_examples=15)
def test_it_is_the_same_over_years(data: st.DataObject, zone: str) -> None:
    start = data.draw(ANY_TIME.map(lambda at: at.replace(minute=0, second=0, microsecond=0)))
    end = start + data.draw(st.integers(0, 900)) * DAY
    calendar = data.draw(calendars(zone, start.date(), end.date(), QUARTER))
    assert calendar.business_time(start, end) == QUARTER * sum(
        look.works for look in Watch(calendar, start, end, QUARTER).looks()
    )


@given(any_calendars(), ANY_TIME, ANY_TIME, ANY_TIME)
def test_parts_add_up_and_nothing_takes_longer_than_it_took(
    calendar: Calendar, a: datetime, b: datetime, c: datetime
) -> None:
    a, b, c = sorted((a, b, c))
    whole = calendar.business_time(a, c)
    assert whole == calendar.business_time(a, b) + calendar.business_time(b, c)
    assert timedelta(0) <= whole <= c - a


@given(any_calendars(), ANY_TIME, st.timedeltas(timedelta.resolution, timedelta(days=900)))
def test_adding_business_time_finds_the_first_instant_at_which_it_has_passed(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    try:
        end = calendar.add_business_time(start, amount)
    except NeverOpensError:
        reject()
    assert calendar.business_time(start, end) == amount
    assert calendar.business_time(start, end - timedelta.resolution) == amount - timedelta.resolution


@given(any_calendars(), ANY_TIME, ANY_TIME, st.integers(-9, 9))
def test_a_rung_falls_into_business_time_and_who_starts_later_is_not_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, days: int
) -> None:
    first, second = (calendar.add_business_days(start, days) for start in sorted((one, other)))
    assert calendar.is_open(first)
    assert first <= second
    assert calendar.add_business_days(min(one, other), days + 1) >= first


@given(st.sampled_from(["UTC", "Asia/Kathmandu"]), ANY_TIME, st.integers(0, 40))
def test_where_all_days_are_alike_a_business_day_is_as_long_as_a_day(
    zone: str, start: datetime, days: int
) -> None:
    office = Calendar((((time(9), time(17)),),) * 5 + ((), ()), ZoneInfo(zone))
    end = office.add_business_days(start, days)
    assert office.business_time(start, end) == timedelta(hours=8) * days
