"""Who wants to know that something in the workspace changed: waiting tests and open pages."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from practice.values import Json

T = TypeVar("T")


@dataclass(frozen=True)
class News:
    """One thing that pages show: a body for the stream, and who may see it (None: everybody)."""

    body: Json
    audience: frozenset[str] | None = None


class Changes:
    """Wakes everybody who waits, on every change; nobody polls."""

    def __init__(self) -> None:
        self._tick = asyncio.Event()
        self.followers: set[Callable[[News], None]] = set()
        self.listeners: list[Callable[[], None]] = []

    @property
    def watched(self) -> bool:
        """Whether any page is open; without one nobody needs to be told details."""
        return bool(self.followers)

    def happened(self) -> None:
        """Wake all who wait in `until`, without a word to the pages."""
        before, self._tick = self._tick, asyncio.Event()
        before.set()
        for listener in self.listeners:
            listener()

    def tell(self, body: Json, audience: set[str] | frozenset[str] | None = None) -> None:
        """Send news to the pages of `audience` and wake all who wait."""
        news = News(body, None if audience is None else frozenset(audience))
        for follower in list(self.followers):
            follower(news)
        self.happened()

    async def until(
        self, condition: Callable[[], T | None], patience: float, describe: Callable[[], str]
    ) -> T:
        """Return the first truthy value of `condition`; raise TimeoutError with what was seen instead."""
        try:
            async with asyncio.timeout(patience):
                while not (value := condition()):
                    await self._tick.wait()
                return value
        except TimeoutError:
            raise TimeoutError(f"nothing came within {patience} s; {describe()}") from None
