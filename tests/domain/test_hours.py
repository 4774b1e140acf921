"""Working hours as an admin writes them into the file."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.time.hours import DEFAULT_HOURS, MIDNIGHT, WEEKDAYS, common, parse_hours

NINE, NOON, ONE, FIVE = time(9), time(12), time(13), time(17)


def test_office_hours_are_five_days_from_nine_to_five() -> None:
    assert parse_hours(DEFAULT_HOURS) == (((NINE, FIVE),),) * 5 + ((), ())


def test_a_short_friday_and_a_lunch_break() -> None:
    week = parse_hours({"mon-thu": "9:00-12:00, 13:00-17:00", "fri": "09:00-12:00"})
    assert week == (((NINE, NOON), (ONE, FIVE)),) * 4 + (((NINE, NOON),), (), ())


def test_a_day_can_be_named_as_free() -> None:
    assert parse_hours({"mon": "09:00-17:00", "tue": ""})[1] == ()


def test_work_until_midnight_is_written_with_24_o_clock() -> None:
    assert parse_hours({"sat": "00:00-24:00", "sun": "9:00-12:00, 18:00-24:00"})[5:] == (
        ((MIDNIGHT, MIDNIGHT),),
        ((NINE, NOON), (time(18), MIDNIGHT)),
    )


def test_what_two_days_have_in_common_reaches_until_midnight_only_if_both_do() -> None:
    evening, all_day, lunch_break = (
        ((time(18), MIDNIGHT),),
        ((MIDNIGHT, MIDNIGHT),),
        ((NINE, NOON), (ONE, FIVE)),
    )
    assert common(evening, all_day) == evening
    assert common(all_day, lunch_break) == lunch_break
    assert common(lunch_break, ((time(11), time(14)),)) == ((time(11), NOON), (ONE, time(14)))
    assert common(lunch_break, evening) == ()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ({}, "at least one"),
        ({"mon": ""}, "at least one"),
        ({"montag": "09:00-17:00"}, "montag"),
        ({"mon-": "09:00-17:00"}, "mon-"),
        ({"fri-mon": "09:00-17:00"}, "backwards"),
        ({"mon-fri": "09:00-17:00", "wed": "09:00-12:00"}, "wed stands here twice"),
        ({"mon": "17:00-09:00"}, "17:00-09:00"),
        ({"mon": "09:00-09:00"}, "09:00-09:00"),
        ({"mon": "09:00-25:00"}, "09:00-25:00"),
        ({"mon": "09:00-24:01"}, "09:00-24:01"),
        ({"mon": "24:00-24:00"}, "24:00-24:00"),
        ({"mon": "09:00-00:00"}, "09:00-00:00"),
        ({"mon": "09:00-12:60"}, "09:00-12:60"),
        ({"mon": "09:00-24:00, 12:00-24:00"}, "follow each other"),
        ({"mon": "nine to five"}, "nine to five"),
        ({"mon": "9-17"}, "9-17"),
        ({"mon": "13:00-17:00, 09:00-12:00"}, "follow each other"),
        ({"mon": "09:00-13:00, 12:00-17:00"}, "follow each other"),
    ],
)
def test_what_is_wrong_is_named(written: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        parse_hours(written)


SLOTS = st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), unique=True, max_size=6).map(
    lambda times: list(zip(*[iter(sorted(times))] * 2, strict=False))
)


@given(st.dictionaries(st.sampled_from(WEEKDAYS), SLOTS).filter(lambda week: any(week.values())))
def test_what_was_written_is_what_is_read(week: dict[str, list[tuple[time, time]]]) -> None:
    written = {
        day: ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in slots) for day, slots in week.items()
    }
    assert parse_hours(written) == tuple(tuple(week.get(day, ())) for day in WEEKDAYS)
