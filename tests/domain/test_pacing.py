"""The pace of messages, as anybody who counts along would see it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.pacing import Pace, ready_after

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
seconds = st.floats(0, 100).map(lambda number: timedelta(seconds=number))
paces = st.builds(
    Pace, st.floats(0.01, 10).map(lambda number: timedelta(seconds=number)), burst=st.integers(1, 5)
)


def leaving(pace: Pace, pauses: list[timedelta], ready: datetime | None = None) -> list[datetime]:
    """Let a message come after each pause, and leave as soon as it may; return when they leave."""
    now, left = NOW, []
    for pause in pauses:
        now = max(now + pause, ready or NOW)
        ready = ready_after(ready, pace, now)
        left.append(now)
    return left


@given(paces, st.lists(seconds, min_size=1, max_size=30))
def test_no_interval_holds_more_than_the_burst_and_the_steady_pace(
    pace: Pace, pauses: list[timedelta]
) -> None:
    left = leaving(pace, pauses)
    for first, start in enumerate(left):
        for count, end in enumerate(left[first:]):
            allowed = pace.burst + (end - start) / pace.interval
            assert count + 1 <= allowed + 1e-3


@given(paces, seconds)
def test_after_a_long_pause_a_burst_leaves_at_once(pace: Pace, pause: timedelta) -> None:
    rest = pace.interval * pace.burst + pause
    first, *burst = leaving(pace, [timedelta(), rest, *[timedelta()] * (pace.burst - 1)])
    assert burst == [first + rest] * pace.burst


@given(paces, seconds)
def test_what_is_held_leaves_when_it_may_and_then_one_by_one(pace: Pace, pause: timedelta) -> None:
    until = NOW + pause
    left = leaving(pace, [timedelta()] * 3, until)
    assert left == [until, until + pace.interval, until + 2 * pace.interval]


@given(paces, seconds)
def test_whoever_comes_late_has_missed_nothing_and_gains_nothing(pace: Pace, late: timedelta) -> None:
    left = leaving(pace, [timedelta()] * pace.burst + [pace.interval + late, *[timedelta()] * 10])
    again = [moment for moment in left[pace.burst :] if moment == left[pace.burst]]
    assert len(again) <= min(pace.burst, 1 + late / pace.interval) + 1e-3
