"""What messages are written from is read for all of a bunch at once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.commands import Accept
from bot.errors import PermanentError, TryLaterError
from bot.ports import UnitOfWork, Work
from bot.services.gather_facts import gather_facts
from bot.services.turn_handoff import turn_handoff
from handlers.picture.worker import Painter
from handlers.slack.composing import Composer
from handlers.slack.pictures import Pictures
from handlers.slack.summaries import Summaries
from tests.company import DORA, MONDAY
from tests.services.desk import by, delivered, offered

A_MINUTE = timedelta(minutes=1)


class Counted:
    """Counts the transactions that only read."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.write = uow.write
        self.reads = 0

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        """Open one more."""
        self.reads += 1
        async with self._uow.read() as work:
            yield work


async def claimed(uow: UnitOfWork) -> list[OutboxRow]:
    async with uow.write() as work:
        return await work.deliveries.claim(MONDAY, worker="test", lease=A_MINUTE, limit=100, rates=UNLIMITED)


@pytest.fixture
async def composer(uow: UnitOfWork) -> AsyncIterator[tuple[Composer, Counted]]:
    counted = Counted(uow)
    async with aiohttp.ClientSession() as session:
        pictures = Pictures(AsyncWebClient(session=session), Painter())
        summaries = Summaries(counted, lambda: MONDAY, pictures)
        yield Composer(counted, lambda: MONDAY, "https://hansen.slack.com/", summaries), counted


def kinds(rows: Sequence[OutboxRow]) -> set[MessageKind]:
    return {row.kind for row in rows}


async def test_each_kind_of_message_finds_what_it_tells_of(uow: UnitOfWork) -> None:
    first, second = await offered(uow), await offered(uow)
    places = {row.number: row.id for row in await delivered(uow) if row.kind is MessageKind.CARD}
    await turn_handoff(uow, by(DORA), first, Accept(next_step="Ich buche heute"))
    await turn_handoff(uow, by(DORA), second, Accept(next_step="Ich rufe an"))
    rows = await claimed(uow)
    assert kinds(rows) >= {MessageKind.CARD, MessageKind.DIRECT}
    async with uow.read() as work:
        facts = await gather_facts(work, rows)
    assert {row.id: row.number for row in rows} == {key: one.handoff.number for key, one in facts.items()}
    for row in rows:
        told = facts[row.id]
        if row.kind is MessageKind.DIRECT:
            assert told.event is not None
            assert told.event.sequence == row.event
            assert told.card is not None
            assert told.card.ts.endswith(f".{places[row.number]}")


async def test_messages_that_leave_together_are_read_in_one_transaction(
    uow: UnitOfWork, composer: tuple[Composer, Counted]
) -> None:
    for _ in range(5):
        await offered(uow)
    writes, counted = composer
    cards = [row for row in await claimed(uow) if row.kind is MessageKind.CARD]
    letters = await asyncio.gather(*(writes.letter(row) for row in cards))
    assert counted.reads == 1
    assert [f"H-{row.number}" in letter.content.text for row, letter in zip(cards, letters, strict=True)] == [
        True
    ] * 5


async def test_what_cannot_be_written_yet_holds_up_no_other_message(
    uow: UnitOfWork, composer: tuple[Composer, Counted]
) -> None:
    await offered(uow)
    rows = await claimed(uow)
    writes, _ = composer
    impatient = asyncio.create_task(writes.letter(rows[0]))
    answers = asyncio.gather(*(writes.letter(row) for row in rows), return_exceptions=True)
    await asyncio.sleep(0)
    impatient.cancel()
    told = dict(zip((row.kind for row in rows), await answers, strict=True))
    assert isinstance(told[MessageKind.DIRECT], TryLaterError)  # there is no card yet that it could lead to
    assert not isinstance(told[MessageKind.CARD], BaseException)


async def test_a_message_about_a_handoff_that_is_gone_is_set_aside(
    uow: UnitOfWork, composer: tuple[Composer, Counted]
) -> None:
    await offered(uow)
    row, *_ = await claimed(uow)
    nothing = OutboxRow(**{name: getattr(row, name) for name in OutboxRow.__slots__} | {"number": 99})
    with pytest.raises(PermanentError, match="handoff_gone"):
        await composer[0].letter(nothing)
