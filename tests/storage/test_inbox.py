import asyncio
from contextlib import suppress

import pytest

from bot.errors import RefusedError
from storage.database import Storage, open_storage
from tests.storage.examples import HANSEN, NOW, PETERSEN


async def test_a_redelivery_is_recognised(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)
    async with storage.unit_of_work.write() as work:
        assert not await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.inbox.take(HANSEN, "Ev2", NOW)


async def test_the_same_key_of_another_workspace_is_new(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.inbox.take(PETERSEN, "Ev1", NOW)


async def test_a_redelivery_gets_the_answer_of_the_first(storage: Storage) -> None:
    answer = {"text": "H-1 „Gutschrift“ 🎉", "blocks": [{"type": "section"}], "empty": {}}
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        await work.inbox.take(HANSEN, "Ev2", NOW)
        await work.inbox.answer(HANSEN, "Ev1", answer)
        await work.inbox.answer(HANSEN, "Ev2", {})
    async with storage.unit_of_work.read() as work:
        assert await work.inbox.answered(HANSEN, "Ev1") == answer
        assert await work.inbox.answered(HANSEN, "Ev2") == {}
        assert await work.inbox.answered(HANSEN, "Ev3") is None


async def test_a_key_without_an_answer_has_none(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.inbox.answered(HANSEN, "Ev1") is None


async def test_of_many_deliveries_at_once_one_takes_effect(storage: Storage) -> None:
    async def deliver() -> bool:
        async with storage.unit_of_work.write() as work:
            return await work.inbox.take(HANSEN, "Ev1", NOW)

    assert sorted(await asyncio.gather(*(deliver() for _ in range(12)))) == [False] * 11 + [True]


@pytest.mark.parametrize("refused", [False, True])
async def test_the_second_of_two_deliveries_waits_for_the_first(database_url: str, refused: bool) -> None:
    async with open_storage(database_url) as one, open_storage(database_url) as other:
        async with one.unit_of_work.write() as work:
            await work.inbox.take(HANSEN, "Ev0", NOW)

        async def deliver_again() -> bool:
            async with other.unit_of_work.write() as work:
                return await work.inbox.take(HANSEN, "Ev1", NOW)

        with suppress(RefusedError):
            async with one.unit_of_work.write() as work:
                assert await work.inbox.take(HANSEN, "Ev1", NOW)
                second = asyncio.create_task(deliver_again())
                done, _ = await asyncio.wait({second}, timeout=0.2)
                assert not done
                if refused:
                    raise RefusedError("not_yours")
        assert await second is refused
