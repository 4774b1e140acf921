"""(8) An event log brought in and taken out as CSV: how fast, and whether its length costs memory."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, value
from benchmarks.measuring import Series
from benchmarks.past import write_log
from benchmarks.workbench import Workbench

_SHORT = 20_000
_FLAT = Goal(1.1, at_most=True)
_GLANCE = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended: how long it took, and the most memory that it held."""

    seconds: float
    peak_mb: float


async def exchanging(bench: Workbench) -> Sequence[Figure]:
    """Return events a second, and memory with a long log against a short one, on both databases."""
    return [figure for databases in bench.both for figure in await _exchanged(databases, bench.quick)]


async def _exchanged(databases: Databases, quick: bool) -> list[Figure]:
    long = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory(prefix="staffel-log-") as directory:
        short_in, short_out = await _there_and_back(databases, Path(directory), _SHORT)
        long_in, long_out = await _there_and_back(databases, Path(directory), long)
    return [
        figure
        for what, short, taken in (("in", short_in, long_in), ("out", short_out, long_out))
        for figure in (
            value(
                f"8. {databases.kind}: {long:,} events {what}, a second",
                Series((long / taken.seconds,)),
                "/s",
            ),
            Figure(
                f"8. {databases.kind}: most memory, {long:,} events {what} against {_SHORT:,}",
                f"{taken.peak_mb:.0f} MB",
                f"{short.peak_mb:.0f} MB",
                Series((taken.peak_mb / short.peak_mb,)),
                _FLAT,
            ),
        )
    ]


async def _there_and_back(databases: Databases, directory: Path, events: int) -> tuple[Run, Run]:
    url = await databases.create()
    log, again = directory / "log.csv", directory / "again.csv"
    write_log(log, events)
    brought_in = await _run(url, "import", "events", str(log))
    taken_out = await _run(url, "export", "events", str(again))
    assert _lines(log) == _lines(again), "as many events come out as went in"
    return brought_in, taken_out


async def _run(url: str, *command: str) -> Run:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url}
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *command, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    ended = asyncio.create_task(process.wait())
    peak = 0.0
    while not ended.done():
        peak = max(peak, _peak_mb(process.pid))
        await asyncio.wait([ended], timeout=_GLANCE)
    assert ended.result() == 0, command
    return Run(time.perf_counter() - began, peak)


def _peak_mb(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return 0.0
    told = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(told[0].split()[1]) / 1024 if told else 0.0


def _lines(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(1 for _ in lines)
