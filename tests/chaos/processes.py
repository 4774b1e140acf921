"""`staffel run` in processes of their own, killed by us and started anew, as the supervisor of a server does."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from practice import Practice

_STOP_SECONDS = 60


@dataclass
class Processes:
    """The running processes, by place; `ended` are the exit codes of those that nobody killed."""

    environment: Mapping[str, str]
    log: Path
    running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)
    ended: list[int] = field(default_factory=list)
    kills: int = 0
    _stopping: bool = False

    @property
    def alive(self) -> list[asyncio.subprocess.Process]:
        """Return those that nobody has killed yet."""
        return [process for process in self.running.values() if process.returncode is None]

    def kill(self, random: Random) -> None:
        """Kill one of them, whatever it is doing."""
        random.choice(self.alive).kill()
        self.kills += 1

    async def keep_running(self, place: int) -> None:
        """Start a process again and again, until all are to stop."""
        while not self._stopping:
            self.running[place] = await self._start()
            code = await self.running[place].wait()
            if code != -signal.SIGKILL:
                self.ended.append(code)

    async def stop(self) -> None:
        """Ask all to stop."""
        self._stopping = True
        for process in self.running.values():
            if process.returncode is None:
                process.terminate()

    async def _start(self) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self.environment, stdout=log, stderr=log
            )


@asynccontextmanager
async def serving(
    slack: Practice, database: str, log: Path, *, count: int, more: Mapping[str, str] | None = None
) -> AsyncIterator[Processes]:
    """Keep `count` processes running until the block ends; then all have to stop by themselves.

    `more` are further settings.
    """
    processes = Processes({**_environment(slack, database), **(more or {})}, log)
    keepers = [asyncio.create_task(processes.keep_running(place)) for place in range(count)]
    try:
        yield processes
    finally:
        await processes.stop()
        _, late = await asyncio.wait(keepers, timeout=_STOP_SECONDS)
        for process in processes.running.values():
            if process.returncode is None:
                process.kill()
        await asyncio.gather(*keepers)
        assert not late, "did not stop when asked to"


def _environment(slack: Practice, database: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database,
        "STAFFEL_HOST": "127.0.0.1",
        "PORT": "0",
        "STAFFEL_MESSAGES_PER_SECOND": "200",
        "STAFFEL_LEASE_SECONDS": "10",
        "STAFFEL_LOG_FORMAT": "json",
    }
