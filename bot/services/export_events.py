"""Read the event log of a workspace from one end to the other, with pseudonyms for its people."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.event_log.pseudonyms import Pseudonyms
from bot.domain.event_log.rows import LogRow
from bot.ports import UnitOfWork

PAGE = 5000


async def export_events(
    unit_of_work: UnitOfWork,
    workspace: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    page: int = PAGE,
) -> AsyncGenerator[Sequence[LogRow]]:
    """Yield the entries from `since` to before `until` in time order, a page at a time, all as of one moment."""
    async with unit_of_work.write() as work:
        pseudonyms = Pseudonyms(await work.event_logs.pseudonym_key(workspace))
    async with unit_of_work.read() as work:
        after = None
        while rows := await work.event_logs.entries(workspace, since, until, after=after, limit=page):
            yield [replace(row, actor=pseudonyms.of(row.actor)) for row in rows]
            after = rows[-1]
