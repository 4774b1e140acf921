"""(11) What a week's summary costs: beside a long past, and against pandas on the same database."""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from benchmarks.by_pandas import by_pandas
from benchmarks.company import COMPANY, WORKSPACE
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio
from benchmarks.measuring import Measure, Rounds, Sample, side_by_side
from benchmarks.weeks import load
from benchmarks.workbench import Workbench
from bot.domain.summary.counting import DEFAULT_TARGETS, Counting
from bot.domain.summary.figures import Summary
from bot.domain.summary.weeks import Week, parse_week
from bot.domain.time.calendars import Calendars
from bot.services.summarise import Weekly
from handlers.holidays import holidays_of
from storage.database import Storage, open_storage

_SHORT, _LONG = 10, 100
"""Weeks of the same company: each has the same handoffs."""
_SLOWER = Goal(1.3, at_most=True)
_A_FIFTH = Goal(0.2, at_most=True)
_WEEK: Week = parse_week("2026-W46", ZoneInfo("Europe/Berlin"))
_NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Past:
    storage: Storage
    url: str

    @property
    def weekly(self) -> Weekly:
        """Return what summarises the weeks."""
        return Weekly(self.storage.unit_of_work, WORKSPACE, _NOW, holidays_of)

    async def ours(self) -> Sample:
        """Measure the summary of a week that nobody has asked for yet, after those that came before."""
        async with self.storage.unit_of_work.write() as work:
            await work.summaries.forget(WORKSPACE, _WEEK.since)
        began, used = time.perf_counter(), time.process_time()
        await self.weekly.release(_WEEK.name)
        return _sample(began, used)

    async def with_pandas(self) -> Sample:
        """Measure pandas, which keeps nothing, compares with nothing and withholds nothing."""
        began, used = time.perf_counter(), time.process_time()
        await self._pandas()
        return _sample(began, used)

    async def compare(self) -> None:
        """See that both have the same figures."""
        found = await self.weekly.unredacted(_WEEK.name)
        frame = await self._pandas()
        assert _ours(found) == _theirs(frame)

    async def _pandas(self) -> pd.DataFrame:
        calendars = Calendars(COMPANY, holidays_of)
        counting = Counting(_WEEK.since, _WEEK.until, calendars.department, DEFAULT_TARGETS)
        ended_from = counting.reaches_back(department.key for department in COMPANY.departments)
        return await by_pandas(self.url, _WEEK.since, _WEEK.until, ended_from)


async def summarising(bench: Workbench) -> Sequence[Figure]:
    """Return both figures on both databases."""
    return [figure for databases in bench.both for figure in await _summarising(bench, databases)]


async def _summarising(bench: Workbench, databases: Databases) -> list[Figure]:
    week, full = bench.scaled(10_000), bench.scaled(100_000)
    async with _past(databases, _SHORT, week) as short, _past(databases, _LONG, week) as long:
        history: Mapping[str, Measure] = {"short": short.ours, "long": long.ours}
        growing = await side_by_side(history, bench.rounds)
    async with _past(databases, 2, full) as past:
        await past.compare()
        measures: Mapping[str, Measure] = {"ours": past.ours, "pandas": past.with_pandas}
        against = await side_by_side(measures, bench.rounds)
    beside = f"a week of {week:,} beside {_LONG * week:,} handoffs, against {_SHORT * week:,}"
    return [
        *_ratios(f"11. {databases.kind}: {beside}", growing, ("long", "short"), _SLOWER),
        *_ratios(
            f"11. {databases.kind}: a week of {full:,}, against pandas", against, ("ours", "pandas"), _A_FIFTH
        ),
    ]


def _ratios(what: str, rounds: Rounds, who: tuple[str, str], goal: Goal) -> list[Figure]:
    """Return the ratio of how long it takes, and that of our processor time, which is not judged."""
    ours, others = who
    return [
        ratio(what, rounds.series(ours, "ms"), rounds.series(others, "ms"), "ms", goal),
        ratio(
            f"{what}: processor time", rounds.series(ours, "cpu_ms"), rounds.series(others, "cpu_ms"), "ms"
        ),
    ]


def _sample(began: float, used: float) -> Sample:
    """Return how long it took since then, and the processor time of our process, which the machine's load hardly moves."""
    return {"ms": (time.perf_counter() - began) * 1000, "cpu_ms": (time.process_time() - used) * 1000}


@asynccontextmanager
async def _past(databases: Databases, weeks: int, handoffs: int) -> AsyncIterator[_Past]:
    url = await databases.create()
    await load(url, weeks, handoffs)
    async with open_storage(url) as storage:
        loaded = _Past(storage, url)
        await loaded.weekly.release(_WEEK.name)  # the weeks before are counted once
        yield loaded


def _ours(summary: Summary) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (flow.source, flow.target): (
            *(flow.opened, flow.closed, flow.open, flow.overdue, flow.never_accepted),
            *(flow.accept_target.k, flow.accept_target.n),
            *(flow.ping_pong.k, flow.complete_and_accurate.k, flow.complete_and_accurate.n),
            *(_hours(flow.hours_to_accept.median), _hours(flow.hours_to_close.median)),
            _hours(flow.hours_to_close.p85),
        )
        for flow in summary.flows
    }


def _theirs(frame: pd.DataFrame) -> dict[tuple[str, str], tuple[object, ...]]:
    counts = ["opened", "closed", "open", "overdue", "never", "k", "n", "ping_pong", "at_once", "started"]
    times = ["accept_median", "close_median", "close_p85"]
    return {
        (str(row["from_department"]), str(row["target"])): (
            *map(int, row[counts].fillna(0)),
            *(_hours(value / 3.6e9) for value in row[times]),
        )
        for _, row in frame.reset_index().iterrows()
    }


def _hours(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else round(value, 6)
