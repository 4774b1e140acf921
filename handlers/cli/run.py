"""`staffel run`: serve until SIGTERM or Ctrl-C."""

import asyncio
import signal

import structlog

from bot.errors import StaffelError
from handlers.app import running
from handlers.settings import RunSettings
from storage.versions import pending

log = structlog.get_logger(__name__)


async def run(settings: RunSettings, *, migrate: bool) -> None:
    """Serve until a signal asks to stop; raise StaffelError if something is missing to serve."""
    await prepare_database(settings.database_url.get_secret_value(), migrate=migrate)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with running(settings):
        await stop.wait()


async def prepare_database(url: str, *, migrate: bool) -> None:
    """Bring the database to our tables where we may: always on SQLite, on PostgreSQL only when asked.

    Several processes share a PostgreSQL database, so that its tables change when somebody decides it.
    """
    if not await pending(url):
        return
    if not migrate and not url.startswith("sqlite"):
        raise StaffelError(
            "The database is not on this version's tables: run `staffel db upgrade`, or start with --migrate"
        )
    from storage.migrate import upgrade  # noqa: PLC0415 - Alembic is heavy, and seldom needed

    await upgrade(url)
