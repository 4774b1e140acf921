"""What happens by itself: APScheduler only ticks, what is due stands in the database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_GRACE_SECONDS = 3600


@asynccontextmanager
async def every(period: timedelta, work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do `work` again and again until the block ends; ticks that were missed are made up for by one."""

    async def tick() -> None:
        # APScheduler looks at the function: what only returns a coroutine it would call in a thread, and drop.
        await work()

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tick,
        "interval",
        seconds=period.total_seconds(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=_GRACE_SECONDS,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
