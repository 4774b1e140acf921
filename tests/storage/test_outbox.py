from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Dead, Later, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, PETERSEN, a_company, card, direct, line

LEASE = timedelta(minutes=2)
HERE = Sent("C0ACC", "1764.0001")


@pytest.fixture(autouse=True)
async def companies(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        for workspace in (HANSEN, PETERSEN):
            await work.organisations.save(workspace, a_company())


async def put(storage: Storage, *messages: Message, at: datetime = NOW, workspace: str = HANSEN) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(workspace, messages, at)


async def claim(
    storage: Storage, at: datetime = NOW, *, worker: str = "one", limit: int = 10
) -> list[OutboxRow]:
    async with storage.unit_of_work.write() as work:
        return await work.deliveries.claim(at, worker=worker, lease=LEASE, limit=limit, rates=UNLIMITED)


async def sent(storage: Storage, row: OutboxRow, where: Sent = HERE) -> None:
    async with storage.unit_of_work.write() as work:
        await work.deliveries.settle([Outcome(row, where)], NOW, rates=UNLIMITED)


async def later(storage: Storage, row: OutboxRow, at: datetime, *, unsure: bool = False) -> None:
    async with storage.unit_of_work.write() as work:
        await work.deliveries.settle(
            [Outcome(row, Later("ratelimited", at, unsure=unsure))], NOW, rates=UNLIMITED
        )


async def dead(storage: Storage, row: OutboxRow) -> None:
    async with storage.unit_of_work.write() as work:
        await work.deliveries.settle([Outcome(row, Dead("channel_not_found"))], NOW, rates=UNLIMITED)


def events(rows: Sequence[OutboxRow]) -> list[int]:
    return [row.event for row in rows]


async def test_a_message_is_claimed_with_all_that_its_sending_needs(storage: Storage) -> None:
    await put(storage, direct(7, number=128))
    (row,) = await claim(storage)
    assert row == OutboxRow(
        id=row.id,
        workspace=HANSEN,
        kind=MessageKind.DIRECT,
        to="U0ANNA",
        number=128,
        hop=1,
        event=7,
        revision=1,
        attempts=0,
        created_at=NOW,
        worker="one",
    )


async def test_nothing_to_send_is_fine(storage: Storage) -> None:
    await put(storage)
    assert await claim(storage) == []


async def test_a_message_is_sent_once(storage: Storage) -> None:
    await put(storage, direct(1))
    (row,) = await claim(storage)
    await sent(storage, row)
    await put(storage, direct(1))
    assert await claim(storage, NOW + timedelta(days=1)) == []


async def test_a_message_on_its_way_is_not_claimed_twice(storage: Storage) -> None:
    await put(storage, direct(1))
    assert len(await claim(storage)) == 1
    assert await claim(storage, worker="other") == []


async def test_the_thread_under_a_card_comes_in_order(storage: Storage) -> None:
    await put(storage, card(), line(1), line(2))
    for expected in (0, 1, 2):
        (row,) = await claim(storage)
        assert row.event == expected
        await sent(storage, row)
    assert await claim(storage) == []


async def test_other_conversations_do_not_wait(storage: Storage) -> None:
    await put(storage, card(), line(1), direct(1), direct(1, to="U0CEM"), card(number=2), line(3, number=2))
    assert [(row.kind.value, row.number, row.to) for row in await claim(storage)] == [
        ("card", 1, "C0ACC"),
        ("direct", 1, "U0ANNA"),
        ("direct", 1, "U0CEM"),
        ("card", 2, "C0ACC"),
    ]


async def test_the_same_conversation_of_another_workspace_does_not_wait(storage: Storage) -> None:
    await put(storage, line(1))
    await put(storage, line(1), workspace=PETERSEN)
    assert [row.workspace for row in await claim(storage)] == [HANSEN, PETERSEN]


async def test_a_line_does_not_overtake_one_that_waits_for_its_next_try(storage: Storage) -> None:
    await put(storage, line(1), line(2))
    (row,) = await claim(storage)
    await later(storage, row, NOW + 5 * MINUTE)
    assert await claim(storage, NOW + MINUTE) == []
    (again,) = await claim(storage, NOW + 5 * MINUTE)
    assert (again.event, again.attempts) == (1, 1)


async def test_a_line_waits_for_one_that_somebody_else_sends(storage: Storage) -> None:
    await put(storage, line(1), line(2))
    await claim(storage)
    assert await claim(storage, worker="other") == []


async def test_what_is_dead_blocks_nobody(storage: Storage) -> None:
    await put(storage, line(1), line(2))
    (row,) = await claim(storage)
    await dead(storage, row)
    assert events(await claim(storage)) == [2]


async def test_those_who_wait_longest_go_first(storage: Storage) -> None:
    await put(storage, direct(1, number=1), at=NOW + 2 * MINUTE)
    await put(storage, direct(2, number=2), at=NOW)
    await put(storage, direct(3, number=3), at=NOW + MINUTE)
    assert events(await claim(storage, NOW + 5 * MINUTE, limit=2)) == [2, 3]


async def test_no_more_is_claimed_than_wanted(storage: Storage) -> None:
    await put(storage, *(direct(1, number=number) for number in range(10)))
    assert [len(await claim(storage, limit=4)) for _ in range(4)] == [4, 4, 2, 0]


async def test_a_card_is_updated_where_it_stands(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await sent(storage, row)
    await put(storage, card(), at=NOW + MINUTE)
    (again,) = await claim(storage, NOW + MINUTE)
    assert (again.id, again.revision, again.channel, again.ts) == (row.id, 2, HERE.channel, HERE.ts)


async def test_a_card_that_changes_while_it_is_sent_is_sent_again(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await put(storage, card())
    assert await claim(storage, worker="other") == []
    await sent(storage, row)
    (again,) = await claim(storage)
    assert (again.revision, again.ts) == (2, HERE.ts)
    await sent(storage, again)
    assert await claim(storage) == []


async def test_a_card_that_changes_goes_before_the_lines_that_wait(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await sent(storage, row)
    await put(storage, line(1), card())
    assert [row.kind for row in await claim(storage)] == [MessageKind.CARD]


async def test_a_card_that_changes_is_tried_at_once(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await later(storage, row, NOW + timedelta(hours=1))
    await put(storage, card(), at=NOW + MINUTE)
    (again,) = await claim(storage, NOW + MINUTE)
    assert (again.revision, again.attempts) == (2, 0)


async def test_a_dead_card_stays_dead(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await dead(storage, row)
    await put(storage, card(), at=NOW + MINUTE)
    assert await claim(storage, NOW + timedelta(days=1)) == []
    async with storage.unit_of_work.read() as work:
        assert await work.outbox.next_due() is None


async def test_when_a_worker_ends_without_a_word_another_one_looks_before_it_sends(storage: Storage) -> None:
    await put(storage, direct(1))
    (row,) = await claim(storage)
    assert not row.unsure
    assert await claim(storage, NOW + LEASE - MINUTE, worker="other") == []
    (taken_over,) = await claim(storage, NOW + LEASE, worker="other")
    assert (taken_over.id, taken_over.unsure, taken_over.worker) == (row.id, True, "other")


async def test_a_worker_that_lost_its_lease_changes_nothing(storage: Storage) -> None:
    await put(storage, direct(1))
    (row,) = await claim(storage)
    await claim(storage, NOW + LEASE, worker="other")
    await sent(storage, row)
    await later(storage, row, NOW)
    await dead(storage, row)
    async with storage.unit_of_work.write() as work:
        await work.deliveries.release("one", NOW)
        assert (await work.outbox.where(HANSEN, [direct(1).key])).get(direct(1).key) is None
        assert await work.outbox.next_due() == NOW + 2 * LEASE


async def test_what_nobody_knows_stays_unsure_until_it_is_sent(storage: Storage) -> None:
    await put(storage, card())
    (row,) = await claim(storage)
    await later(storage, row, NOW, unsure=True)
    (row,) = await claim(storage)
    assert row.unsure
    await later(storage, row, NOW, unsure=False)
    (row,) = await claim(storage)
    assert row.unsure
    await sent(storage, row)
    await put(storage, card())
    (row,) = await claim(storage)
    assert not row.unsure


async def test_a_refusal_for_now_leaves_no_doubt(storage: Storage) -> None:
    await put(storage, direct(1))
    (row,) = await claim(storage)
    await later(storage, row, NOW + MINUTE)
    (again,) = await claim(storage, NOW + MINUTE)
    assert (again.attempts, again.unsure) == (1, False)


async def test_who_stops_gives_back_all_it_had(storage: Storage) -> None:
    await put(storage, direct(1), direct(1, to="U0CEM"), direct(1, to="U0DORA"))
    mine = await claim(storage, worker="one", limit=2)
    theirs = await claim(storage, worker="other", limit=1)
    async with storage.unit_of_work.write() as work:
        await work.deliveries.release("one", NOW + MINUTE)
    assert await claim(storage, worker="third") == []  # Slack may be at it still
    again = await claim(storage, NOW + MINUTE, worker="third")
    assert [row.id for row in again] == [row.id for row in mine]
    assert theirs[0].id not in {row.id for row in again}
    assert all(row.unsure for row in again)  # some of it may have reached Slack


async def test_a_message_is_found_where_it_stands(storage: Storage) -> None:
    await put(storage, card(), direct(1))
    row, _ = await claim(storage)
    await sent(storage, row, Sent("C0ACC", "17.5"))
    async with storage.unit_of_work.read() as work:
        assert (await work.outbox.where(HANSEN, [card().key])).get(card().key) == Sent("C0ACC", "17.5")
        assert (await work.outbox.where(HANSEN, [direct(1).key])).get(direct(1).key) is None
        assert (await work.outbox.where(HANSEN, ["card:99:1"])).get("card:99:1") is None


async def test_the_next_message_is_due_when_its_lane_is_free(storage: Storage) -> None:
    async def next_due() -> datetime | None:
        async with storage.unit_of_work.read() as work:
            return await work.outbox.next_due()

    assert await next_due() is None
    await put(storage, line(1), line(2))
    assert await next_due() == NOW
    (row,) = await claim(storage)
    assert await next_due() == NOW + LEASE
    await later(storage, row, NOW + MINUTE)
    assert await next_due() == NOW + MINUTE
    (row,) = await claim(storage, NOW + MINUTE)
    await sent(storage, row)
    assert await next_due() == NOW + MINUTE  # when the one before it left


async def test_a_row_of_another_workspace_is_not_touched(storage: Storage) -> None:
    await put(storage, direct(1))
    (row,) = await claim(storage)
    await sent(storage, replace(row, workspace=PETERSEN))
    async with storage.unit_of_work.read() as work:
        assert (await work.outbox.where(HANSEN, [direct(1).key])).get(direct(1).key) is None
