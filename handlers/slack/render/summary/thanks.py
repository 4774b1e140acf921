"""Thanks between front and back office, where they have the longest way; who wrote what stays between them."""

from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, element, paragraph, text
from handlers.slack.render.summary.told import Told

_MOST = 6


def thanks(told: Told) -> list[Json]:
    """Return the block of thanks, or none."""
    given = sorted(told.summary.thanks, key=lambda one: -one.count)[:_MOST]
    shown = " · ".join(f"{told.way(one.source, one.target)} {one.count}×" for one in given)
    title = element(Bold(told.words("Thanks across front and back office")))
    return paragraph(title, text(shown)) if given else []
