"""What a language model has phrased, with the names that it never got; and the line that says so."""

from bot.domain.guest.wording import FLOW, NEED, SOURCE, TARGET
from bot.domain.summary.figures import Pair
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, Line, Part, paragraph, rich, text
from handlers.slack.render.summary.told import Told


def phrased(told: Told, checked: str, pair: Pair, need: str = "") -> Line:
    """Return a text that was checked, with the names of the departments of `pair`, and of the need with the key `need`."""
    names: dict[str, Part] = {
        FLOW: Bold(told.way(pair.source, pair.target)),
        SOURCE: told.name(pair.source),
        TARGET: told.name(pair.target),
        NEED: told.need(pair.target, need),
    }
    return rich(checked, **names)


def who_phrased(told: Told) -> list[Json]:
    """Return the line that says quietly whose words these are, or none."""
    if not told.worded.any:
        return []
    said = told.words(
        "Partly phrased by a language model; every number in it was checked against the figures."
    )
    return paragraph(text(said))
