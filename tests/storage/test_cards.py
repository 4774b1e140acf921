"""The cards of the outbox, beyond what holds for every message."""

import pytest

from bot.domain.delivery.messages import card_key
from bot.domain.delivery.outbox import Dead, GivenUp, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, a_handoff, card, line

HERE = Sent("C0ACC", "1764.0001")


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def claim(storage: Storage) -> list[OutboxRow]:
    async with storage.unit_of_work.write() as work:
        return await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=10, rates=UNLIMITED)


async def settle(storage: Storage, row: OutboxRow, result: Sent | Dead | GivenUp) -> None:
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


async def test_a_card_is_known_by_where_it_stands(storage: Storage, sent: OutboxRow) -> None:
    async with storage.unit_of_work.read() as work:
        assert await work.cards.at(HANSEN, HERE) == card()
        assert await work.cards.at(HANSEN, Sent(HERE.channel, "1764.0002")) is None
        assert await work.cards.at(HANSEN, Sent("C0LOG", HERE.ts)) is None


async def test_a_message_that_is_no_card_is_not_taken_for_one(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [line(1)], NOW)
    (row,) = await claim(storage)
    await settle(storage, row, HERE)
    async with storage.unit_of_work.read() as work:
        assert await work.cards.at(HANSEN, HERE) is None


async def test_a_forgotten_card_is_posted_as_a_new_message(storage: Storage, sent: OutboxRow) -> None:
    async with storage.unit_of_work.write() as work:
        await work.cards.forget(HANSEN, card().key, NOW)
    (row,) = await claim(storage)
    assert (row.id, row.channel, row.ts) == (sent.id, None, None)
    await settle(storage, row, Sent("C0ACC", "1764.0009"))
    async with storage.unit_of_work.read() as work:
        assert await work.cards.at(HANSEN, HERE) is None
        assert (await work.outbox.where(HANSEN, [card().key])).get(card().key) == Sent("C0ACC", "1764.0009")


async def test_what_was_given_up_is_gone_and_holds_up_nobody(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [line(1), line(2)], NOW)
    (row,) = await claim(storage)
    await settle(storage, row, GivenUp("thread_not_found"))
    (following,) = await claim(storage)
    assert following.event == 2
    async with storage.unit_of_work.read() as work:
        assert [message.id for message in await work.outbox.waiting(HANSEN, limit=9)] == [following.id]


async def test_a_card_is_found_by_its_handoff_once_it_stands(storage: Storage, sent: OutboxRow) -> None:
    moved_on, elsewhere = a_handoff(1, hop=2), a_handoff(2)
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [card(1, hop=2, to="C0IT"), card(2)], NOW)
    async with storage.unit_of_work.read() as work:
        assert await work.cards.places(HANSEN, [a_handoff(1), elsewhere]) == {1: HERE}
        assert await work.cards.places(HANSEN, [moved_on]) == {}
        assert await work.cards.places(HANSEN, []) == {}
