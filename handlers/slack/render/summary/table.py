"""The ten figures as a native table: what it is, how it was, and where it stands out most."""

from collections.abc import Sequence

from bot.domain.summary.figures import Reciprocity
from handlers.slack.render.content import Json
from handlers.slack.render.summary.measures import MEASURES, NOTHING, Measure
from handlers.slack.render.summary.told import Told
from handlers.words import msg

RECIPROCITY, PROMPTS = "reciprocity", "prompts"
NAMES = {measure.key: measure.name for measure in MEASURES} | {
    RECIPROCITY: msg("Both ways, and how spread"),
    PROMPTS: msg("Hints about mails that were passed on"),
}
"""What each of the ten figures is called, in the order of the table."""


def table(told: Told) -> Json:
    """Return the table block."""
    words = told.words
    heads = (words("Figure"), words("All together"), words("Most of all"))
    lines = [(words(measure.name), overall(told, measure), _where(told, measure)) for measure in MEASURES]
    lines += [
        (words(NAMES[RECIPROCITY]), concentration(told), _least_mutual(told)),
        (words(NAMES[PROMPTS]), prompts(told), NOTHING),
    ]
    return rows_of([heads, *lines])


def rows_of(rows: Sequence[Sequence[str]]) -> Json:
    """Return a table block of these rows, the first of them its head; long texts are wrapped."""
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": text} for text in row] for row in rows],
        "column_settings": [{"is_wrapped": True}] * len(rows[0]),
    }


def overall(told: Told, measure: Measure) -> str:
    """Return a figure of everything together."""
    everything = told.summary.overall
    return measure.written(everything, told.words) if everything else told.words("too few to show")


def concentration(told: Told) -> str:
    """Return how concentrated the handoffs are on few flows."""
    hhi = told.summary.hhi
    return NOTHING if hhi is None else told.words("concentration {hhi} of 1", hhi=told.words.number(hhi))


def prompts(told: Told) -> str:
    """Return what became of the prompts about fire-and-forget messages."""
    words, made = told.words, told.summary.prompts
    if made is None:
        return words("too few to show")
    if not made.shown:
        return NOTHING
    return words(
        "{shown} shown · {turned} became handoffs · {dismissed} dismissed",
        shown=made.shown,
        turned=made.turned_into_handoffs,
        dismissed=made.dismissed,
    )


def _where(told: Told, measure: Measure) -> str:
    if measure.key == "complete_and_accurate" and told.summary.most_asked_needs:
        asked = told.summary.most_asked_needs[0]
        return told.words(
            "asked for: {need} ({department}, {times}×)",
            need=told.need(asked.department, asked.need),
            department=told.name(asked.department),
            times=asked.times,
        )
    weights = [(weight, flow) for flow in told.summary.flows if (weight := measure.weight(flow)) is not None]
    if not weights:
        return NOTHING
    flow = max(weights, key=lambda one: one[0])[1]
    return f"{told.way(flow.source, flow.target)}: {measure.short(flow, told.words)}"


def _least_mutual(told: Told) -> str:
    if not told.summary.reciprocity:
        return NOTHING
    pair = min(told.summary.reciprocity, key=lambda one: one.value)
    return mutual(told, pair)


def mutual(told: Told, pair: Reciprocity) -> str:
    """Return how evenly two departments hand over to each other."""
    value = (
        told.words("{value} of 1", value=told.words.number(pair.value))
        if pair.value
        else told.words("one way")
    )
    return f"{told.name(pair.a)} ⇄ {told.name(pair.b)}: {value}"
