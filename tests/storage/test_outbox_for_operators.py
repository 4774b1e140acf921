"""What an operator sees of the outbox, and what a second chance does."""

import pytest

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Dead, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.delivery.waiting import Waiting
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, PETERSEN, a_company, card, direct


@pytest.fixture(autouse=True)
async def companies(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        for workspace in (HANSEN, PETERSEN):
            await work.organisations.save(workspace, a_company())


async def put(storage: Storage, *messages: Message, workspace: str = HANSEN) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(workspace, messages, NOW)


async def refuse(storage: Storage, count: int) -> list[int]:
    """Let Slack refuse the `count` oldest messages; return their ids."""
    async with storage.unit_of_work.write() as work:
        rows = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=count, rates=UNLIMITED)
        for row in rows:
            await work.deliveries.settle([Outcome(row, Dead("is_archived"))], NOW, rates=UNLIMITED)
        return [row.id for row in rows]


async def waiting(storage: Storage, workspace: str = HANSEN, limit: int = 10) -> list[Waiting]:
    async with storage.unit_of_work.read() as work:
        return await work.outbox.waiting(workspace, limit=limit)


async def revive(storage: Storage, ids: list[int] | None = None, workspace: str = HANSEN) -> int:
    async with storage.unit_of_work.write() as work:
        return await work.outbox.revive(workspace, NOW + MINUTE, ids)


async def test_what_slack_refused_stands_first_with_what_it_said(storage: Storage) -> None:
    await put(storage, card(1), card(2))
    (refused,) = await refuse(storage, 1)
    await put(storage, direct(7, number=3))
    told = await waiting(storage)
    assert told[0] == Waiting(
        id=refused,
        kind=MessageKind.CARD,
        to="C0ACC",
        number=1,
        dead=True,
        attempts=0,
        created_at=NOW,
        not_before=NOW,
        error="is_archived",
    )
    assert [(message.number, message.dead) for message in told[1:]] == [(2, False), (3, False)]
    assert len(await waiting(storage, limit=2)) == 2


async def test_what_slack_has_does_not_wait(storage: Storage) -> None:
    await put(storage, card(1))
    async with storage.unit_of_work.write() as work:
        (row,) = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=1, rates=UNLIMITED)
        await work.deliveries.settle([Outcome(row, Sent("C0ACC", "1764.0001"))], NOW, rates=UNLIMITED)
    assert await waiting(storage) == []


async def test_a_second_chance_is_due_at_once_and_as_if_never_tried(storage: Storage) -> None:
    await put(storage, card(1), card(2))
    first, second = await refuse(storage, 2)
    assert await revive(storage, [first]) == 1
    async with storage.unit_of_work.write() as work:
        (row,) = await work.deliveries.claim(
            NOW + MINUTE, worker="two", lease=MINUTE, limit=10, rates=UNLIMITED
        )
    assert (row.id, row.attempts) == (first, 0)
    assert [message.id for message in await waiting(storage) if message.dead] == [second]


async def test_all_that_was_refused_gets_a_second_chance(storage: Storage) -> None:
    await put(storage, card(1), card(2), card(3))
    await refuse(storage, 2)
    assert await revive(storage) == 2
    assert await revive(storage) == 0
    assert len(await waiting(storage)) == 3


async def test_the_messages_of_others_are_neither_seen_nor_revived(storage: Storage) -> None:
    await put(storage, card(1))
    refused = await refuse(storage, 1)
    assert await waiting(storage, PETERSEN) == []
    assert await revive(storage, refused, PETERSEN) == 0
    assert await revive(storage, None, PETERSEN) == 0
