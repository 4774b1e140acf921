"""(2) A form submitted until all of it is committed, against one row inserted and committed with the same driver."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

import aiosqlite
import asyncpg

from benchmarks.company import offer, request
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio
from benchmarks.listening import listener
from benchmarks.measuring import Measure, Sample, side_by_side
from benchmarks.workbench import Workbench
from bot.services.open_handoff import open_handoff
from storage.database import open_storage
from storage.urls import sqlite_path

GOAL = Goal(0.35)

Once = Callable[[int], Awaitable[object]]

_TABLE = "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"
_ROW = "x" * 200
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
    async with service(url) as ours, listener(url) as whole, _bare(url, at_once) as bare:
        measures: dict[str, Measure] = {
            "service": partial(repeated, ours, each, at_once),
            "listener": partial(repeated, whole, each, at_once),
            "bare": partial(repeated, bare, each, at_once),
        }
        rounds = await side_by_side(measures, bench.rounds)
    what = f"2. {databases.kind}, {at_once} task{'s' if at_once > 1 else ''}: form committed"
    other = rounds.series("bare")
    return [
        ratio(f"{what} (service), against one row", rounds.series("service"), other, "/s", GOAL),
        ratio(f"{what} (whole listener), against one row", rounds.series("listener"), other, "/s"),
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


@asynccontextmanager
async def _bare(url: str, at_once: int) -> AsyncIterator[Once]:
    """Yield what inserts and commits one row with the driver alone, as the database is set up for Staffel."""
    opening = _bare_file(url) if sqlite_path(url) else _bare_server(url, at_once)
    async with opening as once:
        yield once


@asynccontextmanager
async def _bare_file(url: str) -> AsyncIterator[Once]:
    # One connection and a queue for it, as SQLite has one writer.
    writer = asyncio.Lock()
    async with aiosqlite.connect(sqlite_path(url) or "", isolation_level=None) as connection:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", _TABLE):
            await connection.execute(statement)

        async def once(_: int) -> None:
            async with writer:
                await connection.execute("BEGIN IMMEDIATE")
                await connection.execute("INSERT INTO bare (words) VALUES (?)", (_ROW,))
                await connection.execute("COMMIT")

        yield once


@asynccontextmanager
async def _bare_server(url: str, at_once: int) -> AsyncIterator[Once]:
    async with asyncpg.create_pool(url, min_size=at_once, max_size=at_once) as pool:
        await pool.execute(_TABLE.replace("INTEGER PRIMARY KEY", "SERIAL PRIMARY KEY"))

        async def once(_: int) -> None:
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute("INSERT INTO bare (words) VALUES ($1)", _ROW)

        yield once
