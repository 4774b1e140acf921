"""(12) Pictures of the weekly summary: how long one takes, what acks feel of it, and what memory stays behind."""

import asyncio
import resource
import time
from collections.abc import Coroutine, Sequence
from pathlib import Path
from statistics import quantiles

from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.measuring import Series
from benchmarks.workbench import Workbench
from handlers.picture.heatmap import Cell, Heatmap
from handlers.picture.worker import Painter

_DEPARTMENTS = 12
_PICTURES = 10
_SECONDS = Goal(2.0, at_most=True)
_PAUSES = Goal(1.5, at_most=True)
_LONGEST = Goal(50.0, at_most=True)
_GROWTH = Goal(2.0, at_most=True)
_REST = 1.0


async def drawing(bench: Workbench) -> Sequence[Figure]:
    """Return seconds per picture, pauses of the event loop beside those at rest, and megabytes kept."""
    count = 3 if bench.quick else _PICTURES
    heatmap, painter = _heatmap(), Painter()
    await painter.draw(heatmap)  # the font cache of this machine is made once
    before, processor = _memory(), _children()
    seconds, busy, idle, longest = list[float](), list[float](), list[float](), list[float]()
    for _ in range(count):
        idle.append(_nearly_all(await _pauses(asyncio.sleep(_REST))))
        began = time.perf_counter()
        pauses = await _pauses(painter.draw(heatmap))
        seconds.append(time.perf_counter() - began)
        busy.append(_nearly_all(pauses))
        longest.append(max(pauses))
    used = (_children() - processor) / count
    return [
        value(f"12. a heatmap of {_DEPARTMENTS} departments", Series(tuple(seconds)), "s", _SECONDS),
        value("12. processor time of one", Series((used,)), "s", _SECONDS),
        ratio(
            "12. pauses of the event loop (99 %), against rest",
            Series(tuple(busy)),
            Series(tuple(idle)),
            "ms",
            _PAUSES,
        ),
        value("12. the longest pause of the event loop meanwhile", Series(tuple(longest)), "ms", _LONGEST),
        value(f"12. memory kept after {count} pictures", Series((_memory() - before,)), "MB", _GROWTH),
    ]


async def _pauses(meanwhile: Coroutine[object, object, object]) -> list[float]:
    """Return how long the turns of the event loop took, in milliseconds."""
    task, pauses, last = asyncio.create_task(meanwhile), list[float](), time.perf_counter()
    while not task.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        pauses.append((now - last) * 1000)
        last = now
    await task
    return pauses


def _nearly_all(pauses: list[float]) -> float:
    """Return what 99 of 100 of these do not exceed."""
    return quantiles(pauses, n=100)[-1]


def _children() -> float:
    """Return the processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory() -> float:
    """Return the resident memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


def _heatmap() -> Heatmap:
    names = tuple(f"Department {number}" for number in range(_DEPARTMENTS))
    cells = tuple(
        tuple(
            Cell(kind="share", share=(row + column) % 10 / 10, text=f"{(row + column) * 4}")
            for column in range(12)
        )
        for row in range(_DEPARTMENTS)
    )
    words = dict.fromkeys(("row_axis", "column_axis", "few", "many", "withheld", "none", "marked"), "in time")
    return Heatmap(title="Accepted in time", rows=names, columns=names, cells=cells, **words)
