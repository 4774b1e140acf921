"""Several deliverers, each in a process of its own, empty one outbox."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta

from bot.domain.delivery.outbox import Later, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from storage.database import Storage, open_storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, card, direct, line

LEASE = timedelta(minutes=2)
LANES, LINES, WORKERS = 12, 8, 4


class Worker:
    """Claims, sends some, is put off with some, until nothing waits."""

    def __init__(self, storage: Storage, name: str, taken: list[tuple[str, OutboxRow]]) -> None:
        self._unit_of_work = storage.unit_of_work
        self._name = name
        self._taken = taken
        self._chance = random.Random(name)  # noqa: S311  # the same dice in every run

    async def run(self) -> None:
        while True:
            async with self._unit_of_work.write() as work:
                rows = await work.deliveries.claim(
                    NOW, worker=self._name, lease=LEASE, limit=3, rates=UNLIMITED
                )
            for row in rows:
                await self._settle(row)
            async with self._unit_of_work.read() as work:
                if await work.outbox.next_due() is None:
                    return

    async def _settle(self, row: OutboxRow) -> None:
        if self._chance.random() < 0.2:
            outcome = Outcome(row, Later("ratelimited", NOW, unsure=False))
        else:
            self._taken.append((self._name, row))
            outcome = Outcome(row, Sent(row.to, "1"))
        waiting: Sequence[Outcome] = [outcome]
        while waiting:  # somebody looks at the message just now
            async with self._unit_of_work.write() as work:
                waiting = await work.deliveries.settle(waiting, NOW, rates=UNLIMITED)


async def test_each_message_is_sent_once_and_each_thread_in_order(database_url: str) -> None:
    taken: list[tuple[str, OutboxRow]] = []
    async with AsyncExitStack() as stack:
        storages = [await stack.enter_async_context(open_storage(database_url)) for _ in range(WORKERS)]
        async with storages[0].unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            for number in range(1, LANES + 1):
                messages = [line(event, number=number) for event in range(1, LINES + 1)]
                await work.outbox.put(HANSEN, [card(number), *messages], NOW)
        workers = [Worker(storage, f"worker {n}", taken) for n, storage in enumerate(storages)]
        await asyncio.gather(*(worker.run() for worker in workers))
    assert set(Counter(row.id for _, row in taken).values()) == {1}
    threads: defaultdict[int, list[int]] = defaultdict(list)
    for _, row in taken:
        threads[row.number].append(row.event)
    assert dict(threads) == {number: list(range(LINES + 1)) for number in range(1, LANES + 1)}


async def test_two_who_claim_at_the_same_moment_get_different_messages(postgres_url: str) -> None:
    async with open_storage(postgres_url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.outbox.put(HANSEN, [direct(1, number, f"U0{number}") for number in range(1, 11)], NOW)
        async with storage.unit_of_work.write() as one, storage.unit_of_work.write() as other:
            first = await one.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=4, rates=UNLIMITED)
            second = await other.deliveries.claim(NOW, worker="other", lease=MINUTE, limit=4, rates=UNLIMITED)
    assert [row.number for row in first] == [1, 2, 3, 4]
    assert [row.number for row in second] == [5, 6, 7, 8]


async def test_who_claims_while_a_thread_is_being_claimed_does_not_get_its_next_line(
    postgres_url: str,
) -> None:
    async with open_storage(postgres_url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.outbox.put(HANSEN, [card(), line(1), line(2)], NOW)
        async with storage.unit_of_work.write() as one, storage.unit_of_work.write() as other:
            assert (
                len(await one.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED))
                == 1
            )
            assert (
                await other.deliveries.claim(NOW, worker="other", lease=MINUTE, limit=9, rates=UNLIMITED)
                == []
            )


async def test_what_somebody_is_changing_just_now_is_settled_afterwards(postgres_url: str) -> None:
    async with open_storage(postgres_url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.outbox.put(HANSEN, [card(1), card(2)], NOW)
            rows = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED)
        sent = [Outcome(row, Sent(row.to, f"17.{row.number}")) for row in rows]
        async with storage.unit_of_work.write() as somebody, storage.unit_of_work.write() as one:
            await somebody.outbox.put(HANSEN, [card(1)], NOW)
            waiting = await one.deliveries.settle(sent, NOW, rates=UNLIMITED)
            assert [outcome.row.number for outcome in waiting] == [1]
        async with storage.unit_of_work.write() as work:
            assert await work.deliveries.settle(waiting, NOW, rates=UNLIMITED) == []
            assert (await work.outbox.where(HANSEN, [card(1).key])).get(card(1).key) == Sent("C0ACC", "17.1")
            assert (await work.outbox.where(HANSEN, [card(2).key])).get(card(2).key) == Sent("C0ACC", "17.2")


async def test_of_a_channel_that_another_is_claiming_from_nothing_is_claimed(postgres_url: str) -> None:
    async with open_storage(postgres_url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.outbox.put(HANSEN, [card(1), card(2), card(3, to="C0LOG")], NOW)
        async with storage.unit_of_work.write() as one, storage.unit_of_work.write() as other:
            first = await one.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=1, rates=UNLIMITED)
            second = await other.deliveries.claim(NOW, worker="other", lease=MINUTE, limit=9, rates=UNLIMITED)
    assert [row.number for row in first] == [1]
    assert [row.number for row in second] == [3]
