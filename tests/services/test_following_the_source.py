"""Handoffs follow the message that they were made from, on a real database."""

import asyncio

import pytest

from bot.domain.matter.commands import Accept, OpenHandoff, Withdraw
from bot.domain.matter.handoff import Source, SourceState
from bot.domain.matter.source_changes import SourceChange
from bot.ports import UnitOfWork
from bot.services.follow_source import follow_source
from bot.services.open_handoff import open_handoff
from bot.services.turn_handoff import turn_handoff
from tests.company import ANNA, DORA, REFUND
from tests.services.desk import addressees, by, delivered, stored

SOURCE = Source("C0SALES", "1764000000.000100")
EDITED = SourceChange(SOURCE.channel, SOURCE.ts, ANNA, "Doch 1.300 €")
DELETED = SourceChange(SOURCE.channel, SOURCE.ts, ANNA, None)


@pytest.fixture
async def number(uow: UnitOfWork) -> int:
    """A handoff that was made from Anna's message and accepted by Dora."""
    handoff = await open_handoff(uow, by(ANNA), OpenHandoff("accounting", REFUND, SOURCE))
    assert handoff is not None
    await turn_handoff(uow, by(DORA), handoff.number, Accept(next_step="Ich buche heute"))
    await delivered(uow)
    return handoff.number


async def test_an_edit_is_told_to_the_channel_and_the_other_side(uow: UnitOfWork, number: int) -> None:
    assert await follow_source(uow, by("", "event:Ev1"), EDITED)
    handoff, history = await stored(uow, number)
    assert handoff.source == Source(SOURCE.channel, SOURCE.ts, state=SourceState.EDITED)
    assert history[-1].said == {"text": "Doch 1.300 €"}
    assert addressees(await delivered(uow)) == [("card", "C0ACC"), ("direct", DORA), ("line", "C0ACC")]


async def test_the_same_event_takes_effect_once_also_four_times_at_once(uow: UnitOfWork, number: int) -> None:
    requests = [by("", "event:Ev1") for _ in range(4)]
    effects = await asyncio.gather(*(follow_source(uow, request, EDITED) for request in requests))
    assert sorted(effects) == [False, False, False, True]
    _, history = await stored(uow, number)
    assert [event.activity for event in history][-2:] == ["accepted", "source_edited"]


async def test_every_open_handoff_of_the_message_hears_of_it(uow: UnitOfWork, number: int) -> None:
    more = [await open_handoff(uow, by(ANNA), OpenHandoff("it", REFUND, SOURCE)) for _ in range(2)]
    others = [one.number for one in more if one]
    await turn_handoff(uow, by(ANNA), others[0], Withdraw())
    await follow_source(uow, by("", "event:Ev1"), DELETED)
    last = [(await stored(uow, one))[1][-1].activity.value for one in (number, *others)]
    assert last == ["source_deleted", "withdrawn", "source_deleted"]


async def test_a_turn_at_the_same_moment_is_not_lost(uow: UnitOfWork, number: int) -> None:
    await asyncio.gather(
        follow_source(uow, by("", "event:Ev1"), EDITED), turn_handoff(uow, by(ANNA), number, Withdraw())
    )
    handoff, history = await stored(uow, number)
    assert handoff.state == "withdrawn"
    assert history[-1].sequence == handoff.events == len(history)


async def test_messages_that_concern_nobody_leave_nothing_behind(uow: UnitOfWork, number: int) -> None:
    elsewhere = SourceChange("C0SALES", "1764000000.000200", ANNA, "Mittagessen?")
    assert not await follow_source(uow, by("", "event:Ev1"), elsewhere)
    async with uow.write() as work:
        request = by("", "event:Ev1")
        assert await work.inbox.take(request.workspace, request.key, request.now)
    assert await delivered(uow) == []
