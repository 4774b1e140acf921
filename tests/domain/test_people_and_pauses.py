"""In which language somebody is spoken to, and how long a message waits after a failure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.people import Person, language_of
from bot.domain.delivery.backoff import pause

SPREAD = st.floats(0, 1)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de-DE", "de"), ("de-AT", "de"), ("DE", "de"), ("en-US", "en"), ("fr-FR", "en"), ("", "de")],
)
def test_people_are_spoken_to_in_their_language(locale: str, language: str) -> None:
    assert language_of(Person("U0BEN", "Ben Carter", locale), default="de") == language


def test_somebody_unknown_is_spoken_to_in_the_companys_language() -> None:
    assert language_of(None, default="en") == "en"


@given(st.integers(0, 10_000), SPREAD)
def test_no_message_waits_longer_than_five_minutes(attempts: int, spread: float) -> None:
    assert 0.25 <= pause(attempts, spread) <= 300


@given(st.integers(0, 30))
def test_each_failure_makes_the_next_pause_no_shorter(attempts: int) -> None:
    assert pause(attempts, 0) <= pause(attempts + 1, 0) <= 2 * pause(attempts, 0)


@given(st.integers(0, 30), SPREAD, st.floats(0, 3600))
def test_nobody_comes_back_before_slack_said(attempts: int, spread: float, asked: float) -> None:
    assert asked <= pause(attempts, spread, asked) <= asked + 0.25
