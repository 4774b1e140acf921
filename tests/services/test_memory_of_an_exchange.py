"""A long log needs no more memory than a short one, even if all of its cases are open at once."""

import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from bot.domain.event_log.rows import LogRow
from bot.domain.matter.events import Activity
from bot.ports import UnitOfWork
from bot.services.export_events import export_events
from bot.services.import_events import import_events
from storage.sorting import open_sorter
from tests.company import ANNA, COMPANY, DORA
from tests.event_logs import MORNING

SHORT, LONG = 2_000, 6_000


def all_at_once(cases: int) -> Iterator[LogRow]:
    """Yield a log in which every case is opened before the first one is accepted."""
    lines = count(1)
    for case in range(cases):
        at = MORNING + timedelta(seconds=case)
        for activity in (Activity.OPENED, Activity.OFFERED):
            yield LogRow(next(lines), f"ERP-{case}", activity, at, "sales", "accounting", ANNA)
    for case in range(cases):
        at = MORNING + timedelta(seconds=cases + case)
        yield LogRow(next(lines), f"ERP-{case}", Activity.ACCEPTED, at, "sales", "accounting", DORA)


async def there_and_back(uow: UnitOfWork, workspace: str, cases: int) -> None:
    async with uow.write() as work:
        await work.organisations.save(workspace, COMPANY)
    with open_sorter() as sorter:
        imported = await import_events(
            uow, workspace, lambda _: all_at_once(cases), sorter, summary=lambda _: "{case}"
        )
    assert imported.cases == cases
    assert sum([len(rows) async for rows in export_events(uow, workspace, page=1000)]) == 3 * cases


async def test_memory_does_not_grow_with_the_log(uow: UnitOfWork) -> None:
    await there_and_back(uow, "T0WARM", SHORT)
    peaks = []
    for workspace, cases in (("T0SHORT", SHORT), ("T0LONG", LONG)):
        tracemalloc.start()
        await there_and_back(uow, workspace, cases)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0], peaks
