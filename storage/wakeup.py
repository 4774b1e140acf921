"""How processes wake each other after a commit: LISTEN and NOTIFY on PostgreSQL; on SQLite there is only one.

A trigger of the outbox notifies (migration 0003), so that nobody who writes to it has to think of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.urls import sqlite_path

if TYPE_CHECKING:
    import asyncpg

CHANNEL = "staffel_outbox"

_RETRY_SECONDS = 2.0
_NAME = {"application_name": "staffel-listens"}


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
    import asyncpg  # noqa: PLC0415 - 3 MB, and who has SQLite does not need it

    while True:
        try:
            await _until_lost(await asyncpg.connect(url, server_settings=_NAME), wake)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            await asyncio.sleep(_RETRY_SECONDS)


async def _until_lost(connection: "asyncpg.Connection[asyncpg.Record]", wake: Callable[[], None]) -> None:
    lost = asyncio.Event()
    try:
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(CHANNEL, lambda *_: wake())
        wake()  # what was committed while nobody listened
        await lost.wait()
    finally:
        connection.terminate()
