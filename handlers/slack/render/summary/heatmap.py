"""The picture: who hands to whom, and how much of it was accepted in time; and the same in words."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.summary.figures import OTHER, Flow, Pair
from bot.domain.text import shorten
from handlers.picture.heatmap import Cell, Heatmap
from handlers.slack.render.limits import ALT_TEXT
from handlers.slack.render.summary.told import Told
from handlers.words import msg

_MOST = 12
_ROOMY = 8
_NAME = 16


def heatmap(told: Told) -> Heatmap | None:
    """Return what to draw, or None when no flow has a share that can be shown."""
    if not any(flow.accept_target.share is not None for flow in told.summary.flows):
        return None
    return _department(told, told.summary.scope) if told.summary.scope else _whole(told)


def in_words(told: Told) -> str:
    """Return what the picture tells, for those who do not see it; the largest flows first."""
    words = told.words
    flows = sorted(told.summary.flows, key=lambda flow: -flow.opened)
    cells = [
        words("{flow}: {k} of {n}", flow=told.way(flow.source, flow.target), k=one.k, n=one.n)
        for flow in flows
        if (one := flow.accept_target).share is not None
    ]
    framed = _named(told, msg("Talk about: {flows}."), [one.pair for one in told.summary.talking_points])
    hidden = _named(told, msg("Too few to show: {flows}."), told.summary.withheld)
    title = words("Accepted in time, of those whose time was up, {week}.", week=told.week())
    return shorten(" ".join([title, *framed, "; ".join(cells) + ".", *hidden]), ALT_TEXT)


def _named(told: Told, sentence: str, pairs: Sequence[Pair]) -> list[str]:
    flows = ", ".join(told.way(pair.source, pair.target) for pair in pairs)
    return [told.words(sentence, flows=flows)] if flows else []


def _whole(told: Told) -> Heatmap:
    keys = _largest(told)
    names = tuple(_short(told.name(key)) for key in keys)
    cells = tuple(tuple(_between(told, keys, row, column) for column in keys) for row in keys)
    return _map(told, names, names, cells, row_axis=told.words("from ↓"), column_axis=told.words("to →"))


def _department(told: Told, own: str) -> Heatmap:
    keys = [key for key in _largest(told) if key != own]
    cells = tuple((_cell(told, key, own, roomy=True), _cell(told, own, key, roomy=True)) for key in keys)
    name = _short(told.name(own))
    return _map(
        told,
        tuple(_short(told.name(key)) for key in keys),
        (f"→ {name}", f"{name} →"),
        cells,
        row_axis="",
        column_axis="",
    )


def _largest(told: Told) -> list[str]:
    """Return the departments that have flows, in their order; the smaller ones of many become `other`."""
    summary, volume = told.summary, Counter[str]()
    for flow in summary.flows:
        volume.update({flow.source: flow.opened + flow.open + 1, flow.target: flow.opened + flow.open + 1})
    for pair in summary.withheld:
        volume.update([pair.source, pair.target])
    present = [key for key in summary.departments if key in volume]
    if len(present) <= _MOST:
        return present
    largest = {key for key, _ in volume.most_common(_MOST - 1)}
    return [*(key for key in present if key in largest), OTHER]


def _between(told: Told, keys: Sequence[str], row: str, column: str) -> Cell:
    roomy = len(keys) <= _ROOMY
    if OTHER not in {row, column}:
        return _cell(told, row, column, roomy=roomy)
    named, summary = set(keys), told.summary

    def within(one: Flow | Pair) -> bool:
        return _is(one.source, row, named) and _is(one.target, column, named)

    marked = any(within(point.pair) for point in summary.talking_points)
    shares = [flow.accept_target for flow in summary.flows if within(flow) and flow.accept_target.n]
    if shares:
        k, n = sum(share.k for share in shares), sum(share.n for share in shares)
        return _share(told, k, n, roomy=roomy, marked=marked)
    if any(map(within, summary.flows)) or any(map(within, summary.withheld)):
        return Cell(kind="withheld", text="–", marked=marked)
    return Cell(kind="none", marked=marked)


def _is(key: str, wanted: str, named: set[str]) -> bool:
    return key not in named if wanted == OTHER else key == wanted


def _cell(told: Told, source: str, target: str, *, roomy: bool) -> Cell:
    if source == target:
        return Cell(kind="self")
    marked = any(
        (one.pair.source, one.pair.target) == (source, target) for one in told.summary.talking_points
    )
    if any((pair.source, pair.target) == (source, target) for pair in told.summary.withheld):
        return Cell(kind="withheld", text="–", marked=marked)
    flow = told.flow(source, target)
    if flow is None:
        return Cell(kind="none", marked=marked)
    if flow.accept_target.share is None:
        return Cell(kind="withheld", text="–", marked=marked)
    return _share(told, flow.accept_target.k, flow.accept_target.n, roomy=roomy, marked=marked)


def _share(told: Told, k: int, n: int, *, roomy: bool, marked: bool = False) -> Cell:
    written = told.words.percent(k / n) if roomy else str(round(100 * k / n))
    return Cell(kind="share", share=k / n, text=written, note=f"{k}/{n}" if roomy else "", marked=marked)


def _map(
    told: Told,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: tuple[tuple[Cell, ...], ...],
    *,
    row_axis: str,
    column_axis: str,
) -> Heatmap:
    words = told.words
    return Heatmap(
        title=words("Accepted in time, {week}", week=told.week()),
        rows=rows,
        columns=columns,
        cells=cells,
        row_axis=row_axis,
        column_axis=column_axis,
        few=words("none in time"),
        many=words("all in time"),
        withheld=words("too few to show"),
        none=words("no handoff"),
        marked=words("talk about it"),
    )


def _short(name: str) -> str:
    return shorten(name, _NAME)
