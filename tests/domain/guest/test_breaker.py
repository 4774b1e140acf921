"""A model that fails is left alone, and one question finds out when it is well again."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guest.breaker import FAILURES, PAUSE, Breaker
from tests.company import MONDAY


def tired() -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker = breaker.failed(MONDAY)
    return breaker


def test_a_few_failures_change_nothing() -> None:
    assert Breaker(FAILURES - 1).begun(MONDAY) is not None


def test_several_in_a_row_are_a_reason_to_leave_it_alone() -> None:
    assert tired().begun(MONDAY) is None


def test_after_the_pause_one_goes_ahead_and_the_others_wait() -> None:
    later = MONDAY + PAUSE
    probing = tired().begun(later)
    assert probing is not None
    assert probing.begun(later) is None
    assert probing.begun(later + PAUSE) is not None  # whoever went ahead never came back


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=60))
def test_a_model_that_only_fails_is_asked_once_a_pause_at_the_most(steps: list[tuple[int, bool]]) -> None:
    breaker, now, asked = tired(), MONDAY, [MONDAY]
    for seconds, answers in steps:
        now += timedelta(seconds=seconds)
        begun = breaker.begun(now)
        if begun is not None:
            asked.append(now)
            breaker = begun.failed(now) if answers else begun
    assert all(after - before >= PAUSE for before, after in pairwise(asked))
