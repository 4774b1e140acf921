"""(7) Due nudges among very many open handoffs, against bare updates of as many rows; and a tick with nothing due."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import bindparam, delete, update

from benchmarks.company import WORKSPACE
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.history import crowd
from benchmarks.measuring import Sample, side_by_side
from benchmarks.row_updates import Update, bare_updates
from benchmarks.workbench import Workbench
from bot.services.climb_due import CHUNK, climb_due
from bot.services.tell_due import tell_due
from handlers.holidays import holidays_of
from storage.database import Storage, open_storage
from storage.tables import handoffs, nudges

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_DAY = timedelta(days=1)
_TICKS = 50
_LYING = {
    **dict.fromkeys(("opened_at", "changed_at", "state_since", "delivered_at"), NOW - _DAY),
    "next_nudge_at": NOW + 30 * _DAY,
}
"""With their departments since yesterday, and a nudge that is to come."""
_MAKE_DUE = (
    update(handoffs)
    .where(handoffs.c.workspace == WORKSPACE, handoffs.c.number == bindparam("its_number"))
    .values(rung=0, next_nudge_at=NOW - timedelta(hours=1))
)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """A database with very many open handoffs, of which those with `numbers` become due for each measurement."""

    storage: Storage
    numbers: Sequence[int]

    async def prepare(self) -> None:
        """Let all of them wait for their department, and the nudges of some be due."""
        async with self.storage.engines.write.begin() as connection:
            await connection.execute(delete(nudges))
            await connection.execute(_MAKE_DUE, [{"its_number": number} for number in self.numbers])

    async def climbed(self) -> Sample:
        """Measure ours."""
        await self.prepare()
        began = time.perf_counter()
        done = (await climb_due(self.storage.unit_of_work, holidays_of, NOW)).handoffs
        assert done == len(self.numbers), done
        return {"per_second": done / (time.perf_counter() - began)}

    async def updated(self, change: Update) -> Sample:
        """Measure the driver alone, with as many rows a transaction."""
        await self.prepare()
        began = time.perf_counter()
        for first in range(0, len(self.numbers), CHUNK):
            await change(self.numbers[first : first + CHUNK], NOW + _DAY)
        return {"per_second": len(self.numbers) / (time.perf_counter() - began)}

    async def ticked(self) -> Sample:
        """Measure ticks with nothing due, one after the other."""
        times = []
        for _ in range(_TICKS):
            began = time.perf_counter()
            await climb_due(self.storage.unit_of_work, holidays_of, NOW - _DAY)
            await tell_due(self.storage.unit_of_work, holidays_of, NOW - _DAY)
            times.append(time.perf_counter() - began)
        return {"median_ms": sorted(times)[len(times) // 2] * 1000, "worst_ms": max(times) * 1000}


async def nudging(bench: Workbench) -> Sequence[Figure]:
    """Return how fast what is due is queued, and what a tick costs with nothing due, on both databases."""
    return [figure for databases in bench.both for figure in await _nudging(bench, databases)]


async def _nudging(bench: Workbench, databases: Databases) -> list[Figure]:
    total = 100_000 if bench.quick else 1_000_000
    url = await databases.create()
    async with open_storage(url) as storage, bare_updates(url) as (one_by_one, all_at_once):
        await crowd(storage, total, **_LYING)
        due = bench.scaled(10_000)
        ours = _Crowd(storage, range(total // due, total + 1, total // due))
        rounds = await side_by_side(
            {
                "ours": ours.climbed,
                "one by one": partial(ours.updated, one_by_one),
                "all at once": partial(ours.updated, all_at_once),
            },
            bench.rounds,
        )
        idle = await side_by_side({"tick": ours.ticked}, bench.rounds)
    what = f"7. {databases.kind}: {due:,} due among {total:,} open"
    queued = rounds.series("ours")
    return [
        ratio(
            f"{what}, queued, against bare row updates", queued, rounds.series("one by one"), "/s", Goal(0.5)
        ),
        ratio(
            f"{what}, against bare updates {CHUNK} at once by the driver",
            queued,
            rounds.series("all at once"),
            "/s",
        ),
        value(
            f"7. {databases.kind}: a tick with nothing due among {total:,} open: ms, median",
            idle.series("tick", "median_ms"),
            "ms",
            Goal(5, at_most=True),
        ),
        value(
            f"7. {databases.kind}: a tick with nothing due, the slowest of {_TICKS}: ms",
            idle.series("tick", "worst_ms"),
            "ms",
        ),
    ]
