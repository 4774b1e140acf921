"""`staffel run` in a process of its own, as an operator starts it."""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from benchmarks.payloads import SIGNING_SECRET
from benchmarks.processes import stop
from benchmarks.slack import TOKEN

_PATIENCE = 60.0
_GLANCE = 0.002


@dataclass(frozen=True, slots=True)
class Program:
    """A running Staffel; `seconds` it took from its start until it was ready."""

    process: asyncio.subprocess.Process
    port: int
    seconds: float

    def resident_mb(self) -> float:
        """Return the memory that it holds now, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        told = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(told.split()[1]) / 1024


@asynccontextmanager
async def serving(
    database: str, api_url: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Program]:
    """Run `staffel run` over HTTP until the block ends, with its log in a file, as a container keeps it."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database,
        "STAFFEL_HOST": "127.0.0.1",
        "STAFFEL_MESSAGES_PER_SECOND": "1000",
        "PORT": "0",
        **(settings or {}),
    }
    with tempfile.TemporaryFile("w+") as log:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=log
        )
        try:
            port = await asyncio.wait_for(_ready(log), _PATIENCE)
            yield Program(process, port, time.perf_counter() - began)
        finally:
            await stop(process)


async def _ready(log: TextIO) -> int:
    """Wait until the log says that it is ready, and where."""
    place = 0
    while True:
        log.seek(place)
        line = log.readline()
        if not line.endswith("\n"):
            await asyncio.sleep(_GLANCE)
            continue
        place += len(line.encode())
        told = json.loads(line)
        if told["event"] == "ready":
            return int(told["port"])
