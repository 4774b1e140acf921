"""(5) From start to ready, memory at rest, and memory after many handoffs."""

import asyncio
from collections.abc import Sequence

from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, value
from benchmarks.measuring import Series
from benchmarks.outbox import drained
from benchmarks.processes import call
from benchmarks.program import serving
from benchmarks.workbench import Workbench
from handlers.manifest import manifest
from practice import open_practice

_SETTLED = 3.0
_AT_ONCE = 8
_READY = Goal(2, at_most=True)
_IDLE = Goal(100, at_most=True)
_GROWTH = Goal(1.05, at_most=True)


async def starting(bench: Workbench) -> Sequence[Figure]:
    """Return how long a start takes and how much memory Staffel holds, on both databases."""
    figures: list[Figure] = []
    for databases in bench.both:
        figures += await _starts(bench, databases)
        figures.append(await _growth(bench, databases))
    return figures


async def _starts(bench: Workbench, databases: Databases) -> list[Figure]:
    url = await databases.create()
    seconds, idle = [], []
    async with open_practice(manifest()) as slack:
        settings = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_SIGNING_SECRET": slack.signing_secret}
        for _ in range(bench.rounds):
            async with serving(url, slack.api_url, settings) as staffel:
                seconds.append(staffel.seconds)
                await asyncio.sleep(_SETTLED)
                idle.append(staffel.resident_mb())
    return [
        value(f"5. {databases.kind}: from start to ready", Series(tuple(seconds)), "s", _READY),
        value(f"5. {databases.kind}: resident memory, idle, MB", Series(tuple(idle)), "MB", _IDLE),
    ]


async def _growth(bench: Workbench, databases: Databases) -> Figure:
    many = bench.scaled(10_000)
    url = await databases.create()
    async with bench.slack() as slack, serving(url, slack.url) as staffel:
        held, taken = [], 0
        for count in (many // 5, many - many // 5):  # the first ones fill the caches
            sample = await call("load", "submit", count, _AT_ONCE, staffel.port)
            assert not sample["refused"], sample
            taken += count
            assert await drained(url) == taken
            held.append(staffel.resident_mb())
    what = f"5. {databases.kind}: resident memory after {many:,} handoffs, against after {many // 5:,}"
    early, late = held
    return Figure(what, f"{late:.0f} MB", f"{early:.0f} MB", Series((late / early,)), _GROWTH)
