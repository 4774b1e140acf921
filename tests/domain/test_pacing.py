"""The pace of messages, as anybody who counts along would see it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pacing import Pace, held, slot

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
seconds = st.floats(0, 100).map(lambda number: timedelta(seconds=number))
paces = st.builds(
    Pace, st.floats(0.01, 10).map(lambda number: timedelta(seconds=number)), burst=st.integers(1, 5)
)


def slots(pace: Pace, pauses: list[timedelta]) -> list[datetime]:
    """Ask for a slot after each pause; return all of them."""
    now, arrival, given_slots = NOW, None, []
    for pause in pauses:
        now += pause
        at, arrival = slot(arrival, pace, now)
        given_slots.append(at)
    return given_slots


@given(paces, st.lists(seconds, min_size=1, max_size=30))
def test_no_interval_holds_more_than_the_burst_and_the_steady_pace(
    pace: Pace, pauses: list[timedelta]
) -> None:
    leaving = slots(pace, pauses)
    assert leaving == sorted(leaving)
    for first, start in enumerate(leaving):
        for count, end in enumerate(leaving[first:]):
            allowed = pace.burst + (end - start) / pace.interval
            assert count + 1 <= allowed + 1e-3


@given(paces, seconds)
def test_after_a_long_pause_one_leaves_at_once(pace: Pace, pause: timedelta) -> None:
    _, arrival = slot(None, pace, NOW)
    later = NOW + pace.interval * pace.burst + pause
    assert slot(arrival, pace, later)[0] == later


@given(paces, seconds)
def test_what_is_held_leaves_when_it_may_and_then_one_by_one(pace: Pace, pause: timedelta) -> None:
    until = NOW + pause
    first, arrival = slot(held(until, pace), pace, NOW)
    second, _ = slot(arrival, pace, NOW)
    assert first == until
    assert second == until + pace.interval
