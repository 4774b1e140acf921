"""What goes wrong on a bad day: Slack's weather, killed processes, dropped sockets."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from practice import Practice
from practice.weather import Weather
from tests.chaos.day import Day
from tests.chaos.processes import Processes

_DAY = 86_400.0
_SOON = 5.0


def tell(text: str) -> None:
    """Say how it goes: pytest shows it when a test fails, and at once with `-s`, from its workers too."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    print(f"{datetime.now(UTC):%H:%M:%S} {worker} {text}", file=sys.stderr)  # noqa: T201


def make_bad(weather: Weather, seed: int) -> None:
    """Let it be as bad as Slack ever is, all at once."""
    weather.random.seed(seed)
    weather.error_500 = weather.reset_before = weather.reset_after = 0.05
    weather.error_429, weather.redeliver = 0.02, 0.10


@dataclass(frozen=True)
class Misfortunes:
    """Kills processes and drops sockets at random moments of the day, never two between two acts."""

    slack: Practice
    day: Day
    processes: Processes
    random: Random

    async def strike(self, *, acts: int, kills: int) -> None:
        """Kill so many processes, and drop all sockets as often, before the day's last acts."""
        moments = sorted(self.random.sample(range(1, acts * 9 // 10), 2 * kills))
        strikes = [self._kill, self._drop] * kills
        self.random.shuffle(strikes)
        for moment, strike in zip(moments, strikes, strict=True):
            await self.slack.until(lambda at=moment: self.day.done >= at, _DAY)  # type: ignore[misc]
            await self._until_something_is_under_way()
            await strike()

    async def _until_something_is_under_way(self) -> None:
        # Calls are counted while their answers are still under way: that is when a death hurts the most.
        some = len(self.slack.calls) + self.random.randrange(40)
        with suppress(TimeoutError):
            await self.slack.until(lambda: len(self.slack.calls) >= some, _SOON)

    async def _kill(self) -> None:
        await self.slack.until(lambda: self.processes.alive, _DAY)
        self.processes.kill(self.random)
        tell(f"kill {self.processes.kills} after {self.day.done} acts, {self.day.tries} of them tried again")

    async def _drop(self) -> None:
        tell(f"all sockets are dropped after {self.day.done} acts")
        await self.slack.workspace.sockets.close()
