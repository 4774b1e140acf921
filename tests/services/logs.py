"""Logs brought into a workspace and taken out of it, as the command line does it."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.event_log.faults import BadLogError
from bot.ports import UnitOfWork
from bot.services.export_events import export_events
from bot.services.import_events import Imported, import_events
from handlers.event_log import LogWriter, read_log, summary_template
from storage.sorting import open_sorter
from tests.company import COMPANY, WORKSPACE
from tests.event_logs import log

BERLIN = ZoneInfo("Europe/Berlin")
KEYS = [department.key for department in COMPANY.departments]


async def brought_in(uow: UnitOfWork, text: str, workspace: str = WORKSPACE) -> Imported:
    """Import a log."""
    with open_sorter() as sorter:
        return await import_events(
            uow,
            workspace,
            lambda _: read_log(io.BytesIO(text.encode()), KEYS),
            sorter,
            summary=summary_template,
        )


async def taken_out(
    uow: UnitOfWork,
    workspace: str = WORKSPACE,
    since: datetime | None = None,
    until: datetime | None = None,
    page: int = 7,
) -> str:
    """Return the log as it is exported."""
    out = io.StringIO()
    writer = LogWriter(out, BERLIN)
    async for rows in export_events(uow, workspace, since, until, page=page):
        writer.write(rows)
    return out.getvalue()


async def refused(uow: UnitOfWork, text: str, before: str = log()) -> list[tuple[int, str]]:
    """Return the bad rows of a log that is refused, and see that what was there is all that is there."""
    with pytest.raises(BadLogError) as caught:
        await brought_in(uow, text)
    assert await taken_out(uow) == before
    return [(bad.line, bad.reason) for bad in caught.value.first]
