"""What a figure means, how it is computed and from how many; how everything is measured, and what is not."""

from bot.domain.summary.figures import Flow
from handlers.slack.render import limits
from handlers.slack.render.blocks import plain_text
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, Line, element, paragraph, text, within
from handlers.slack.render.summary.explanations import EXPLANATIONS, MEASURED, NOT_MEASURED
from handlers.slack.render.summary.gaps import withheld
from handlers.slack.render.summary.measures import MEASURES, NOTHING, Measure
from handlers.slack.render.summary.table import (
    NAMES,
    PROMPTS,
    RECIPROCITY,
    concentration,
    mutual,
    overall,
    prompts,
)
from handlers.slack.render.summary.told import Told
from handlers.words import Words

_MEASURES = {measure.key: measure for measure in MEASURES}


def explained(told: Told, key: str, phrased: str = "") -> Json:
    """Return the form that explains the figure `key`; raise KeyError if there is no such figure.

    `phrased` is what a language model says of it; it comes later, and stands last so that nothing moves for who reads.
    """
    words, explanation = told.words, EXPLANATIONS[key]
    blocks = [
        *paragraph(element(Bold(words(NAMES[key])))),
        *_part(words("What it says"), [text(words(explanation.what))]),
        *_part(words("How it is computed"), [text(words(explanation.how))]),
        *_part(words("In figures"), _values(told, key)),
        *paragraph(withheld(told)),
        *(_phrased(phrased, words) if phrased else []),
    ]
    return _form(words("What is this figure?"), blocks, words)


def measured(words: Words) -> Json:
    """Return the form that says how everything is measured, and what is not."""
    blocks = [
        *_part(words("How this is measured"), [_item(words(one)) for one in MEASURED]),
        *_part(words("What is not measured"), [_item(words(one)) for one in NOT_MEASURED]),
    ]
    return _form(words("How this is measured"), blocks, words)


def _values(told: Told, key: str) -> list[Line]:
    if key == RECIPROCITY:
        pairs = [mutual(told, pair) for pair in told.summary.reciprocity]
        return [text(concentration(told)), *map(_item, pairs)]
    if key == PROMPTS:
        return [text(prompts(told))]
    measure = _MEASURES[key]
    everything = text(told.words("Everything together: {figure}", figure=overall(told, measure)))
    flows = [*told.summary.flows, *([told.summary.other] if told.summary.other else [])]
    return [everything, *(_flow(told, measure, flow) for flow in flows)]


def _flow(told: Told, measure: Measure, flow: Flow) -> Line:
    written = measure.written(flow, told.words)
    return [] if written == NOTHING else _item(f"{told.way(flow.source, flow.target)}: {written}")


def _phrased(phrased: str, words: Words) -> list[Json]:
    whose = words("Phrased by a language model; every number in it was checked against the figures.")
    return [*_part(words("In words"), [text(phrased)]), *paragraph(text(whose))]


def _item(written: str) -> Line:
    return text(f"•  {written}")


def _part(title: str, lines: list[Line]) -> list[Json]:
    return paragraph(element(Bold(title)), *within(lines, limits.RICH_TEXT - len(title) - 200))


def _form(title: str, blocks: list[Json], words: Words) -> Json:
    return {
        "type": "modal",
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(words("Close"), limits.VIEW_TITLE),
        "blocks": blocks,
    }
