"""The workspace's clock: real time plus an offset that only grows."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from practice.changes import Changes

MORNING = 9


class Clock:
    """Says what time it is in the workspace, and skips ahead when told to.

    Skipping wakes whatever sleeps on this clock, and waits until every follower of `/practice/clock` was told.
    """

    def __init__(self, zone: str, changes: Changes, offset: float = 0.0) -> None:
        self.zone = ZoneInfo(zone)
        self.offset = offset
        self.version = 1
        self._changes = changes
        self._skipped = asyncio.Event()
        self._followers: set[asyncio.Event] = set()
        self._last_stamp = 0
        self._closed = False

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self.offset

    def stamp(self) -> str:
        """Return a message timestamp: unique and growing, as Slack's are."""
        self._last_stamp = max(self._last_stamp + 1, int(self.now() * 1_000_000))
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"

    async def skip(self, seconds: float) -> None:
        """Move ahead; returns once everybody who was following has been told."""
        if seconds < 0:
            raise ValueError("the practice clock never goes back")
        self.offset += seconds
        self.version += 1
        told = [asyncio.ensure_future(follower.wait()) for follower in self._followers]
        before, self._skipped = self._skipped, asyncio.Event()
        before.set()
        self._changes.tell({"type": "clock", "now": self.now(), "offset": self.offset})
        if told:
            await asyncio.wait(told, timeout=5)

    async def skip_to(self, goal: str) -> None:
        """Move ahead to the next full `hour`, `next_morning` or `next_monday` (09:00 in the company's zone)."""
        now = datetime.fromtimestamp(self.now(), self.zone)
        await self.skip((_goal(goal, now) - now).total_seconds())

    async def sleep_until(self, moment: float) -> None:
        """Sleep until the clock shows `moment`, be it by waiting or by a skip."""
        # asyncio.timeout and not wait_for: the latter swallows a cancellation that meets a skip.
        while (left := moment - self.now()) > 0 and not self._closed:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._skipped.wait()

    async def skipped_since(self, version: int, patience: float) -> None:
        """Wait until the clock is past `version`, at most `patience` real seconds."""
        if self.version <= version:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._skipped.wait()

    @property
    def followed(self) -> bool:
        """Whether anybody waits to be told of the next skip."""
        return bool(self._followers)

    @contextlib.contextmanager
    def follower(self) -> Iterator[None]:
        """Mark somebody as following until they were told: `skip` waits for the end of this block."""
        told = asyncio.Event()
        self._followers.add(told)
        self._changes.happened()
        try:
            yield
        finally:
            self._followers.discard(told)
            told.set()

    def release(self) -> None:
        """Let all who wait go, because the workspace closes."""
        self._closed = True
        self._skipped.set()


def _goal(goal: str, now: datetime) -> datetime:
    if goal == "hour":
        return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if goal == "next_morning":
        morning += timedelta(days=0 if now < morning else 1)
    elif goal == "next_monday":
        days = -now.weekday() % 7
        morning += timedelta(days=days if days or now < morning else 7)
    else:
        raise ValueError(f"the clock can skip to hour, next_morning or next_monday, not {goal!r}")
    # Aware datetimes of one zone subtract by wall clock; only UTC knows the hour that summer time takes.
    return morning.astimezone(UTC)
