"""One row inserted and committed: the least that a database has to do for anything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosqlite
import asyncpg
from sqlalchemy import Column, Integer, MetaData, Table, Text

from benchmarks.measuring import Once
from storage.database import open_storage
from storage.urls import sqlite_path

_ROWS = Table(
    "bare", MetaData(), Column("id", Integer, primary_key=True), Column("words", Text, nullable=False)
)
_INSERT = _ROWS.insert()
_WORDS = "x" * 200


@asynccontextmanager
async def core(url: str) -> AsyncIterator[Once]:
    """Yield what inserts and commits one row with SQLAlchemy Core on Staffel's own connections."""
    async with open_storage(url) as storage:
        async with storage.engines.write.begin() as connection:
            await connection.run_sync(_ROWS.metadata.create_all)

        async def once(_: int) -> None:
            async with storage.engines.write.begin() as connection:
                await connection.execute(_INSERT, {"words": _WORDS})

        yield once


@asynccontextmanager
async def bare(url: str, at_once: int) -> AsyncIterator[Once]:
    """Yield what inserts and commits one row with the driver alone, as the database is set up for Staffel."""
    opening = _bare_file(url) if sqlite_path(url) else _bare_server(url, at_once)
    async with opening as once:
        yield once


@asynccontextmanager
async def _bare_file(url: str) -> AsyncIterator[Once]:
    # One connection and a queue for it, as SQLite has one writer.
    writer = asyncio.Lock()
    async with aiosqlite.connect(sqlite_path(url) or "", isolation_level=None) as connection:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"):
            await connection.execute(statement)

        async def once(_: int) -> None:
            async with writer:
                await connection.execute("BEGIN IMMEDIATE")
                await connection.execute("INSERT INTO bare (words) VALUES (?)", (_WORDS,))
                await connection.execute("COMMIT")

        yield once


@asynccontextmanager
async def _bare_server(url: str, at_once: int) -> AsyncIterator[Once]:
    async with asyncpg.create_pool(url, min_size=at_once, max_size=at_once) as pool:

        async def once(_: int) -> None:
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute("INSERT INTO bare (words) VALUES ($1)", _WORDS)

        yield once
