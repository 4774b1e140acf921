"""Thanks between departments, those across front and back office first; who wrote what stays between them."""

from bot.domain.summary.figures import Thanks
from handlers.slack.render.content import Json
from handlers.slack.render.rich import Bold, element, paragraph, text
from handlers.slack.render.summary.told import Told
from handlers.words import msg

_MOST = 6
_ACROSS, _WITHIN = msg("Thanks across front and back office"), msg("Thanks")


def thanks(told: Told) -> list[Json]:
    """Return the block of thanks, or none."""
    given = sorted(told.summary.thanks, key=lambda one: (not _crosses(told, one), -one.count))
    if not given:
        return []
    across = any(_crosses(told, one) for one in given)
    title = told.words(_ACROSS if across else _WITHIN)
    shown = " · ".join(f"{told.way(one.source, one.target)} {one.count}×" for one in given[:_MOST])
    return paragraph(element(Bold(title)), text(shown))


def _crosses(told: Told, given: Thanks) -> bool:
    both = [told.organisation.department(key) for key in (given.source, given.target)]
    offices = {department.office for department in both if department}
    return len(offices) > 1
