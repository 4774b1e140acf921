"""A message that Slack may have taken is not looked for too early: Slack may be at it still."""

import asyncio
from datetime import datetime, timedelta

from bot.domain.delivery.messages import Message
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.domain.delivery.pacing import UNLIMITED
from handlers.delivery import Deliverer
from handlers.metrics import Metrics
from storage.database import Storage
from tests.storage.examples import HANSEN, NOW, a_company, direct

LEASE = timedelta(seconds=2)
ANNA, CEM, DORA = "U0ANNA", "U0CEM", "U0DORA"


class SilentSlack:
    """Takes everything, and says nothing to whoever waits for an answer."""

    def __init__(self) -> None:
        self.now = NOW
        self.asked: asyncio.Queue[OutboxRow] = asyncio.Queue()

    def clock(self) -> datetime:
        return self.now

    async def send(self, row: OutboxRow) -> Sent:
        self.asked.put_nowait(row)
        await asyncio.Event().wait()
        raise AssertionError

    async def next(self) -> tuple[str, bool]:
        """Return to whom the next message went, and whether it was looked for before."""
        row = await self.asked.get()
        return row.to, row.unsure


def deliverer(storage: Storage, slack: SilentSlack) -> Deliverer:
    return Deliverer(storage.unit_of_work, slack, slack.clock, Metrics(), lease=LEASE, rates=UNLIMITED)


async def queue(storage: Storage, message: Message) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        await work.outbox.put(HANSEN, [message], NOW)


async def given_up(storage: Storage) -> None:
    """Wait until an attempt has ended without a word."""
    waits = True
    while waits:
        async with storage.unit_of_work.read() as work:
            waits = not any(one.attempts for one in await work.outbox.waiting(HANSEN, limit=9))


async def test_after_an_attempt_without_an_answer_nobody_looks_for_half_a_lease(storage: Storage) -> None:
    slack = SilentSlack()
    await queue(storage, direct(1, to=ANNA))
    delivering = deliverer(storage, slack)
    async with delivering.delivering(seconds=0):
        assert await slack.next() == (ANNA, False)
        await given_up(storage)
        slack.now = NOW + LEASE / 2 - timedelta(milliseconds=1)
        await queue(storage, direct(1, to=CEM))
        delivering.wake()
        assert await slack.next() == (CEM, False)  # so it has looked, and left Anna's alone
        slack.now = NOW + LEASE / 2
        delivering.wake()
        assert await slack.next() == (ANNA, True)


async def test_what_is_given_back_at_the_stop_is_left_alone_for_half_a_lease(storage: Storage) -> None:
    slack = SilentSlack()
    await queue(storage, direct(1, to=ANNA))
    async with deliverer(storage, slack).delivering(seconds=0):
        assert await slack.next() == (ANNA, False)
    slack.now = NOW + LEASE / 2 - timedelta(milliseconds=1)
    await queue(storage, direct(1, to=CEM))
    another = deliverer(storage, slack)
    async with another.delivering(seconds=0):
        assert await slack.next() == (CEM, False)
        slack.now = NOW + LEASE / 2
        another.wake()
        assert await slack.next() == (ANNA, True)


async def test_a_clock_that_jumps_past_a_lease_does_not_send_twice_what_is_under_way(
    storage: Storage,
) -> None:
    slack = SilentSlack()
    await queue(storage, direct(1, to=ANNA))
    delivering = deliverer(storage, slack)
    async with delivering.delivering(seconds=0):
        assert await slack.next() == (ANNA, False)
        slack.now = NOW + timedelta(hours=1)
        await queue(storage, direct(1, to=CEM))
        delivering.wake()
        assert await slack.next() == (CEM, False)
        assert slack.asked.empty()
