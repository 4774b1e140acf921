"""The tick itself: it looks at once, heals by itself, and ends what it has begun."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.company.people import Person
from bot.domain.matter.handoff import Brief
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudge_settings import NudgeSettings
from handlers.metrics import Metrics
from handlers.nudging import Nudger
from storage.database import Storage, open_storage
from storage.migrate import upgrade
from tests.company import CEM, COMPANY, REFUND, WORKSPACE
from tests.services.clockwork import arrive
from tests.services.desk import offered

NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
THREE = datetime(2026, 11, 23, 14, tzinfo=UTC)


async def look(storage: Storage, metrics: Metrics) -> bool:
    """Let a process start, look and stop; return whether it woke the deliverer."""
    woken = asyncio.Event()
    async with Nudger(storage.unit_of_work, lambda: THREE, metrics, woken.set).nudging(seconds=60):
        pass
    return woken.is_set()


def figures(metrics: Metrics) -> list[str]:
    written = metrics.text(None).decode().splitlines()
    return [
        line
        for line in written
        if line.startswith(("staffel_nudges_told_total", "staffel_nudging_seconds_count"))
    ]


async def test_whom_a_tick_stumbles_over_is_counted_and_the_others_are_told(tmp_path: Path) -> None:
    url, metrics = f"sqlite:///{tmp_path / 'staffel.db'}", Metrics()
    await upgrade(url)
    ladders = NudgeSettings(ladders={LadderKind.NOT_ACCEPTED: ("1h lead",)})
    settings = COMPANY.workspace.model_copy(update={"nudges": ladders})
    async with open_storage(url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"workspace": settings}))
            await work.people.put(WORKSPACE, [Person(CEM, "Cem", timezone="Mars/Olympus_Mons")])
        for department in ("logistics", "accounting"):
            await offered(
                storage.unit_of_work, to=department, brief=Brief("Gutschrift", needs=REFUND.needs), now=NINE
            )
        await arrive(storage.unit_of_work, NINE)
        assert await look(storage, metrics)
    written = metrics.text(None).decode()
    assert 'staffel_nudges_failed_total{what="listener"} 1.0' in written
    assert 'staffel_nudges_told_total{kind="not_accepted"} 1.0' in written


async def test_a_tick_without_a_database_heals_at_the_next(tmp_path: Path) -> None:
    url, metrics = f"sqlite:///{tmp_path / 'staffel.db'}", Metrics()
    async with open_storage(url) as storage:
        assert not await look(storage, metrics)  # there are no tables yet
        assert figures(metrics) == ['staffel_nudging_seconds_count{outcome="failed"} 1.0']
        await upgrade(url)
        assert not await look(storage, metrics)  # nothing is due
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(WORKSPACE, COMPANY)
        await offered(storage.unit_of_work, brief=Brief("Gutschrift", needs=REFUND.needs), now=NINE)
        await arrive(storage.unit_of_work, NINE)
        assert await look(storage, metrics)
    assert figures(metrics) == [
        'staffel_nudges_told_total{kind="not_accepted"} 1.0',
        'staffel_nudging_seconds_count{outcome="failed"} 1.0',
        'staffel_nudging_seconds_count{outcome="done"} 2.0',
    ]
