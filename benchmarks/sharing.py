"""(4) Two processes on one PostgreSQL against one: forms taken in, cards and receipts delivered."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from benchmarks.figures import Figure, ratio
from benchmarks.measuring import Measure, Sample, side_by_side
from benchmarks.outbox import drained
from benchmarks.processes import call
from benchmarks.program import serving
from benchmarks.workbench import Workbench

_AT_ONCE = 16


async def sharing(bench: Workbench) -> Sequence[Figure]:
    """Return how much more two processes do than one."""
    count = bench.scaled(1200)
    async with bench.slack() as slack, _both(bench, slack.url, count) as measures:
        rounds = await side_by_side(measures, bench.rounds)
    what = f"4. PostgreSQL: handoffs opened over HTTP and delivered, two processes against one, {_AT_ONCE} at a time"
    return [ratio(what, rounds.series("two"), rounds.series("one"), "/s")]


@asynccontextmanager
async def _both(bench: Workbench, api_url: str, count: int) -> AsyncIterator[dict[str, Measure]]:
    few, many = await bench.postgresql.create(), await bench.postgresql.create()
    async with (
        serving(few, api_url) as alone,
        serving(many, api_url) as first,
        serving(many, api_url) as second,
    ):
        yield {
            "two": partial(_work, many, count, first.port, second.port),
            "one": partial(_work, few, count, alone.port),
        }


async def _work(url: str, count: int, *ports: int) -> Sample:
    before = await drained(url)
    began = time.perf_counter()
    sample = await call("load", "submit", count, _AT_ONCE, *ports)
    assert not sample["refused"], sample
    assert await drained(url) == before + count
    return {"per_second": count / (time.perf_counter() - began)}
