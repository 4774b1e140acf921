"""XmR charts: whether a week differs from those before it by more than chance (Wheeler, Understanding Variation)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from bot.domain.summary.figures import SignalRule

BASELINE = 12
"""So many weeks are looked at before any is judged; then the limits are frozen."""

_WIDTH = 2.66
_RUN = 8
_RECENT, _NEAR = 4, 3


@dataclass(frozen=True, slots=True)
class Chart:
    """Centre and natural process limits of a baseline."""

    centre: float
    low: float
    high: float

    def rule(self, values: Sequence[float]) -> SignalRule | None:
        """Return why the last of `values` is no chance, if it is none; the strongest reason first."""
        last = values[-1]
        if not self.low <= last <= self.high:
            return SignalRule.OUTSIDE
        if self._same_side(values[-_RUN:]):
            return SignalRule.RUN_OF_8
        return SignalRule.NEAR_LIMIT if self._near_limit(values[-_RECENT:]) else None

    def _same_side(self, values: Sequence[float]) -> bool:
        above = sum(value > self.centre for value in values)
        below = sum(value < self.centre for value in values)
        return _RUN in {above, below}

    def _near_limit(self, values: Sequence[float]) -> bool:
        half = (self.high - self.centre) / 2
        above = [value > self.centre + half for value in values]
        below = [value < self.centre - half for value in values]
        return any(near[-1] and sum(near) >= _NEAR for near in (above, below))


def kept(values: tuple[float, ...]) -> tuple[float, ...]:
    """Return those of `values` that a chart looks at when the next one follows: the baseline, and the last seven."""
    if len(values) < BASELINE + _RUN:
        return values
    return (*values[:BASELINE], *values[1 - _RUN :])


def chart(values: Sequence[float]) -> Chart | None:
    """Return x̄ ± 2.66 · mR̄ of the first twelve values; None if there are not more than those."""
    if len(values) <= BASELINE:
        return None
    baseline = values[:BASELINE]
    centre = fmean(baseline)
    width = _WIDTH * fmean(abs(later - earlier) for earlier, later in pairwise(baseline))
    return Chart(centre, centre - width, centre + width)
