"""What changed this week by more than chance, judged on figures that were shown."""

from bot.domain.summary.figures import Signal, Summary
from bot.domain.summary.trail import Series, Trail, values
from bot.domain.summary.xmr import chart


def signals(summary: Summary, trail: Trail) -> tuple[Signal, ...]:
    """Return the signals of `summary`, given the trail of the weeks before it."""
    before = {(course.figure, course.pair): course.values for course in trail.courses}
    found = (
        _signal(summary.week, series, (*before.get(series, ()), value)) for series, value in values(summary)
    )
    return tuple(signal for signal in found if signal)


def _signal(week: str, series: Series, known: tuple[float, ...]) -> Signal | None:
    limits = chart(known)
    rule = limits and limits.rule(known)
    if not limits or not rule:
        return None
    return Signal(*series, week, rule, known[-1], limits.centre, limits.low, limits.high)
