"""The weekly summary is queued once for each channel, whoever asks, whenever and how often."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.company.organisation import Organisation, SummarySettings, WorkspaceSettings
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.summary.release import Release
from bot.domain.time.calendars import no_holidays
from bot.ports import UnitOfWork
from bot.services.post_summary import post_due_summaries
from tests.company import COMPANY, MONDAY, WORKSPACE
from tests.render.weeks import QUIET, WEEK

CHANNELS = ["C0ALLE", "C0SALES", "C0SERVICE", "C0ACC", "C0LOG"]
"""IT had no handoffs, and gets no post about that."""
WITH_CHANNEL = COMPANY.model_copy(
    update={"workspace": WorkspaceSettings(summary=SummarySettings(channel="C0ALLE"))}
)


@pytest.fixture(autouse=True)
async def with_a_channel_for_all(uow: UnitOfWork) -> None:
    """The weeks before both Mondays have been released: five departments, of which four have something to tell."""
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, WITH_CHANNEL)
        for week in ("2026-W47", "2026-W48"):
            await work.summaries.put(WORKSPACE, Release(replace(WEEK, week=week)))


async def asked(uow: UnitOfWork, now: datetime = MONDAY) -> int:
    return await post_due_summaries(uow, now, no_holidays)


async def queued(uow: UnitOfWork) -> list[str]:
    """Claim all that is queued; return where it goes, in order."""
    async with uow.write() as work:
        rows = await work.deliveries.claim(
            MONDAY + timedelta(days=30), worker="one", lease=timedelta(minutes=1), limit=99, rates=UNLIMITED
        )
    assert {row.kind for row in rows} <= {"summary"}
    return [row.to for row in rows]


async def test_every_channel_gets_its_view_on_monday(uow: UnitOfWork) -> None:
    assert await asked(uow) == 5
    assert sorted(await queued(uow)) == sorted(CHANNELS)


async def test_nothing_is_queued_before_it_is_due(uow: UnitOfWork) -> None:
    assert await asked(uow, MONDAY - timedelta(hours=2)) == 0
    assert await queued(uow) == []


async def test_a_restart_queues_nothing_again_even_when_all_was_sent_and_forgotten(uow: UnitOfWork) -> None:
    await asked(uow)
    await queued(uow)
    assert await asked(uow, MONDAY + timedelta(hours=5)) == 0


async def test_two_processes_at_once_queue_one_post_for_each(uow: UnitOfWork) -> None:
    counts = await asyncio.gather(*(asked(uow) for _ in range(4)))
    assert sum(counts) == 5
    assert sorted(await queued(uow)) == sorted(CHANNELS)


async def test_the_next_week_is_another_post(uow: UnitOfWork) -> None:
    await asked(uow)
    assert await asked(uow, MONDAY + timedelta(days=7)) == 5


async def test_a_department_that_joins_on_monday_noon_gets_its_view_too(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        few = [one for one in COMPANY.departments if one.key != "logistics"]
        early = WITH_CHANNEL.model_copy(update={"departments": tuple(few), "rules": ()})
        await work.organisations.save(WORKSPACE, early)
    assert await asked(uow) == 4
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, WITH_CHANNEL)
    assert await asked(uow, MONDAY + timedelta(hours=3)) == 1


async def test_a_workspace_that_is_not_set_up_gets_none(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, Organisation())
    assert await asked(uow) == 0


async def test_what_a_posting_is_of_can_be_asked(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        own = await work.postings.begin(WORKSPACE, "sales", "2026-W46", MONDAY)
        whole = await work.postings.begin(WORKSPACE, None, "2026-W46", MONDAY)
        assert own
        assert whole
        assert await work.postings.begin(WORKSPACE, None, "2026-W46", MONDAY) is None
    async with uow.read() as work:
        assert await work.postings.get(WORKSPACE, own.id) == own
        assert await work.postings.get(WORKSPACE, whole.id) == whole
        assert await work.postings.begun(WORKSPACE, "2026-W46") == {"sales", None}
        assert await work.postings.get(WORKSPACE, 99) is None


async def test_of_a_week_in_which_nothing_happened_nobody_is_told(uow: UnitOfWork) -> None:
    later = MONDAY + timedelta(days=14)
    async with uow.write() as work:
        await work.summaries.put(WORKSPACE, Release(replace(QUIET, week="2026-W49")))
    assert await asked(uow, later) == 0
    assert await asked(uow, later) == 0
