"""The clock: the machine's, or the practice workspace's, which can skip ahead."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 1.0


def system_clock() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)


class FollowedClock:
    """A clock that keeps the offset of another one, told at `url` by long polling."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._offset = timedelta()

    def __call__(self) -> datetime:
        """Return the followed clock's time, in UTC."""
        return datetime.now(UTC) + self._offset

    async def follow(self, skipped: Callable[[], None]) -> None:
        """Follow until cancelled; `skipped` is called after each skip, so that what became due is looked at."""
        version: int | None = None
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    version, moved = await self._next(session, version)
                    if moved:
                        skipped()
                except (aiohttp.ClientError, TimeoutError) as error:
                    log.warning("clock_lost", error=type(error).__name__)
                    await asyncio.sleep(_RETRY_SECONDS)

    async def _next(self, session: aiohttp.ClientSession, version: int | None) -> tuple[int, bool]:
        params = {} if version is None else {"after": str(version)}
        async with session.get(self._url, params=params, timeout=aiohttp.ClientTimeout(total=60)) as response:
            told = await response.json()
        offset = timedelta(seconds=told["offset"])
        moved, self._offset = offset != self._offset, offset
        return int(told["version"]), moved
