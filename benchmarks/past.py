"""A log of any length from another system: cases of five events that begin every three minutes and overlap."""

import csv
import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.company import DEPARTMENTS
from bot.domain.event_log.rows import COLUMNS

_BEGAN = datetime(2016, 1, 4, 8, tzinfo=UTC)
_COURSE = (("opened", 0, 1), ("offered", 0, 1), ("accepted", 1, 2), ("finished", 2, 6), ("confirmed", 6, 8))
"""Each activity with the days after the opening between which it happens."""

Told = tuple[datetime, int, int, tuple[str, ...]]


def write_log(file: Path, events: int) -> None:
    """Write a log of so many events; the same each time."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(cells for *_, cells in _in_order(events // len(_COURSE)))


def _in_order(cases: int) -> Iterator[Told]:
    chance = Random(1)  # noqa: S311  # a benchmark has no secrets
    waiting: list[Told] = []
    for number in range(cases):
        began = _BEGAN + number * timedelta(minutes=3)
        while waiting and waiting[0][0] < began:
            yield heapq.heappop(waiting)
        for told in _case(number, began, chance):
            heapq.heappush(waiting, told)
    while waiting:
        yield heapq.heappop(waiting)


def _case(number: int, began: datetime, chance: Random) -> Iterator[Told]:
    source, target = chance.sample(range(DEPARTMENTS), 2)
    people = [f"U0D{source}P{chance.randrange(5)}", f"U0D{target}P{chance.randrange(5)}"]
    for place, (activity, least, most) in enumerate(_COURSE):
        at = began + timedelta(days=chance.uniform(least, most)) if least else began
        actor = people[activity in {"accepted", "finished"}]
        cells = (f"ERP-{number}", activity, at.isoformat(), f"d{source}", f"d{target}", actor, "")
        yield at, number, place, cells
