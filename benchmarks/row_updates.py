"""Rows of handoffs updated with the driver alone: the least that a database has to do for a nudge."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import aiosqlite
import asyncpg

from benchmarks.company import WORKSPACE
from storage.columns import EPOCH
from storage.urls import sqlite_path

Update = Callable[[Sequence[int], datetime], Awaitable[None]]
"""Moves the next nudges of the handoffs with these numbers, in one transaction."""

_UPDATE = """
    UPDATE handoffs SET rung = 1, next_nudge_at = {}, version = version + 1 WHERE workspace = {} AND number = {}
"""


@asynccontextmanager
async def bare_updates(url: str) -> AsyncIterator[tuple[Update, Update]]:
    """Yield what updates rows one statement after the other, and what gives the driver all of them at once."""
    async with _file(url) if sqlite_path(url) else _server(url) as updates:
        yield updates


@asynccontextmanager
async def _file(url: str) -> AsyncIterator[tuple[Update, Update]]:
    statement = _UPDATE.format("?", "?", "?")
    async with aiosqlite.connect(sqlite_path(url) or "", isolation_level=None) as connection:
        for pragma in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"):
            await connection.execute(pragma)

        async def one_by_one(numbers: Sequence[int], at: datetime) -> None:
            await connection.execute("BEGIN IMMEDIATE")
            for row in _rows(numbers, round((at - EPOCH).total_seconds() * 1_000_000)):
                await connection.execute(statement, row)
            await connection.execute("COMMIT")

        async def all_at_once(numbers: Sequence[int], at: datetime) -> None:
            await connection.execute("BEGIN IMMEDIATE")
            await connection.executemany(
                statement, _rows(numbers, round((at - EPOCH).total_seconds() * 1_000_000))
            )
            await connection.execute("COMMIT")

        yield one_by_one, all_at_once


@asynccontextmanager
async def _server(url: str) -> AsyncIterator[tuple[Update, Update]]:
    connection = await asyncpg.connect(url)
    statement = _UPDATE.format("$1", "$2", "$3")

    async def one_by_one(numbers: Sequence[int], at: datetime) -> None:
        async with connection.transaction():
            for row in _rows(numbers, at):
                await connection.execute(statement, *row)

    async def all_at_once(numbers: Sequence[int], at: datetime) -> None:
        async with connection.transaction():
            await connection.executemany(statement, _rows(numbers, at))

    try:
        yield one_by_one, all_at_once
    finally:
        await connection.close()


def _rows(numbers: Sequence[int], at: datetime | int) -> list[tuple[datetime | int, str, int]]:
    return [(at, WORKSPACE, number) for number in numbers]
