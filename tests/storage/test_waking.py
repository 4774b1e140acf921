"""Who delivers in another process hears at once that there is something to send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.domain.delivery.messages import card_key
from bot.domain.delivery.outbox import Dead, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.ports import Work
from storage.database import Storage, open_storage
from storage.wakeup import listening
from tests.storage.examples import HANSEN, MINUTE, NOW, a_company, card

_PATIENCE = 30.0

Write = Callable[[Work], Awaitable[object]]


@pytest.fixture
async def woken(postgres_url: str) -> AsyncIterator[asyncio.Queue[None]]:
    """Fill up with everything that wakes; what was committed before somebody listened has woken already."""
    heard = asyncio.Queue[None]()
    async with listening(postgres_url, lambda: heard.put_nowait(None)):
        await asyncio.wait_for(heard.get(), _PATIENCE)
        yield heard


@pytest.fixture
async def storage(postgres_url: str) -> AsyncIterator[Storage]:
    """A company with two cards, one sent and one that is dead."""
    async with open_storage(postgres_url) as opened:
        async with opened.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.outbox.put(HANSEN, [card(1), card(2)], NOW)
            one, other = await work.deliveries.claim(
                NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED
            )
            outcomes = [Outcome(one, Sent("C0ACC", "17.1")), Outcome(other, Dead("is_archived"))]
            await work.deliveries.settle(outcomes, NOW, rates=UNLIMITED)
        yield opened


@pytest.mark.parametrize(
    "write",
    [
        lambda work: work.outbox.put(HANSEN, [card(3)], NOW),
        lambda work: work.outbox.put(HANSEN, [card(1)], NOW),
        lambda work: work.cards.want_anew(HANSEN, [card_key(1, 1)], NOW),
        lambda work: work.cards.forget(HANSEN, card_key(1, 1), NOW),
        lambda work: work.outbox.revive(HANSEN, NOW),
    ],
    ids=["queued", "changed", "wanted anew", "deleted in Slack", "revived"],
)
async def test_what_has_to_be_sent_wakes(storage: Storage, woken: asyncio.Queue[None], write: Write) -> None:
    async with storage.unit_of_work.write() as work:
        await write(work)
    await asyncio.wait_for(woken.get(), _PATIENCE)


async def test_what_a_deliverer_writes_down_wakes_nobody(
    storage: Storage, woken: asyncio.Queue[None]
) -> None:
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [card(1)], NOW)
    async with storage.unit_of_work.write() as work:
        (row,) = await work.deliveries.claim(NOW, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED)
        await work.deliveries.settle([Outcome(row, Sent("C0ACC", "17.1"))], NOW, rates=UNLIMITED)
    async with storage.unit_of_work.write() as work:
        await work.outbox.put(HANSEN, [card(1)], NOW)
    for _ in range(2):  # the two who wrote to it; they would not come in this order with one between them
        await asyncio.wait_for(woken.get(), _PATIENCE)
    assert woken.empty()
