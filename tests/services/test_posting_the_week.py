"""The weekly summary is queued once for each channel, whoever asks, whenever and how often."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.organisation import Organisation, SummarySettings, WorkspaceSettings
from bot.domain.pacing import UNLIMITED
from bot.ports import UnitOfWork
from bot.services.post_summary import post_due_summaries
from tests.company import COMPANY, MONDAY, WORKSPACE

CHANNELS = ["C0ALLE", *(one.channel for one in COMPANY.departments)]
WITH_CHANNEL = COMPANY.model_copy(
    update={"workspace": WorkspaceSettings(summary=SummarySettings(channel="C0ALLE"))}
)


@pytest.fixture(autouse=True)
async def with_a_channel_for_all(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, WITH_CHANNEL)


async def queued(uow: UnitOfWork) -> list[str]:
    """Claim all that is queued; return where it goes, in order."""
    async with uow.write() as work:
        rows = await work.deliveries.claim(
            MONDAY + timedelta(days=30), worker="one", lease=timedelta(minutes=1), limit=99, rates=UNLIMITED
        )
    assert {row.kind for row in rows} <= {"summary"}
    return [row.to for row in rows]


async def test_every_channel_gets_its_view_on_monday(uow: UnitOfWork) -> None:
    assert await post_due_summaries(uow, MONDAY) == 6
    assert sorted(await queued(uow)) == sorted(CHANNELS)


async def test_nothing_is_queued_before_it_is_due(uow: UnitOfWork) -> None:
    assert await post_due_summaries(uow, MONDAY - timedelta(hours=2)) == 0
    assert await queued(uow) == []


async def test_a_restart_queues_nothing_again_even_when_all_was_sent_and_forgotten(uow: UnitOfWork) -> None:
    await post_due_summaries(uow, MONDAY)
    await queued(uow)
    assert await post_due_summaries(uow, MONDAY + timedelta(hours=5)) == 0


async def test_two_processes_at_once_queue_one_post_for_each(uow: UnitOfWork) -> None:
    counts = await asyncio.gather(*(post_due_summaries(uow, MONDAY) for _ in range(4)))
    assert sum(counts) == 6
    assert sorted(await queued(uow)) == sorted(CHANNELS)


async def test_the_next_week_is_another_post(uow: UnitOfWork) -> None:
    await post_due_summaries(uow, MONDAY)
    assert await post_due_summaries(uow, MONDAY + timedelta(days=7)) == 6


async def test_a_department_that_joins_on_monday_noon_gets_its_view_too(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        early = WITH_CHANNEL.model_copy(update={"departments": COMPANY.departments[:-1], "rules": ()})
        await work.organisations.save(WORKSPACE, early)
    assert await post_due_summaries(uow, MONDAY) == 5
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, WITH_CHANNEL)
    assert await post_due_summaries(uow, MONDAY + timedelta(hours=3)) == 1


async def test_a_workspace_that_is_not_set_up_gets_none(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, Organisation())
    assert await post_due_summaries(uow, MONDAY) == 0


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
