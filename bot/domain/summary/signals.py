"""What changed this week by more than chance, judged on figures that were shown."""

from collections.abc import Iterator, Sequence

from bot.domain.summary.figures import Flow, Pair, Signal, Summary
from bot.domain.summary.xmr import chart

Series = tuple[str, Pair | None]
"""A figure, and whose: None is everybody together."""

_TOTALS = ("opened", "closed", "open")


def signals(summary: Summary, history: Sequence[Summary]) -> tuple[Signal, ...]:
    """Return the signals of `summary`, given the weeks before it in order; a week without a figure is skipped."""
    now = dict(_values(summary))
    before: dict[Series, list[float]] = {series: [] for series in now}
    for week in history:
        for series, value in _values(week):
            if series in before:
                before[series].append(value)
    found = (_signal(summary.week, series, [*before[series], value]) for series, value in now.items())
    return tuple(signal for signal in found if signal)


def _signal(week: str, series: Series, values: list[float]) -> Signal | None:
    limits = chart(values)
    rule = limits and limits.rule(values)
    if not limits or not rule:
        return None
    return Signal(*series, week, rule, values[-1], limits.centre, limits.low, limits.high)


def _values(summary: Summary) -> Iterator[tuple[Series, float]]:
    for name in _TOTALS:
        if summary.totals:
            yield (name, None), getattr(summary.totals, name)
    for flow in summary.flows:
        pair = Pair(flow.source, flow.target)
        for name, value in _of_flow(flow):
            if value is not None:
                yield (name, pair), value


def _of_flow(flow: Flow) -> Iterator[tuple[str, float | None]]:
    yield "opened", flow.opened
    yield "accept_target.share", flow.accept_target.share
    yield "hours_to_accept.median", flow.hours_to_accept.median
    yield "hours_to_close.median", flow.hours_to_close.median
