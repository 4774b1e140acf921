import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.domain.matter.handoff import State
from bot.errors import ConflictError, RefusedError, StorageUnavailableError
from storage.database import Storage, open_storage
from tests.storage.examples import HANSEN, NOW, a_company, a_handoff, card

SHORT = 0.3


@pytest.fixture
async def impatient(database_url: str) -> AsyncIterator[Storage]:
    """A second process on the test's database, which waits for nothing."""
    async with open_storage(database_url, patience=SHORT) as opened:
        yield opened


@pytest.fixture
async def handoff(storage: Storage) -> int:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        number = await work.handoffs.next_number(HANSEN)
        await work.handoffs.add(a_handoff(number))
    return number


async def test_what_a_refused_request_stored_is_gone(storage: Storage) -> None:
    async def refused() -> None:
        async with storage.unit_of_work.write() as work:
            await work.inbox.take(HANSEN, "Ev1", NOW)
            await work.outbox.put(HANSEN, [card()], NOW)
            raise RefusedError("not_yours")

    with pytest.raises(RefusedError):
        await refused()
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.outbox.next_due() is None


async def test_nobody_waits_for_the_number_of_another_offer(postgres_url: str) -> None:
    async with (
        open_storage(postgres_url, patience=SHORT) as storage,
        storage.unit_of_work.write() as one,
        storage.unit_of_work.write() as other,
    ):
        await one.organisations.save(HANSEN, a_company())
        assert await one.handoffs.next_number(HANSEN) == 1
        assert await other.handoffs.next_number(HANSEN) == 2


async def test_a_number_is_never_given_twice_whatever_becomes_of_the_offer(postgres_url: str) -> None:
    async def refused() -> None:
        async with storage.unit_of_work.write() as work:
            assert await work.handoffs.next_number(HANSEN) == 1
            raise RefusedError("not_yours")

    async with open_storage(postgres_url) as storage:
        with pytest.raises(RefusedError):
            await refused()
        async with storage.unit_of_work.write() as work:
            assert [await work.handoffs.next_number(HANSEN) for _ in range(3)] == [2, 3, 4]


async def test_a_request_that_is_broken_off_leaves_nothing_and_blocks_nobody(storage: Storage) -> None:
    begun = asyncio.Event()

    async def broken_off() -> None:
        async with storage.unit_of_work.write() as work:
            while True:
                await work.inbox.take(HANSEN, "Ev1", NOW)
                begun.set()

    task = asyncio.create_task(broken_off())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)


async def test_fifty_requests_at_once_get_fifty_numbers(storage: Storage) -> None:
    async def offer() -> int:
        async with storage.unit_of_work.write() as work:
            await work.inbox.take(HANSEN, uuid4().hex, NOW)
            number = await work.handoffs.next_number(HANSEN)
            await work.handoffs.add(a_handoff(number))
            return number

    numbers = await asyncio.gather(*(offer() for _ in range(50)))
    assert sorted(numbers) == list(range(1, 51))


async def test_the_second_of_two_clicks_is_told_so(storage: Storage, handoff: int) -> None:
    async with storage.unit_of_work.read() as work:
        seen = await work.handoffs.get(HANSEN, handoff)
    assert seen is not None
    async with storage.unit_of_work.write() as work:
        await work.handoffs.save(replace(seen, state=State.ACCEPTED, assignee="U0DORA"))
    with pytest.raises(ConflictError):
        async with storage.unit_of_work.write() as work:
            await work.handoffs.save(replace(seen, state=State.ACCEPTED, assignee="U0CEM"))
    async with storage.unit_of_work.read() as work:
        now = await work.handoffs.get(HANSEN, handoff)
    assert now == replace(seen, state=State.ACCEPTED, assignee="U0DORA", version=seen.version + 1)


async def test_of_many_clicks_at_once_one_takes_effect(storage: Storage, handoff: int) -> None:
    async def accept(user: str) -> bool:
        try:
            async with storage.unit_of_work.write() as work:
                seen = await work.handoffs.get(HANSEN, handoff)
                assert seen is not None
                if seen.state is not State.OFFERED:
                    return False
                await work.handoffs.save(replace(seen, state=State.ACCEPTED, assignee=user))
        except ConflictError:
            return False
        return True

    outcomes = await asyncio.gather(*(accept(f"U{number}") for number in range(20)))
    assert outcomes.count(True) == 1


async def test_who_only_reads_cannot_write(storage: Storage) -> None:
    with pytest.raises(StorageUnavailableError) as refused:
        async with storage.unit_of_work.read() as work:
            await work.inbox.take(HANSEN, "Ev1", NOW)
    assert refused.value.reason == "read_only"


async def test_a_reader_sees_one_moment(storage: Storage, handoff: int) -> None:
    async with storage.unit_of_work.read() as reading:
        before = await reading.handoffs.get(HANSEN, handoff)
        assert before is not None
        async with storage.unit_of_work.write() as work:
            await work.handoffs.save(replace(before, state=State.WITHDRAWN))
        assert await reading.handoffs.get(HANSEN, handoff) == before


async def test_a_row_that_stays_locked_is_reported(
    storage: Storage, impatient: Storage, handoff: int
) -> None:
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        with pytest.raises(StorageUnavailableError) as locked:
            async with impatient.unit_of_work.write() as other:
                await other.inbox.take(HANSEN, "Ev1", NOW)
    assert locked.value.reason == "locked"
    async with impatient.unit_of_work.write() as other:
        assert not await other.inbox.take(HANSEN, "Ev1", NOW)


async def test_readers_do_not_wait_for_writers(storage: Storage, impatient: Storage, handoff: int) -> None:
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        async with impatient.unit_of_work.read() as other:
            assert await other.handoffs.get(HANSEN, handoff) is not None


async def test_a_full_disk_is_reported(sqlite_url: str) -> None:
    async with open_storage(sqlite_url) as storage:
        async with storage.engines.write.connect() as connection:
            pages = await connection.scalar(text("PRAGMA page_count"))
            await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

        async def fill() -> None:
            async with storage.unit_of_work.write() as work:
                for number in range(1000):
                    await work.inbox.take(HANSEN, f"Ev{number}" * 50, NOW)

        with pytest.raises(StorageUnavailableError) as full:
            await fill()
        assert full.value.reason == "full"
        async with storage.unit_of_work.read() as work:
            assert await work.organisations.workspaces() == []


async def test_after_a_restart_of_the_server_the_next_request_is_served(postgres_url: str) -> None:
    async with open_storage(postgres_url) as storage:
        await storage.ping()
        async with open_storage(postgres_url) as admin, admin.engines.write.begin() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        await storage.ping()


async def test_a_connection_lost_on_the_way_is_reported(postgres_url: str) -> None:
    async with open_storage(postgres_url) as storage:
        with pytest.raises(StorageUnavailableError) as lost:
            async with storage.engines.write.begin() as connection:
                await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert lost.value.reason == "lost"
        await storage.ping()


async def test_of_two_requests_that_block_each_other_one_decides_anew(postgres_url: str) -> None:
    both = asyncio.Barrier(2)

    async with open_storage(postgres_url) as storage:

        async def change(first: int, second: int) -> None:
            async with storage.unit_of_work.write() as work:
                await work.handoffs.save(a_handoff(first))
                await both.wait()
                await work.handoffs.save(a_handoff(second))

        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            for number in (1, 2):
                await work.handoffs.add(a_handoff(number))
        outcomes = await asyncio.gather(change(1, 2), change(2, 1), return_exceptions=True)
    assert outcomes.count(None) == 1
    assert any(isinstance(outcome, ConflictError) for outcome in outcomes)


async def test_what_was_acknowledged_survives_a_killed_process(database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.acknowledging", database_url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    acknowledged = [(await process.stdout.readline()).decode().strip() for _ in range(100)]
    process.kill()
    acknowledged += (await process.stdout.read()).decode().splitlines()
    await process.wait()
    async with open_storage(database_url) as storage, storage.unit_of_work.write() as work:
        taken_anew = [key for key in acknowledged if await work.inbox.take(HANSEN, key, NOW)]
    assert taken_anew == []
    assert all(acknowledged)
