"""The weekly silo summary is released, and queued once wherever it is due; its picture comes when it is sent."""

from datetime import datetime, timedelta

from bot.domain.company.organisation import UNCLAIMED, Organisation
from bot.domain.postings import due_week, is_news, places
from bot.domain.summary.figures import Summary
from bot.domain.summary.release import Release
from bot.domain.time.calendars import Holidays
from bot.ports import UnitOfWork, Work
from bot.services.ask_guest import Guest
from bot.services.summarise import Weekly
from bot.services.word_week import Wording

_NOBODY = Guest()
_APART = timedelta(seconds=1)
"""Between two posts: each waits for its picture, and the messages of others shall not wait for two hundred of them."""


async def post_due_summaries(
    unit_of_work: UnitOfWork, now: datetime, holidays: Holidays, guest: Guest = _NOBODY
) -> int:
    """Queue what is due and was not queued yet, of all workspaces; return how many posts that are.

    Any number of processes may ask at any time: whoever begins a posting queues its message in the same transaction.
    The figures are counted before, as that may take longer than the lease of a message; then the guest words them,
    which may take a minute. What has nothing to tell is begun and not queued.
    """
    async with unit_of_work.read() as work:
        workspaces = [one for one in await work.organisations.workspaces() if one != UNCLAIMED]
        due = {one: week for one in workspaces if (week := await _due(work, one, now))}
    queued = 0
    for workspace, week in due.items():
        release = await Weekly(unit_of_work, workspace, now, holidays).release(week)
        news = await _news(unit_of_work, workspace, release)
        await Wording(unit_of_work, guest, workspace, now).word(news)
        async with unit_of_work.write() as work:
            queued += await _queue(work, workspace, release, now)
    return queued


async def _due(work: Work, workspace: str, now: datetime) -> str | None:
    organisation = await work.organisations.get(workspace)
    week = due_week(organisation, now)
    if week is None or not _scopes(organisation) - await work.postings.begun(workspace, week):
        return None
    return week


async def _news(unit_of_work: UnitOfWork, workspace: str, release: Release) -> list[Summary]:
    """Return the views that will be posted."""
    async with unit_of_work.read() as work:
        begun = await work.postings.begun(workspace, release.whole.week)
        scopes = [scope for scope, _ in places(await work.organisations.get(workspace)) if scope not in begun]
    return [view for view in map(release.view, scopes) if is_news(view)]


async def _queue(work: Work, workspace: str, release: Release, now: datetime) -> int:
    queued = 0
    for scope, channel in places(await work.organisations.get(workspace)):
        posting = await work.postings.begin(workspace, scope, release.whole.week, now)
        if posting and is_news(release.view(scope)):
            await work.outbox.put(workspace, [posting.message(channel)], now + queued * _APART)
            queued += 1
    return queued


def _scopes(organisation: Organisation) -> set[str | None]:
    return {scope for scope, _ in places(organisation)}
