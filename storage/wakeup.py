"""How processes wake each other after a commit: LISTEN and NOTIFY on PostgreSQL; on SQLite there is only one.

A trigger of the outbox notifies (migration 0003), so that nobody who writes to it has to think of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg

from storage.urls import sqlite_path

CHANNEL = "staffel_outbox"

_RETRY_SECONDS = 2.0
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)

Connection = "asyncpg.Connection[asyncpg.Record]"


@asynccontextmanager
async def listening(url: str, wake: Callable[[], None]) -> AsyncIterator[None]:
    """Call `wake` after other processes' commits, until the block ends; a lost connection is made anew."""
    if sqlite_path(url) is not None:
        yield
        return
    task = asyncio.create_task(_listen(url, wake))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _listen(url: str, wake: Callable[[], None]) -> None:
    while True:
        try:
            await _until_lost(url, wake)
        except _LOST:
            await asyncio.sleep(_RETRY_SECONDS)


async def _until_lost(url: str, wake: Callable[[], None]) -> None:
    lost = asyncio.Event()
    connection = await asyncpg.connect(url, server_settings={"application_name": "staffel-listens"})
    try:
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(CHANNEL, lambda *_: wake())
        wake()  # what was committed while nobody listened
        await lost.wait()
    finally:
        connection.terminate()
