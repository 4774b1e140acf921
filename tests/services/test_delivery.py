"""A message of the outbox on its way to Slack, and what is written down when Slack says no."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery.outbox import Dead, GivenUp, Later, OutboxRow, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.commands import Accept
from bot.errors import NoAnswerError, PermanentError, StorageUnavailableError, TryLaterError
from bot.ports import Clock, UnitOfWork
from bot.services.deliver_outbox import attempt
from bot.services.turn_handoff import turn_handoff
from tests.company import DORA, MONDAY, WORKSPACE
from tests.services.desk import by, offered

CARD = "card:1:1"
THERE = Sent("C0ACC", "1764000000.000100")
AN_HOUR = timedelta(hours=1)


@dataclass
class SlackThat:
    """A way to Slack that always ends like this."""

    answers: Callable[[OutboxRow], Awaitable[Sent]]

    async def send(self, row: OutboxRow) -> Sent:
        return await self.answers(row)


def refusing(error: Exception) -> SlackThat:
    async def refuse(row: OutboxRow) -> Sent:
        raise error

    return SlackThat(refuse)


async def takes_it(row: OutboxRow) -> Sent:
    return THERE


async def claimed_card(uow: UnitOfWork, now: datetime = MONDAY) -> OutboxRow | None:
    """Claim what is due; return the card if it is among it."""
    async with uow.write() as work:
        rows = await work.deliveries.claim(
            now, worker="test", lease=timedelta(minutes=1), limit=10, rates=UNLIMITED
        )
    return next((row for row in rows if row.kind == "card"), None)


async def deliver(
    uow: UnitOfWork,
    slack: SlackThat,
    clock: Clock,
    row: OutboxRow,
    *,
    seconds: float = 60,
    silence: float = 0,
) -> Sent | Later | Dead | GivenUp:
    """Send once and settle what became of it, as the deliverer does."""
    outcome = await attempt(slack, clock, row, seconds=seconds, silence=silence)
    async with uow.write() as work:
        await work.deliveries.settle([outcome], clock(), rates=UNLIMITED)
    return outcome.result


async def where(uow: UnitOfWork) -> Sent | None:
    async with uow.read() as work:
        return (await work.outbox.where(WORKSPACE, [CARD])).get(CARD)


@pytest.fixture
async def card(uow: UnitOfWork) -> OutboxRow:
    """The card of Anna's offer, claimed by this test."""
    await offered(uow)
    row = await claimed_card(uow)
    assert row is not None
    return row


async def test_a_card_that_slack_took_is_known_where_it_stands(uow: UnitOfWork, card: OutboxRow) -> None:
    assert await deliver(uow, SlackThat(takes_it), lambda: MONDAY, card) == THERE
    assert await where(uow) == THERE
    assert await claimed_card(uow, MONDAY + AN_HOUR) is None


async def test_slack_asks_for_a_pause_and_gets_it(uow: UnitOfWork, card: OutboxRow) -> None:
    busy = refusing(TryLaterError("ratelimited", after=30))
    assert isinstance(await deliver(uow, busy, lambda: MONDAY, card), Later)
    assert await claimed_card(uow, MONDAY + timedelta(seconds=29)) is None
    again = await claimed_card(uow, MONDAY + timedelta(seconds=31))
    assert again is not None
    assert again.attempts == 1


async def test_a_message_that_can_never_arrive_is_set_aside(uow: UnitOfWork, card: OutboxRow) -> None:
    closed = refusing(PermanentError("is_archived"))
    assert isinstance(await deliver(uow, closed, lambda: MONDAY, card), Dead)
    assert await claimed_card(uow, MONDAY + AN_HOUR) is None
    assert await where(uow) is None


async def test_what_changed_while_the_card_was_under_way_is_shown_next(
    uow: UnitOfWork, card: OutboxRow
) -> None:
    async def takes_it_while_dora_accepts(row: OutboxRow) -> Sent:
        await turn_handoff(uow, by(DORA), row.number, Accept(next_step="Ich buche heute"))
        return THERE

    await deliver(uow, SlackThat(takes_it_while_dora_accepts), lambda: MONDAY, card)
    again = await claimed_card(uow)
    assert again is not None
    assert (again.channel, again.ts) == (THERE.channel, THERE.ts)
    assert again.revision > card.revision


async def test_whom_slack_keeps_waiting_for_longer_than_the_lease_looks_before_it_sends_again(
    uow: UnitOfWork, card: OutboxRow
) -> None:
    async def never_answers(row: OutboxRow) -> Sent:
        await asyncio.Event().wait()
        return THERE

    late = await deliver(uow, SlackThat(never_answers), lambda: MONDAY, card, seconds=0, silence=60)
    assert isinstance(late, Later)
    assert await claimed_card(uow, MONDAY + timedelta(seconds=59)) is None
    again = await claimed_card(uow, MONDAY + timedelta(minutes=1))
    assert again is not None
    assert (again.attempts, again.unsure) == (1, True)


async def test_where_the_connection_waits_for_an_answer_in_vain_it_is_the_same(
    uow: UnitOfWork, card: OutboxRow
) -> None:
    says_nothing = refusing(NoAnswerError())
    assert isinstance(await deliver(uow, says_nothing, lambda: MONDAY, card, silence=60), Later)
    assert await claimed_card(uow, MONDAY + timedelta(seconds=59)) is None
    again = await claimed_card(uow, MONDAY + timedelta(minutes=1))
    assert again is not None
    assert again.unsure


async def test_what_the_database_held_up_goes_out_soon_after_and_not_when_its_lease_ends(
    uow: UnitOfWork, card: OutboxRow
) -> None:
    unreadable = refusing(StorageUnavailableError("lost"))
    assert isinstance(await deliver(uow, unreadable, lambda: MONDAY, card), Later)
    again = await claimed_card(uow, MONDAY + timedelta(seconds=1))
    assert again is not None
    assert not again.unsure


async def test_a_defect_of_ours_loses_nothing(uow: UnitOfWork, card: OutboxRow) -> None:
    with pytest.raises(ZeroDivisionError):
        await deliver(uow, refusing(ZeroDivisionError()), lambda: MONDAY, card)
    again = await claimed_card(uow, MONDAY + AN_HOUR)
    assert again is not None
    assert again.unsure
