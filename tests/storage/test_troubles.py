"""Channels into which Slack takes nothing."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery.outbox import Dead, Later, Outcome
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.delivery.troubles import Trouble
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, card, line


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def begin(storage: Storage, channel: str = "C0ACC", error: str = "is_archived") -> Trouble | None:
    async with storage.unit_of_work.write() as work:
        return await work.troubles.begin(HANSEN, channel, error, NOW)


async def known(storage: Storage) -> list[Trouble]:
    async with storage.unit_of_work.read() as work:
        return await work.troubles.all(HANSEN)


async def refuse_cards(storage: Storage, *channels: str) -> None:
    """Let one card for each channel die."""
    async with storage.unit_of_work.write() as work:
        cards = [card(number, to=channel) for number, channel in enumerate(channels, 1)]
        await work.outbox.put(HANSEN, cards, NOW)
        rows = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED)
        outcomes = [Outcome(row, Dead("is_archived", closed=True)) for row in rows]
        await work.deliveries.settle(outcomes, NOW, rates=UNLIMITED)


async def test_a_trouble_begins_once_for_each_channel_and_cause(storage: Storage) -> None:
    first = await begin(storage)
    assert first is not None
    assert (first.channel, first.error, first.since) == ("C0ACC", "is_archived", NOW)
    assert await begin(storage) is None
    others = [await begin(storage, error="not_in_channel"), await begin(storage, channel="C0LOG")]
    assert await known(storage) == [first, *others]


async def test_of_many_who_notice_it_at_once_one_tells(storage: Storage) -> None:
    begun = await asyncio.gather(*(begin(storage) for _ in range(8)))
    assert len([one for one in begun if one]) == 1


async def test_it_ends_when_nothing_is_set_aside_any_more_and_a_later_one_is_news(storage: Storage) -> None:
    await refuse_cards(storage, "C0ACC", "C0LOG")
    accounting, logistics = await begin(storage), await begin(storage, channel="C0LOG")
    async with storage.unit_of_work.write() as work:
        await work.troubles.end_mended(HANSEN)
    assert await known(storage) == [accounting, logistics]
    async with storage.unit_of_work.write() as work:
        assert await work.outbox.revive(HANSEN, NOW, to="C0ACC") == 1
        await work.troubles.end_mended(HANSEN)
        assert accounting is not None
        assert await work.troubles.get(HANSEN, accounting.id) is None
    assert await known(storage) == [logistics]
    again = await begin(storage)
    assert again is not None
    assert again.id > accounting.id


async def test_what_waits_for_a_channel_is_counted(storage: Storage) -> None:
    await refuse_cards(storage, "C0ACC", "C0LOG")
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [line(1), line(2)], NOW)
        assert await work.outbox.count_waiting(HANSEN, "C0ACC") == 3
        assert await work.outbox.count_waiting(HANSEN, "C0IT") == 0


async def test_a_revived_channel_takes_along_what_had_to_wait_for_it(storage: Storage) -> None:
    await refuse_cards(storage, "C0ACC")
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [line(1)], NOW)
        (row,) = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED)
        later = Outcome(row, Later("card_not_there_yet", NOW + timedelta(minutes=5), unsure=False))
        await work.deliveries.settle([later], NOW, rates=UNLIMITED)
        await work.outbox.revive(HANSEN, NOW + MINUTE, to="C0ACC")
        assert await work.outbox.next_due() == NOW + MINUTE
        (first,) = await work.deliveries.claim(
            NOW + MINUTE, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED
        )
        assert first.kind == "card"
