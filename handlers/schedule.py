"""What happens by itself: APScheduler only ticks, what is due stands in the database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_GRACE_SECONDS = 3600


@asynccontextmanager
async def every(hours: int, work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do `work` every few hours until the block ends; a tick that was missed is made up for."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        work, "interval", hours=hours, coalesce=True, max_instances=1, misfire_grace_time=_GRACE_SECONDS
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
