"""What every benchmark works with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from benchmarks.databases import Databases
from benchmarks.processes import started


@dataclass(frozen=True, slots=True)
class StandIn:
    """The stand-in for Slack, in a process of its own."""

    port: int

    @property
    def url(self) -> str:
        """Return where its Web API is."""
        return f"http://127.0.0.1:{self.port}/api/"


@dataclass(frozen=True, slots=True)
class Workbench:
    """The databases, and how thoroughly to measure."""

    sqlite: Databases
    postgresql: Databases
    quick: bool

    @property
    def both(self) -> tuple[Databases, Databases]:
        """Return both kinds of databases."""
        return self.sqlite, self.postgresql

    @property
    def rounds(self) -> int:
        """Return how many rounds count."""
        return 3 if self.quick else 7

    def scaled(self, count: int) -> int:
        """Return how much to do in a round."""
        return max(count // 4, 1) if self.quick else count

    @asynccontextmanager
    async def slack(self) -> AsyncIterator[StandIn]:
        """Start the stand-in for Slack until the block ends."""
        async with started("slack") as (_, told):
            yield StandIn(told["port"])
