"""The last weeks as small native charts. A week with too little to show has no point in them."""

from collections.abc import Sequence

from bot.domain.summary.figures import Summary
from bot.domain.text import shorten
from handlers.slack.render.blocks import header
from handlers.slack.render.content import Content, Json
from handlers.slack.render.limits import CHART_TEXT, CHART_TITLE
from handlers.slack.render.rich import joined, paragraph, plain, text
from handlers.slack.render.summary.measures import MEASURES
from handlers.slack.render.summary.table import overall, rows_of
from handlers.slack.render.summary.told import Told

_IN_FIGURES = 4
_COLUMNS = {"moved", "accept_target", "hours_to_accept"}

Series = tuple[str, Sequence[tuple[str, float]]]


def trend(told: Told, weeks: Sequence[Summary]) -> list[Json]:
    """Return the charts of these weeks, the oldest first; none where fewer than two can be shown."""
    words = told.words
    shown = [(_label(told, week), week) for week in weeks if week.totals and week.overall]
    if len(shown) < 2:  # a line needs two points
        return []
    moved: list[Series] = [
        (words("new"), [(label, float(week.totals.opened)) for label, week in shown if week.totals]),
        (words("closed"), [(label, float(week.totals.closed)) for label, week in shown if week.totals]),
        (words("open"), [(label, float(week.totals.open)) for label, week in shown if week.totals]),
    ]
    in_time = [(label, share) for label, week in shown if (share := _in_time(week)) is not None]
    charts = [_chart(words("Handoffs by week"), moved, words("handoffs"))]
    if len(in_time) > 1:
        charts.append(_chart(words("Accepted in time"), [(words("share"), in_time)], "%"))
    return charts


def month(told: Told, weeks: Sequence[Summary]) -> Content:
    """Return the answer to /silo month: the last weeks side by side, each with the figures of its own post."""
    title = told.words("Handoffs week by week")
    charts = trend(told, weeks)
    none = told.words("There are not two weeks yet with enough handoffs to show.")
    missing = len([week for week in weeks if not (week.totals and week.overall)]) if charts else 0
    note = told.words.many("{n} week has too little to show.", "{n} weeks have too little to show.", missing)
    lines = [] if charts else [text(none)]
    figures = [_weeks(told, weeks[-_IN_FIGURES:])] if charts else []
    blocks = [header(title), *paragraph(*lines), *figures, *charts, *paragraph(text(note) if missing else [])]
    return Content(plain(joined([text(title), *lines], ". ")), blocks)


def _weeks(told: Told, weeks: Sequence[Summary]) -> Json:
    """Return the last weeks as a table, each with the figures of its own post."""
    shown = [measure for measure in MEASURES if measure.key in _COLUMNS]
    head = [told.words("Week"), *(told.words(measure.name) for measure in shown)]
    rows = [
        [_label(told, week), *(overall(Told(week, told.organisation, told.reader), one) for one in shown)]
        for week in weeks
    ]
    return rows_of([head, *rows])


def _in_time(week: Summary) -> float | None:
    share = week.overall.accept_target.share if week.overall else None
    return None if share is None else float(round(100 * share))


def _label(told: Told, week: Summary) -> str:
    return shorten(Told(week, told.organisation, told.reader).week(), CHART_TEXT)


def _chart(title: str, series: Sequence[Series], unit: str) -> Json:
    categories = [label for label, _ in series[0][1]]
    lines = [
        {
            "name": shorten(name, CHART_TEXT),
            "data": [{"label": label, "value": value} for label, value in points],
        }
        for name, points in series
    ]
    axes = {"categories": categories, "y_label": shorten(unit, CHART_TITLE)}
    chart = {"type": "line", "series": lines, "axis_config": axes}
    return {"type": "data_visualization", "title": shorten(title, CHART_TITLE), "chart": chart}
