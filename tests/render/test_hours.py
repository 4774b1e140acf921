"""Hours as people write them, read back as org.yaml has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.time.hours import WEEKDAYS, parse_hours
from handlers.slack.render.pages.hours import read_hours, written_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mo-Do 08:00-16:30\nFr 8-13", {"mon-thu": "08:00-16:30", "fri": "08:00-13:00"}),
        ("Montag – Freitag: 9 – 17", {"mon-fri": "09:00-17:00"}),
        ("mon 8:00-12:00, 13.30-16.30", {"mon": "08:00-12:00, 13:30-16:30"}),
        ("Di. 7-11\n\nSo. 10-24:00", {"tue": "07:00-11:00", "sun": "10:00-24:00"}),
    ],
)
def test_hours_are_read_in_both_languages(text: str, hours: dict[str, str]) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["", "immer", "Mo", "8-16", "Xx 8-16", "Mo-Xx 8-16"])
def test_what_names_no_days_is_no_hours(text: str) -> None:
    assert read_hours(text) is None


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.sampled_from(["de", "en"]))
def test_what_is_shown_can_be_sent_back(days: set[str], language: str) -> None:
    hours = dict.fromkeys(days, "08:00-12:00, 13:00-24:00")
    again = read_hours(written_hours(hours, language))
    assert again is not None
    assert parse_hours(again) == parse_hours(hours)
