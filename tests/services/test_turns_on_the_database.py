"""A handoff takes its turns on a real database, with people who click at the same time."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Confirm,
    CorrectReadBack,
    Finish,
    Reroute,
    Wait,
)
from bot.domain.matter.handoff import Handoff, State
from bot.errors import InvalidFieldsError, NotAllowedError, NotFoundError, WrongStateError
from bot.ports import UnitOfWork
from bot.services.turn_handoff import turn_handoff
from tests.company import ANNA, CEM, COMPANY, DORA, FRIDAY, JAN, LARS, MONDAY
from tests.domain.replay import replay
from tests.services.desk import addressees, by, delivered, offered, stored

BOOKING = Accept(next_step="Ich buche heute")


async def test_the_whole_way_from_offer_to_thanks(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(CEM), number, Reroute("it", "Der Rabatt steht falsch im System"))
    await turn_handoff(uow, by(JAN), number, AskInformation("Seit wann?"))
    await turn_handoff(uow, by(ANNA), number, AnswerInformation("Seit Montag", {"amount": "1200"}))
    await turn_handoff(uow, by(JAN), number, Accept(next_step="Ich sehe nach", by_when=FRIDAY))
    await turn_handoff(uow, by(JAN), number, Wait(FRIDAY, "Neue Version kommt Freitag"))
    await turn_handoff(uow, by(JAN), number, Finish(result="Rabatt stimmt wieder"))
    returned = await turn_handoff(uow, by(ANNA), number, Confirm(thanks="Danke!"))
    handoff, history = await stored(uow, number)
    assert returned is not None
    assert (handoff.state, returned.state) == (State.CLOSED, State.CLOSED)
    assert handoff.version == 7
    assert [event.sequence for event in history] == list(range(1, handoff.events + 1))
    told = replay(history)
    assert (told.state, told.department, told.assignee, told.hop) == ("closed", "it", JAN, 2)


async def test_each_turn_leaves_one_card_a_hop_to_bring_up_to_date(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, BOOKING)
    await turn_handoff(uow, by(DORA), number, Finish(result="Gebucht"))
    cards = [row for row in await delivered(uow) if row.kind == "card"]
    assert len(cards) == 1
    await turn_handoff(uow, by(ANNA), number, Confirm())
    assert addressees(await delivered(uow)) == [("card", "C0ACC"), ("direct", DORA), ("line", "C0ACC")]


async def test_a_click_that_slack_delivers_twice_takes_effect_once(uow: UnitOfWork) -> None:
    number = await offered(uow)
    first = await turn_handoff(uow, by(DORA, "action:1"), number, BOOKING)
    assert first is not None
    assert await turn_handoff(uow, by(DORA, "action:1"), number, BOOKING) is None
    handoff, history = await stored(uow, number)
    assert (handoff.version, len(history)) == (1, 3)


async def test_the_second_of_two_who_accept_at_once_learns_who_was_faster(uow: UnitOfWork) -> None:
    number = await offered(uow)
    later = MONDAY + timedelta(minutes=5)
    results = await asyncio.gather(
        *(turn_handoff(uow, by(who, now=later), number, BOOKING) for who in (CEM, DORA)),
        return_exceptions=True,
    )
    (winner,) = [result for result in results if isinstance(result, Handoff)]
    (refusal,) = [result for result in results if isinstance(result, WrongStateError)]
    handoff, history = await stored(uow, number)
    assert handoff.assignee == winner.assignee
    assert refusal.facts["by"] == refusal.facts["assignee"] == winner.assignee
    assert (refusal.facts["activity"], refusal.facts["at"]) == ("accepted", later)
    assert [event.activity for event in history] == ["opened", "offered", "accepted"]


async def test_turns_that_fit_together_all_count_though_they_come_at_once(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, BOOKING)
    days = [MONDAY + timedelta(days=day) for day in range(1, 4)]
    turns = [(DORA, Wait(day, "Bank")) for day in days]
    corrections = [(ANNA, CorrectReadBack(f"Nur prüfen, Nummer {position}")) for position in range(2)]
    await asyncio.gather(
        *(turn_handoff(uow, by(who), number, command) for who, command in turns + corrections)
    )
    handoff, history = await stored(uow, number)
    assert handoff.version == 6
    assert sorted(event.activity for event in history[3:]) == ["read_back_corrected"] * 2 + ["waiting"] * 3
    assert [event.sequence for event in history] == list(range(1, 9))


async def test_a_refusal_leaves_no_trace_and_the_key_stays_free(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await delivered(uow)
    before = await stored(uow, number)
    with pytest.raises(NotAllowedError):
        await turn_handoff(uow, by(LARS), number, BOOKING)
    with pytest.raises(InvalidFieldsError):
        await turn_handoff(uow, by(DORA, "view:V2:h1"), number, AskInformation())
    with pytest.raises(WrongStateError):
        await turn_handoff(uow, by(CEM), number, Finish(result="Gebucht"))
    assert await stored(uow, number) == before
    assert await delivered(uow) == []
    assert await turn_handoff(uow, by(DORA, "view:V2:h1"), number, AskInformation("Netto?")) is not None


@pytest.mark.parametrize("number", [2, 0, -1, 10**12])
async def test_a_number_that_does_not_exist(uow: UnitOfWork, number: int) -> None:
    await offered(uow)
    with pytest.raises(NotFoundError) as missing:
        await turn_handoff(uow, by(DORA), number, BOOKING)
    assert missing.value.facts["handoff"] == f"H-{number}"


async def test_another_companys_handoff_does_not_exist(uow: UnitOfWork) -> None:
    number = await offered(uow)
    async with uow.write() as work:
        await work.organisations.save("T0PETERSEN", COMPANY)
    with pytest.raises(NotFoundError):
        await turn_handoff(uow, by(DORA, workspace="T0PETERSEN"), number, BOOKING)
