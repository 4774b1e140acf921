"""Processes of their own for everything that must not share the event loop of what is measured."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

_PATIENCE = 120.0

Json = dict[str, Any]
Process = asyncio.subprocess.Process


async def call(module: str, *arguments: object) -> Json:
    """Run a module of ours to its end; return the JSON that it printed."""
    process = await _spawn(module, arguments)
    return await answer(process)


@asynccontextmanager
async def started(module: str, *arguments: object) -> AsyncIterator[tuple[asyncio.subprocess.Process, Json]]:
    """Run a module of ours until the block ends; yield it with the first line of JSON that it printed."""
    process = await _spawn(module, arguments)
    try:
        yield process, await line(process)
    finally:
        await stop(process)


def cpu_seconds(process: asyncio.subprocess.Process) -> float:
    """Return how long a process has worked so far, which its neighbours on the machine hardly change."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def line(process: asyncio.subprocess.Process) -> Json:
    """Return the next line of JSON that a process prints; it ends if it has nothing to say for long."""
    assert process.stdout
    told = await asyncio.wait_for(process.stdout.readline(), _PATIENCE)
    return cast("Json", json.loads(told))


async def answer(process: asyncio.subprocess.Process) -> Json:
    """Return the last line of JSON of a process that ends by itself."""
    printed, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
    return cast("Json", json.loads(printed.splitlines()[-1]))


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ask a process to end, and wait for it."""
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def _spawn(module: str, arguments: tuple[object, ...]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"benchmarks.{module}",
        *map(str, arguments),
        env={"PATH": os.environ["PATH"]},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
