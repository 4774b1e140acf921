"""(2) A form submitted until all of it is committed, against one row inserted and committed with the same driver."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from benchmarks.company import offer, request
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio
from benchmarks.listening import listener
from benchmarks.measuring import Measure, Once, Sample, side_by_side
from benchmarks.one_row import bare, core
from benchmarks.workbench import Workbench
from bot.services.open_handoff import open_handoff
from storage.database import open_storage

GOAL = Goal(0.35)

_numbers = count(1)


async def committing(bench: Workbench) -> Sequence[Figure]:
    """Return how fast submitted forms are committed, by 1 and by 8 tasks, on both databases."""
    return [
        figure
        for databases in bench.both
        for at_once in (1, 8)
        for figure in await _committing(bench, databases, at_once)
    ]


async def _committing(bench: Workbench, databases: Databases, at_once: int) -> list[Figure]:
    url = await databases.create()
    each = bench.scaled(400)
    async with (
        service(url) as ours,
        listener(url) as whole,
        bare(url, at_once) as by_driver,
        core(url) as by_core,
    ):
        measures: dict[str, Measure] = {
            "service": partial(repeated, ours, each, at_once),
            "listener": partial(repeated, whole, each, at_once),
            "core": partial(repeated, by_core, each, at_once),
            "bare": partial(repeated, by_driver, each, at_once),
        }
        rounds = await side_by_side(measures, bench.rounds)
    what = f"2. {databases.kind}, {at_once} task{'s' if at_once > 1 else ''}: form committed"
    one_row, by_hand = rounds.series("core"), rounds.series("bare")
    return [
        ratio(f"{what} (service), against one row", rounds.series("service"), one_row, "/s", GOAL),
        ratio(f"{what} (whole listener), against one row", rounds.series("listener"), one_row, "/s"),
        ratio(
            f"{what} (service), against one row by the driver alone", rounds.series("service"), by_hand, "/s"
        ),
    ]


async def repeated(once: Once, each: int, at_once: int) -> Sample:
    """Let so many tasks share `each` repetitions; return how many a second were done."""
    left = iter(range(each))

    async def work() -> None:
        for _ in left:
            await once(next(_numbers))

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return {"per_second": each / (time.perf_counter() - began)}


@asynccontextmanager
async def service(url: str) -> AsyncIterator[Once]:
    """Yield what opens one handoff: state, events, inbox and outbox in one commit."""
    async with open_storage(url) as storage:

        async def once(number: int) -> None:
            assert await open_handoff(storage.unit_of_work, request(f"bench:{number}"), offer(number))

        yield once
