"""The cards of the outbox, beyond what holds for every message."""

import pytest

from bot.domain.messages import card_key
from bot.domain.outbox import Dead, OutboxRow, Outcome, Sent
from bot.domain.pacing import UNLIMITED
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, card

HERE = Sent("C0ACC", "1764.0001")


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def claim(storage: Storage) -> list[OutboxRow]:
    async with storage.unit_of_work.write() as work:
        return await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=10, rates=UNLIMITED)


async def settle(storage: Storage, row: OutboxRow, result: Sent | Dead) -> None:
    async with storage.unit_of_work.write() as work:
        await work.deliveries.settle([Outcome(row, result)], NOW, rates=UNLIMITED)


@pytest.fixture
async def sent(storage: Storage) -> OutboxRow:
    """The card of the first handoff, as it stands in Slack."""
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [card()], NOW)
    (row,) = await claim(storage)
    await settle(storage, row, HERE)
    return row


async def test_a_stale_card_is_sent_again_where_it_stands(storage: Storage, sent: OutboxRow) -> None:
    async with storage.unit_of_work.write() as work:
        await work.cards.want_anew(HANSEN, [card_key(1, 1), card_key(1, 2)], NOW)
    (row,) = await claim(storage)
    assert (row.id, row.revision, row.channel, row.ts) == (sent.id, 2, HERE.channel, HERE.ts)
    assert await claim(storage) == []


async def test_a_card_that_slack_refused_waits_until_it_is_revived(storage: Storage, sent: OutboxRow) -> None:
    for _ in range(2):
        async with storage.unit_of_work.write() as work:
            await work.cards.want_anew(HANSEN, [card_key(1, 1)], NOW)
        for row in await claim(storage):
            await settle(storage, row, Dead("is_archived"))
    async with storage.unit_of_work.write() as work:
        assert [message.dead for message in await work.outbox.waiting(HANSEN, limit=9)] == [True]
