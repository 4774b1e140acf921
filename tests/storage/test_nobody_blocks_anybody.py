"""Deliverers and people work on the same messages of one PostgreSQL, and nobody has to start anew because of it."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery.messages import card_key
from bot.domain.delivery.outbox import Later, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import Pace, Rates
from bot.domain.time.calendars import no_holidays
from bot.errors import ConflictError
from bot.services.start_clock import settle_deliveries
from storage.database import Storage, open_storage
from tests.storage.examples import HANSEN, NOW, a_company, a_handoff, card, direct, line

DELIVERERS, PEOPLE, TURNS = 2, 4, 150
HANDOFFS, CHANNELS, AT_ONCE = 40, 8, 16
SECOND = timedelta(seconds=1)
RATES = Rates(posts=Pace(SECOND, burst=2), updates=Pace(SECOND, burst=4))


@pytest.fixture
async def storages(postgres_url: str) -> AsyncIterator[list[Storage]]:
    """One for each deliverer, as if each were a process of its own."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(open_storage(postgres_url)) for _ in range(DELIVERERS)]
        async with opened[0].unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            for number in range(HANDOFFS):
                await work.handoffs.add(a_handoff(number))
        yield opened


@contextmanager
def unless_somebody_is_faster() -> Iterator[None]:
    """Let a turn lose against one that changed the same handoff, but never because both waited for each other."""
    try:
        yield
    except ConflictError as error:
        if "deadlock" in str(error):
            raise


async def deliver(storage: Storage, name: str) -> int:
    """Settle what was claimed in the turn before and claim anew, in one transaction; return how much was sent."""
    chance, waiting, sent = random.Random(name), list[Outcome](), 0  # noqa: S311  # the same dice in every run
    for turn in range(TURNS):
        now = NOW + turn * SECOND
        async with storage.unit_of_work.write() as work:
            left = await settle_deliveries(work, waiting, now, rates=RATES, holidays=no_holidays)
            rows = await work.deliveries.claim(
                now, worker=name, lease=TURNS * SECOND, limit=AT_ONCE, rates=RATES
            )
        waiting = list(left)
        waiting += [_outcome(row, now, chance) for row in chance.sample(rows, len(rows))]
        sent += len(rows)
    return sent


def _outcome(row: OutboxRow, now: datetime, chance: random.Random) -> Outcome:
    if chance.random() < 0.2:
        return Outcome(row, Later("ratelimited", now + SECOND, limited=True))
    return Outcome(row, Sent(row.to, f"17.{row.id}", live=row.kind == "direct"))


async def work_on(storage: Storage, name: str) -> None:
    """Change one handoff after another, and now and then everything at once."""
    chance = random.Random(name)  # noqa: S311  # the same dice in every run
    for turn in range(TURNS):
        now = NOW + turn * SECOND
        number = chance.randrange(HANDOFFS)
        channel = f"C0{number % CHANNELS}"
        messages = [card(number, to=channel), line(turn, number=number), direct(turn, number)]
        with unless_somebody_is_faster():
            async with storage.unit_of_work.write() as work:
                handoff = await work.handoffs.get(HANSEN, number)
                assert handoff
                await work.handoffs.save(replace(handoff, result=f"{name}: {turn}"))
                await work.cards.renew_live(HANSEN, number, now)
                await work.outbox.put(HANSEN, messages, now)
        if chance.random() < 0.1:
            keys = [card_key(number, 1) for number in range(HANDOFFS)]
            async with storage.unit_of_work.write() as work:
                await work.cards.want_anew(HANSEN, keys, now)


async def test_no_deliverer_stands_in_the_way_of_another_or_of_people(storages: list[Storage]) -> None:
    # A deadlock would end one of them with a ConflictError; a deliverer would go down with it.
    async with asyncio.TaskGroup() as tasks:
        deliverers = [
            tasks.create_task(deliver(storage, f"deliverer {at}")) for at, storage in enumerate(storages)
        ]
        for at in range(PEOPLE):
            tasks.create_task(work_on(storages[at % DELIVERERS], f"person {at}"))
    assert min(deliverer.result() for deliverer in deliverers) > TURNS
    async with storages[0].unit_of_work.read() as work:
        clocks = [one.delivered_at for one in await work.handoffs.some(HANSEN, range(HANDOFFS))]
    assert all(clocks)
