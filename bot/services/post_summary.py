"""The weekly silo summary is queued once, wherever it is due; what it says is counted when it is sent."""

from datetime import datetime

from bot.domain.organisation import UNCLAIMED
from bot.domain.postings import due_week, places
from bot.ports import UnitOfWork, Work


async def post_due_summaries(unit_of_work: UnitOfWork, now: datetime) -> int:
    """Queue what is due and was not queued yet, of all workspaces; return how many posts that are.

    Any number of processes may ask at any time: whoever begins a posting queues its message in the same transaction.
    """
    async with unit_of_work.read() as work:
        workspaces = [one for one in await work.organisations.workspaces() if one != UNCLAIMED]
        due = [one for one in workspaces if await _is_due(work, one, now)]
    return sum([await _post(unit_of_work, workspace, now) for workspace in due])


async def _is_due(work: Work, workspace: str, now: datetime) -> bool:
    organisation = await work.organisations.get(workspace)
    week = due_week(organisation, now)
    return bool(week and set(dict(places(organisation))) - await work.postings.begun(workspace, week))


async def _post(unit_of_work: UnitOfWork, workspace: str, now: datetime) -> int:
    async with unit_of_work.write() as work:
        organisation = await work.organisations.get(workspace)
        week = due_week(organisation, now)
        if week is None:
            return 0
        begun = [
            (posting, channel)
            for scope, channel in places(organisation)
            if (posting := await work.postings.begin(workspace, scope, week, now))
        ]
        await work.outbox.put(workspace, [posting.message(channel) for posting, channel in begun], now)
        return len(begun)
