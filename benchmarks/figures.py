"""Figures with their goals, and the table of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measuring import Series


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit; `text` is how the table writes it."""

    limit: float
    at_most: bool = False

    @property
    def text(self) -> str:
        """Return the goal as people write it."""
        return f"{'≤' if self.at_most else '≥'} {self.limit:g}"

    def met(self, value: float) -> bool:
        """Return whether `value` reaches it."""
        return value <= self.limit if self.at_most else value >= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: ours, what it is compared with, and what is judged, usually the ratio of both."""

    what: str
    ours: str
    other: str
    judged: Series
    goal: Goal | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells."""
        low, high = min(self.judged.values), max(self.judged.values)
        spread = f" ({low:.2f} to {high:.2f})" if len(self.judged.values) > 1 else ""
        met = "" if self.goal is None else "yes" if self.goal.met(self.judged.median) else "**no**"
        return (
            self.what,
            self.ours,
            self.other,
            f"{self.judged.median:.2f}{spread}",
            self.goal.text if self.goal else "",
            met,
        )


def ratio(what: str, ours: Series, other: Series, unit: str, goal: Goal | None = None) -> Figure:
    """Return the row of a ratio, judged round by round."""
    return Figure(what, _written(ours.median, unit), _written(other.median, unit), ours.over(other), goal)


def value(what: str, series: Series, unit: str, goal: Goal | None = None) -> Figure:
    """Return the row of a figure that is judged by itself."""
    return Figure(what, _written(series.median, unit), "", series, goal)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table."""
    head = ("what", "Staffel", "compared with", "figure judged (least to most)", "goal", "met")
    rows = [head, tuple("---" for _ in head), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _written(number: float, unit: str) -> str:
    return f"{number:.3g} {unit}" if number < 100 else f"{number:.0f} {unit}"
