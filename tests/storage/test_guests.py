"""What the language model costs is counted once and never over the limit, whoever asks at the same time."""

import asyncio
from datetime import timedelta

from bot.domain.guest.budget import Cost, Spent
from storage.database import Storage
from tests.company import MONDAY, WORKSPACE

TODAY = MONDAY.date()
LIMIT = Cost(100, 1000)


async def reserve(storage: Storage, cost: Cost) -> bool:
    async with storage.unit_of_work.write() as work:
        return await work.spendings.reserve(WORKSPACE, TODAY, cost, LIMIT)


async def spent(storage: Storage) -> Spent:
    async with storage.unit_of_work.read() as work:
        return await work.spendings.of_day(WORKSPACE, TODAY)


async def test_many_who_ask_at_once_stay_within_the_day(storage: Storage) -> None:
    taken = await asyncio.gather(*(reserve(storage, Cost(30, 1)) for _ in range(8)))
    assert sum(taken) == 3
    assert await spent(storage) == Spent(3, Cost(90, 3))


async def test_money_counts_as_tokens_do(storage: Storage) -> None:
    assert await reserve(storage, Cost(1, 600))
    assert not await reserve(storage, Cost(1, 600))


async def test_what_alone_is_too_much_is_refused_on_an_empty_day(storage: Storage) -> None:
    assert not await reserve(storage, Cost(101, 0))
    assert await spent(storage) == Spent()


async def test_what_was_not_needed_can_be_spent_again(storage: Storage) -> None:
    assert await reserve(storage, Cost(100, 0))
    async with storage.unit_of_work.write() as work:
        await work.spendings.settle(WORKSPACE, TODAY, Cost(-60, 0))
    assert await reserve(storage, Cost(60, 0))
    assert await spent(storage) == Spent(2, Cost(100, 0))


async def test_what_was_never_settled_stays_spent(storage: Storage) -> None:
    await reserve(storage, Cost(100, 0))  # and then the process dies
    assert not await reserve(storage, Cost(1, 0))


async def test_an_answer_is_kept_for_its_time_and_then_goes(storage: Storage) -> None:
    until = MONDAY + timedelta(days=7)
    async with storage.unit_of_work.write() as work:
        await work.cached_answers.put(WORKSPACE, "4f", "old", until - timedelta(days=1))
        await work.cached_answers.put(WORKSPACE, "4f", "new", until)
        assert await work.cached_answers.get(WORKSPACE, "4f", MONDAY) == "new"
        assert await work.cached_answers.get(WORKSPACE, "4f", until) is None
        await work.cached_answers.drop(WORKSPACE, until)
        assert await work.cached_answers.get(WORKSPACE, "4f", MONDAY) is None
