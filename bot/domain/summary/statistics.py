"""The statistics behind the figures; sources and checks stand in docs/figures.md."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import chain, groupby
from math import ceil, inf, sqrt

from bot.domain.summary.figures import NO_SHARE, Share, Times

Z = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""

HOUR = 3_600_000_000
"""Microseconds: times are counted in whole ones, so that both databases give the same figures."""

_RESTS = (0.5, 0.15)
_ROUNDING = 1e-10  # a product of a hundred thousand factors is that exact


def wilson(k: int, n: int) -> Share:
    """Return `k` of `n` with the Wilson score interval at 95 % (Wilson 1927)."""
    if not n:
        return NO_SHARE
    square = Z * Z
    centre = (k + square / 2) / (n + square)
    half = Z / (n + square) * sqrt(k * (n - k) / n + square / 4)
    # Where nothing or everything is counted the bound is exact, and rounding shall not move it.
    return Share(k, n, k / n, centre - half if k else 0.0, centre + half if k < n else 1.0)


def kaplan_meier(ended: Sequence[int], censored: Sequence[int]) -> Times:
    """Return median and 85th percentile, in hours, of clocks that ended or were censored, given in microseconds.

    S(t) = ∏(1 − d/n) over the times of ends, n being the clocks that had not stopped before t (Kaplan & Meier 1958). A
    percentile is the first t at which S(t) is not over the rest; None if that is never reached.
    """
    n = len(ended) + len(censored)
    return Times(*_percentiles(sorted(ended), sorted(censored)), n)


def _percentiles(ended: Sequence[int], censored: Sequence[int]) -> tuple[float | None, float | None]:
    """Return where S(t) reaches both rests, given sorted clocks.

    From one censored clock to the next the factors cancel each other out: S falls by 1/n with every end. So it is
    enough to stop at those few.
    """
    found: list[float | None] = []
    left, past, running = 1.0, 0, len(ended) + len(censored)
    for at, same in chain(groupby(censored), [(inf, ())]):
        here = bisect_right(ended, at, lo=past)
        while len(found) < len(_RESTS) and (ends := _ends(left, running, _RESTS[len(found)])) <= here - past:
            found.append(ended[past + ends - 1] / HOUR)
        if len(found) == len(_RESTS) or not running:
            break
        still = running - (here - past)
        left *= still / running
        running, past = still - sum(1 for _ in same), here
    median, p85 = found + [None] * (len(_RESTS) - len(found))
    return median, p85


def _ends(left: float, running: int, rest: float) -> int:
    """Return how many of `running` clocks have to end for S to fall from `left` to `rest`."""
    return max(1, ceil(running * (1 - (rest + _ROUNDING) / left)))


def reciprocity(there: int, back: int) -> float:
    """Return how evenly two departments hand over to each other, 2·min/(sum); their sum is not 0."""
    return 2 * min(there, back) / (there + back)


def concentration(counts: Collection[int]) -> float | None:
    """Return the normalised Herfindahl–Hirschman index of what is not 0: 0 evenly spread, 1 all in one; None of none."""
    counted = [count for count in counts if count]
    if len(counted) < 2:
        return 1.0 if counted else None
    whole = sum(counted)
    even = 1 / len(counted)
    return (sum(count * count for count in counted) / (whole * whole) - even) / (1 - even)
