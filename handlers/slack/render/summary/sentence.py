"""The first sentence: how much there was, and what matters most. It is the same for the same figures."""

from bot.domain.summary.figures import PointKind
from handlers.slack.render.rich import Bold, Line, element, joined, text
from handlers.slack.render.summary.phrased import phrased
from handlers.slack.render.summary.points import seen
from handlers.slack.render.summary.told import Told


def first_sentence(told: Told) -> Line:
    """Return the sentence, in the words that are kept for it or in our own; its figures stand in the table too."""
    headline = told.summary.headline
    if headline.point and told.worded.sentence:
        need = headline.need.need if headline.need else ""
        return phrased(told, told.worded.sentence, headline.point.pair, need)
    if headline.point is None:
        return joined([_counted(told), text(_nothing_to_see(told))], " ")
    what = seen(told, headline.point)
    if headline.need and headline.point.kind is not PointKind.NEED_ASKED:
        missing = told.words(
            "what was missing most: {need}", need=told.need(headline.need.department, headline.need.need)
        )
        what = joined([what, text(missing)], "; ")
    return joined([_counted(told), [*what, *text(".")]], " ")


def _counted(told: Told) -> Line:
    summary, totals = told.summary, told.summary.headline.totals
    if not (totals or summary.flows or summary.withheld):
        return element(Bold(told.words("No handoffs in this week.")))
    if totals is None:
        return text(told.words("There were handoffs, but too few between any two departments to show."))
    if not totals.opened:
        none = told.words("No new handoffs, {closed} closed.", closed=totals.closed)
        return element(Bold(none))
    counted = told.words.many(
        "{n} handoff, {closed} closed.",
        "{n} handoffs, {closed} closed.",
        totals.opened,
        closed=totals.closed,
    )
    return element(Bold(counted))


def _nothing_to_see(told: Told) -> str:
    shown = told.summary.flows
    if not shown:
        return ""
    return told.words("Nothing stands out in this week.")
