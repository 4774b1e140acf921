"""Shares, times and charts equal what statsmodels, scipy and a pocket calculator say."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from statsmodels.stats.proportion import proportion_confint

from bot.domain.summary.figures import NO_SHARE, NO_TIMES, SignalRule
from bot.domain.summary.statistics import HOUR, concentration, kaplan_meier, reciprocity, wilson
from bot.domain.summary.xmr import Chart, chart, kept

TIMES = st.lists(st.integers(0, 30).map(lambda hours: hours * HOUR), max_size=40)


@given(n=st.integers(1, 2000), part=st.floats(0, 1))
def test_shares_have_the_interval_of_statsmodels(n: int, part: float) -> None:
    k = round(part * n)
    low, high = proportion_confint(k, n, method="wilson")
    assert (wilson(k, n).low, wilson(k, n).high) == pytest.approx((low, high), abs=1e-12)


def test_four_of_five_is_not_much_to_go_by() -> None:
    share = wilson(4, 5)
    assert (round(share.low or 0, 2), round(share.high or 0, 2)) == (0.38, 0.96)
    assert wilson(0, 0) is NO_SHARE


@settings(deadline=None)
@given(ended=TIMES, censored=TIMES)
@example(ended=[HOUR] * 2, censored=[HOUR] * 2)  # a tie: what was censored at t still ran at t
def test_times_are_those_of_scipys_kaplan_meier(ended: list[int], censored: list[int]) -> None:
    times = kaplan_meier(ended, censored)
    assert times.n == len(ended) + len(censored)
    if not ended:
        assert (times.median, times.p85) == (None, None)
        return
    survival = ecdf(CensoredData(uncensored=ended, right=censored)).sf
    for found, rest in ((times.median, 0.5), (times.p85, 0.15)):
        reached = survival.quantiles[survival.probabilities <= rest + 1e-10]
        assert found == (reached[0] / HOUR if len(reached) else None)


def test_nobody_waited() -> None:
    assert kaplan_meier([], []) == NO_TIMES


def test_the_open_ones_count_for_the_time_to_close() -> None:
    assert kaplan_meier([HOUR, 2 * HOUR], []).median == 1
    assert kaplan_meier([HOUR, 2 * HOUR], [9 * HOUR] * 2).median == 2
    assert kaplan_meier([HOUR, 2 * HOUR], [9 * HOUR] * 3).median is None


def test_reciprocity_and_concentration() -> None:
    assert reciprocity(10, 0) == 0
    assert reciprocity(9, 3) == 0.5
    assert concentration([5, 5, 0]) == 0
    assert concentration([7]) == 1
    assert concentration([]) is None
    assert concentration([3, 1]) == pytest.approx(((9 + 1) / 16 - 1 / 2) / (1 - 1 / 2))


TWELVE = [10.0, 12.0] * 6


def test_a_chart_needs_twelve_weeks_and_then_stands_still() -> None:
    assert chart(TWELVE) is None
    limits = chart([*TWELVE, 99])
    assert limits == Chart(11, 11 - 2.66 * 2, 11 + 2.66 * 2)
    assert chart([*TWELVE, 99, 100, 101]) == limits


@pytest.mark.parametrize(
    ("after", "rule"),
    [
        ([16.0], None),
        ([16.4], SignalRule.OUTSIDE),
        ([5.6], SignalRule.OUTSIDE),
        ([11.5] * 7, SignalRule.RUN_OF_8),  # the twelfth of the baseline is the first of the eight
        ([11.5] * 6, None),
        ([11.0, *[11.5] * 7], None),
        ([14.0, 11.0, 14.0, 14.0], SignalRule.NEAR_LIMIT),
        ([14.0, 8.0, 14.0, 8.0], None),
        ([14.0, 14.0, 14.0, 11.0], None),  # told when it happened, not once more
    ],
)
def test_what_is_no_chance(after: list[float], rule: SignalRule | None) -> None:
    values = [*TWELVE, *after]
    limits = chart(values)
    assert limits is not None
    assert limits.rule(values) is rule


@given(values=st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_a_chart_says_the_same_of_what_is_kept_as_of_all_weeks(values: list[int]) -> None:
    known: tuple[float, ...] = ()
    for number, value in enumerate(values, 1):
        limits, whole = chart((*known, value)), chart(values[:number])
        assert limits == whole
        if limits and whole:
            assert limits.rule((*known, value)) is whole.rule(values[:number])
        known = kept((*known, value))
    assert len(known) <= 19


def test_nothing_changed_is_no_signal() -> None:
    limits = chart([3.0] * 20)
    assert limits is not None
    assert limits.rule([3.0] * 20) is None
    assert not math.isnan(limits.high)
