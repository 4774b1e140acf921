"""Messages leave no faster than Slack takes them, whoever sends them."""

from datetime import datetime, timedelta

import pytest

from bot.domain.delivery.outbox import Later, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import Pace, Rates
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, card

SECOND = timedelta(seconds=1)
RATES = Rates(posts=Pace(SECOND, burst=2), updates=Pace(SECOND, burst=1))


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def put(storage: Storage, numbers: range, to: str = "C0ACC", at: datetime = NOW) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [card(number, to=to) for number in numbers], at)


async def claim(storage: Storage, at: datetime) -> list[OutboxRow]:
    async with storage.unit_of_work.write() as work:
        return await work.deliveries.claim(at, worker="one", lease=MINUTE, limit=10, rates=RATES)


async def sent(storage: Storage, rows: list[OutboxRow], at: datetime) -> None:
    outcomes = [Outcome(row, Sent(row.to, f"17.{row.id}")) for row in rows]
    async with storage.unit_of_work.write() as work:
        await work.deliveries.settle(outcomes, at, rates=RATES)


def numbers(rows: list[OutboxRow]) -> list[int]:
    return [row.number for row in rows]


async def test_a_burst_leaves_at_the_steady_pace_and_in_order(storage: Storage) -> None:
    await put(storage, range(1, 6))
    left = []
    for second in range(5):
        rows = await claim(storage, NOW + second * SECOND)
        left.append(numbers(rows))
        await sent(storage, rows, NOW)
    assert left == [[1, 2], [3], [4], [5], []]


async def test_a_busy_channel_does_not_hold_up_another(storage: Storage) -> None:
    await put(storage, range(1, 20))
    await put(storage, range(20, 22), to="C0LOG")
    assert numbers(await claim(storage, NOW)) == [1, 2, 20, 21]


async def test_it_is_told_when_the_next_one_may_leave(storage: Storage) -> None:
    await put(storage, range(1, 4))
    await sent(storage, await claim(storage, NOW), NOW)
    async with storage.unit_of_work.read() as work:
        assert await work.outbox.next_due() == NOW + SECOND


async def test_when_slack_asks_to_wait_all_of_the_channel_waits(storage: Storage) -> None:
    await put(storage, range(1, 6))
    first, second = await claim(storage, NOW)
    until = NOW + 30 * SECOND
    async with storage.unit_of_work.write() as work:
        limited = Later("ratelimited", until, unsure=False, limited=True)
        outcomes = [Outcome(first, Sent("C0ACC", "17.1")), Outcome(second, limited)]
        await work.deliveries.settle(outcomes, NOW, rates=RATES)
    assert await claim(storage, NOW + 29 * SECOND) == []
    left = []
    for second_after in range(4):
        rows = await claim(storage, until + second_after * SECOND)
        left.append(numbers(rows))
        await sent(storage, rows, until)
    assert left == [[2], [3], [4], [5]]


async def test_updates_have_a_pace_of_their_own(storage: Storage) -> None:
    await put(storage, range(1, 3))
    await sent(storage, await claim(storage, NOW), NOW)
    await put(storage, range(1, 3))
    assert numbers(await claim(storage, NOW)) == [1]
    assert numbers(await claim(storage, NOW + SECOND)) == [2]


async def test_a_card_that_changes_while_it_waits_keeps_its_place(storage: Storage) -> None:
    await put(storage, range(1, 5))
    await sent(storage, await claim(storage, NOW), NOW)
    await put(storage, range(3, 4), at=NOW + SECOND / 2)
    assert numbers(await claim(storage, NOW + SECOND)) == [3]


async def test_what_has_waited_while_nobody_sent_leaves_at_the_steady_pace_too(storage: Storage) -> None:
    await put(storage, range(1, 9))
    await sent(storage, await claim(storage, NOW), NOW)
    an_hour_later = NOW + timedelta(hours=1)
    left = []
    for second in range(4):
        rows = await claim(storage, an_hour_later + second * SECOND)
        left.append(numbers(rows))
        await sent(storage, rows, NOW)
    assert left == [[3, 4], [5], [6], [7]]
