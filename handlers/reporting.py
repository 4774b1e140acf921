"""Reports to those who look after something, each once in its time; any number of processes may look at once."""

import structlog

from bot.errors import StaffelError
from bot.services.look_after_members import look_after_all_members
from bot.services.report_rules import report_rules
from handlers.holidays import holidays_of
from handlers.slack.edge import Edge

log = structlog.get_logger(__name__)


async def report(edge: Edge) -> None:
    """Queue what is due; what cannot be queued now will be at the next look."""
    try:
        now = edge.clock()
        queued = await report_rules(edge.unit_of_work, now, holidays_of)
        queued |= await look_after_all_members(edge.unit_of_work, edge.team, now)
    except StaffelError as error:
        log.warning("reports_not_queued", error=str(error))
        return
    if queued:
        edge.wake()
