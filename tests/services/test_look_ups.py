"""What people see when they ask: their lists, one handoff, a search, their desk in App Home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.matter.commands import Accept, Decline, Finish
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import Brief
from bot.domain.matter.lists import Listing
from bot.domain.matter.transitions import Action
from bot.errors import NotAllowedError, NotFoundError, RefusedError, WrongStateError
from bot.ports import UnitOfWork
from bot.services.look_up import PAGE, find_handoffs, list_handoffs, see_desk, see_turn, show_handoff
from bot.services.turn_handoff import turn_handoff
from tests.company import ANNA, CEM, COMPANY, DORA, KIM, LARS, MIRA, MONDAY, NINA, REFUND, WORKSPACE
from tests.services.desk import by, offered

BOOKING = Accept(next_step="Ich buche heute")


async def numbers(uow: UnitOfWork, who: str, listing: Listing) -> list[int]:
    page = (await list_handoffs(uow, by(who), listing)).page
    assert page.total == len(page.handoffs)
    return [handoff.number for handoff in page.handoffs]


async def test_the_queue_shows_what_nobody_has_accepted_the_urgent_first(uow: UnitOfWork) -> None:
    first = await offered(uow)
    second = await offered(uow, now=MONDAY + timedelta(hours=1))
    urgent = await offered(uow, brief=replace(REFUND, urgent=True), now=MONDAY + timedelta(hours=2))
    await offered(uow, to="logistics")
    assert await numbers(uow, DORA, Listing.QUEUE) == [urgent, first, second]
    await turn_handoff(uow, by(DORA), first, BOOKING)
    assert await numbers(uow, CEM, Listing.QUEUE) == [urgent, second]


async def test_my_list_shows_what_waits_for_me(uow: UnitOfWork) -> None:
    accepted, finished, declined = [await offered(uow) for _ in range(3)]
    await turn_handoff(uow, by(DORA), accepted, BOOKING)
    await turn_handoff(uow, by(DORA), finished, BOOKING)
    await turn_handoff(uow, by(DORA), finished, Finish(result="Gebucht"))
    await turn_handoff(uow, by(DORA), declined, Decline(reason="Nicht unseres"))
    assert await numbers(uow, DORA, Listing.MINE) == [accepted]
    assert await numbers(uow, ANNA, Listing.MINE) == [finished, declined]
    assert await numbers(uow, ANNA, Listing.FROM_ME) == [accepted, finished, declined]


async def test_a_long_list_comes_in_pages(uow: UnitOfWork) -> None:
    everything = [await offered(uow, now=MONDAY + timedelta(minutes=minute)) for minute in range(PAGE + 2)]
    first = (await list_handoffs(uow, by(DORA), Listing.QUEUE)).page
    rest = (await list_handoffs(uow, by(DORA), Listing.QUEUE, offset=PAGE)).page
    assert first.total == rest.total == PAGE + 2
    assert [handoff.number for handoff in first.handoffs + rest.handoffs] == everything


async def test_who_works_in_two_departments_sees_both_queues(uow: UnitOfWork) -> None:
    there = await offered(uow, ANNA, "logistics", Brief(summary="Palette"))
    here = await offered(uow, LARS, "sales", Brief(summary="Angebot"))
    assert await numbers(uow, KIM, Listing.QUEUE) == [there, here]


async def test_a_handoff_is_shown_with_its_history(uow: UnitOfWork) -> None:
    number = await offered(uow)
    shown = await show_handoff(uow, by(LARS), number)
    assert shown.handoff.number == number
    assert [event.activity for event in shown.history] == ["opened", "offered"]
    assert shown.organisation == COMPANY


async def test_strangers_see_nothing_admins_and_the_sender_do(uow: UnitOfWork) -> None:
    number = await offered(uow)
    for look in (show_handoff(uow, by(MIRA), number), find_handoffs(uow, by(MIRA), Query("Gutschrift"))):
        with pytest.raises(RefusedError) as refused:
            await look
        assert refused.value.reason == "in_no_department"
    assert (await show_handoff(uow, by(NINA), number)).handoff.number == number
    await _leave_the_company(uow, ANNA)
    assert (await show_handoff(uow, by(ANNA), number)).handoff.number == number


async def _leave_the_company(uow: UnitOfWork, person: str) -> None:
    departments = tuple(
        one.model_copy(
            update={
                "lead": None if one.lead == person else one.lead,
                "members": tuple(member for member in one.members if member != person),
            }
        )
        for one in COMPANY.departments
    )
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"departments": departments}))


async def test_a_handoff_that_is_not_there(uow: UnitOfWork) -> None:
    with pytest.raises(NotFoundError):
        await show_handoff(uow, by(DORA), 4711)


@pytest.mark.parametrize("sought", ["müller", "MULLER gutschr", "4711", "H-1", "rabatt Müller"])
async def test_a_search_finds_words_and_their_beginnings(uow: UnitOfWork, sought: str) -> None:
    number = await offered(uow)
    await offered(uow, LARS, "it", Brief(summary="Neuer Zugang"))
    found = await find_handoffs(uow, by(DORA), Query(sought))
    assert [handoff.number for handoff in found.page.handoffs] == [number]


@pytest.mark.parametrize("sought", ["", "  ", "Meier", "Müller Zugang", '"', "%", "'; --"])
async def test_a_search_that_finds_nothing(uow: UnitOfWork, sought: str) -> None:
    await offered(uow)
    assert (await find_handoffs(uow, by(DORA), Query(sought))).page.total == 0


async def test_a_form_opens_only_for_those_who_may_send_it(uow: UnitOfWork) -> None:
    number = await offered(uow)
    turn = await see_turn(uow, by(DORA), number, Action.ACCEPT)
    assert (turn.handoff.number, turn.actor) == (number, DORA)
    with pytest.raises(NotAllowedError):
        await see_turn(uow, by(LARS), number, Action.ACCEPT)
    await turn_handoff(uow, by(CEM), number, BOOKING)
    with pytest.raises(WrongStateError) as moved_on:
        await see_turn(uow, by(DORA), number, Action.ACCEPT)
    assert (moved_on.value.facts["by"], moved_on.value.facts["activity"]) == (CEM, "accepted")


async def test_the_desk_shows_the_three_lists_at_once(uow: UnitOfWork) -> None:
    waiting, mine = await offered(uow), await offered(uow)
    sent = await offered(uow, DORA, "it", Brief(summary="Drucker"))
    await turn_handoff(uow, by(DORA), mine, BOOKING)
    desk = await see_desk(uow, by(DORA))
    assert [handoff.number for handoff in desk.waiting_for_me.handoffs] == [mine]
    assert [handoff.number for handoff in desk.from_me.handoffs] == [sent]
    assert [handoff.number for handoff in desk.queue.handoffs] == [waiting]
    assert desk.organisation == COMPANY


async def test_a_strangers_desk_is_empty(uow: UnitOfWork) -> None:
    await offered(uow)
    desk = await see_desk(uow, by(MIRA))
    assert desk.waiting_for_me.total == desk.from_me.total == desk.queue.total == 0
