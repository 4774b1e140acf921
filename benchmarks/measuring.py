"""Measuring side by side: rounds in turn, so that whatever else the machine does meets everybody alike."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median

Sample = Mapping[str, float]
"""What one round gave, by name: per_second, p50_ms, …"""

Measure = Callable[[], Awaitable[Sample]]
Once = Callable[[int], Awaitable[object]]
"""What is done again and again; every number is given once."""


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over all rounds."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle one, which a single bad round does not move."""
        return median(self.values)

    def over(self, other: "Series") -> "Series":
        """Return the ratio of each round to the same round of `other`."""
        return Series(tuple(ours / theirs for ours, theirs in zip(self.values, other.values, strict=True)))


class Rounds:
    """What was measured, by the name of who was."""

    def __init__(self, samples: Mapping[str, list[Sample]]) -> None:
        self._samples = samples

    def series(self, who: str, figure: str = "per_second") -> Series:
        """Return one figure of one of those measured."""
        return Series(tuple(sample[figure] for sample in self._samples[who]))


async def side_by_side(measures: Mapping[str, Measure], rounds: int) -> Rounds:
    """Measure all in turn, `rounds` times, every other time in the opposite order; a first round is not counted."""
    samples: dict[str, list[Sample]] = {who: [] for who in measures}
    for number in range(rounds + 1):
        order = list(measures) if number % 2 else list(measures)[::-1]
        for who in order:
            sample = await measures[who]()
            if number:
                samples[who].append(sample)
    return Rounds(samples)
