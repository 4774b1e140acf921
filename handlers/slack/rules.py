"""Somebody who looks after a routing rule says that it is still right."""

from bot.services.report_rules import review_rule
from handlers.slack.edge import Caller, Edge


async def click_review(edge: Edge, caller: Caller, mark: str) -> None:
    """Note the review; the report shows what is left."""
    if await review_rule(edge.unit_of_work, caller.request(edge), mark):
        edge.wake()
