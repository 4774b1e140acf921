"""The summary as text for a terminal, in the workspace's language."""

from collections.abc import Callable, Iterator, Sequence

from bot.domain.summary.figures import Count, Flow
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Line
from handlers.slack.render.summary.gaps import blind_spots, changes, withheld
from handlers.slack.render.summary.measures import MEASURES, NOTHING, count
from handlers.slack.render.summary.phrased import who_phrased
from handlers.slack.render.summary.points import last_week, points
from handlers.slack.render.summary.post import title
from handlers.slack.render.summary.sentence import first_sentence
from handlers.slack.render.summary.told import Told
from handlers.words import Words, msg

Cell = Callable[[Flow, Words], str]

_COLUMNS: Sequence[tuple[str, Cell]] = (
    (msg("new"), lambda flow, _: str(flow.opened)),
    (msg("closed"), lambda flow, _: str(flow.closed)),
    (msg("open"), lambda flow, _: str(flow.open)),
    (msg("overdue"), lambda flow, _: str(flow.overdue)),
    (msg("in time"), lambda flow, words: count(Count(flow.accept_target.k, flow.accept_target.n), words)),
    (msg("accepted after"), lambda flow, words: _hours(flow.hours_to_accept.median, words)),
    (msg("closed after"), lambda flow, words: _hours(flow.hours_to_close.median, words)),
    (msg("not accepted"), lambda flow, _: str(flow.never_accepted)),
    (msg("back and forth"), lambda flow, words: count(flow.ping_pong, words)),
    (msg("without asking"), lambda flow, words: count(flow.complete_and_accurate, words)),
)


def as_text(told: Told) -> str:
    """Return the summary with a line for each flow; what is too little to show is counted only."""
    summary = told.summary
    parts = [
        [title(told), narrative(told)],
        _overall(told),
        _table(told, [*summary.flows, *([summary.other] if summary.other else [])]),
        [unformatted(withheld(told))],
        *(
            _lines(blocks)
            for blocks in (points(told), who_phrased(told), last_week(told), changes(told), blind_spots(told))
        ),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if any(lines)) + "\n"


def narrative(told: Told) -> str:
    """Return the first sentence."""
    return unformatted(first_sentence(told))


def unformatted(line: Line) -> str:
    """Return what a line says."""
    return "".join(str(item.get("text", "")) for item in line)


def _overall(told: Told) -> list[str]:
    overall = told.summary.overall
    if overall is None:
        return []
    names = [told.words(measure.name) for measure in MEASURES]
    width = max(map(len, names))
    written = (measure.written(overall, told.words) for measure in MEASURES)
    return [f"{name:<{width}}  {text}" for name, text in zip(names, written, strict=True)]


def _table(told: Told, flows: Sequence[Flow]) -> list[str]:
    if not flows:
        return []
    rows = [["", *(told.words(name) for name, _ in _COLUMNS)]]
    for flow in flows:
        mark = "" if flow.shown else " *"
        cells = (cell(flow, told.words) for _, cell in _COLUMNS)
        rows.append([told.way(flow.source, flow.target) + mark, *cells])
    hint = told.words("* too little to show to anybody but you")
    return [*_aligned(rows), *([] if all(flow.shown for flow in flows) else [hint])]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    for row in rows:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], others, strict=True))
        yield "  ".join((row[0].ljust(first), *cells)).rstrip()


def _lines(blocks: Sequence[Json]) -> list[str]:
    """Return the lines of rich text: its sections hold elements with text."""
    return [unformatted(elements) for block in blocks for elements in _sections(block)]


def _sections(block: Json) -> Iterator[Line]:
    sections = block.get("elements")
    for section in sections if isinstance(sections, list) else []:
        yield section["elements"]


def _hours(hours: float | None, words: Words) -> str:
    return NOTHING if hours is None else words.hours(hours)
