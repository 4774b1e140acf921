"""What a transaction writes may reach the database all at once; nobody can tell."""

import pytest

from storage.database import Storage
from tests.storage.examples import HANSEN, NOW, a_company, a_handoff, an_event, card, direct


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def test_a_transaction_sees_what_it_has_written(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)
        await work.handoffs.add(a_handoff(1))
        await work.handoffs.log(HANSEN, 1, [an_event(1)])
        await work.outbox.put(HANSEN, [card(), direct(1)], NOW)
        assert await work.handoffs.get(HANSEN, 1) == a_handoff(1)
        assert await work.handoffs.history(HANSEN, 1) == [an_event(1)]
        assert len(await work.outbox.waiting(HANSEN, limit=9)) == 2


@pytest.mark.parametrize("first", ["key", "handoff"])
async def test_what_the_database_refuses_at_the_end_takes_everything_back(
    storage: Storage, first: str
) -> None:
    async def refused() -> None:
        async with storage.unit_of_work.write() as work:
            if first == "key":
                await work.inbox.take(HANSEN, "Ev1", NOW)
            await work.handoffs.add(a_handoff(1))
            await work.handoffs.add(a_handoff(1))

    with pytest.raises(Exception, match=r"(?i)unique"):
        await refused()
    async with storage.unit_of_work.write() as work:
        assert await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.handoffs.get(HANSEN, 1) is None
        await work.handoffs.add(a_handoff(2))
    async with storage.unit_of_work.read() as work:
        assert await work.handoffs.get(HANSEN, 2) == a_handoff(2)


async def test_who_gives_up_leaves_nothing_for_the_next_transaction(storage: Storage) -> None:
    async def given_up() -> None:
        async with storage.unit_of_work.write() as work:
            await work.handoffs.add(a_handoff(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await given_up()
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.handoffs.get(HANSEN, 1) is None
