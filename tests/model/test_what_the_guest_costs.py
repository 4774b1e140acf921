"""What is asked is paid for once, kept for a while, and noted; who fails again and again is left alone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.guest.breaker import FAILURES, PAUSE
from bot.domain.guest.budget import Cost
from bot.services.ask_guest import Guest
from bot.services.guest_books import ANSWERS_KEPT
from bot.services.prune import prune
from storage.database import Storage
from tests.company import ANNA, MONDAY, WORKSPACE
from tests.model.asking import ABOUT, GOOD, INQUIRY, Brief, guest_of
from tests.model.behaviours import closes_midway, fails, hangs, says
from tests.model.hostile import Behaviour, HostileServer


async def spent(storage: Storage) -> Cost:
    async with storage.unit_of_work.read() as work:
        return (await work.spendings.of_day(WORKSPACE, MONDAY.date())).cost


async def test_the_same_question_is_asked_once_and_again_after_a_week(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    server.does(says(GOOD))
    first, again = [await asked.ask(INQUIRY, ABOUT, MONDAY) for _ in range(2)]
    assert first == again == Brief(summary="Gutschrift")
    assert len(server.asked) == 1
    later = MONDAY + ANSWERS_KEPT + timedelta(days=1)
    await prune(company.unit_of_work, later)
    await asked.ask(INQUIRY, ABOUT, later)
    assert len(server.asked) == 2


async def test_another_text_or_another_instruction_is_another_question(
    asked: Guest, server: HostileServer
) -> None:
    server.does(says(GOOD))
    for inquiry in (
        INQUIRY,
        replace(INQUIRY, material="Anderes"),
        replace(INQUIRY, instruction="In English."),
    ):
        await asked.ask(inquiry, ABOUT, MONDAY)
    assert len(server.asked) == 3


async def test_what_was_counted_is_what_is_spent(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    server.does(says(GOOD))
    await asked.ask(INQUIRY, ABOUT, MONDAY)
    assert await spent(company) == Cost(77, 0)


async def test_a_day_costs_no_more_than_it_may(server: HostileServer, company: Storage) -> None:
    server.does(says(GOOD))
    # A thousand tokens are reserved for an answer: 0.01. It has seven, so that 0.00007 of it are spent.
    prices = {"STAFFEL_MODEL_PRICE_OUT": "10", "STAFFEL_MODEL_MONEY_PER_DAY": "0.0101"}
    async with guest_of(server, company.unit_of_work, prices) as paid:
        answers = [await paid.ask(replace(INQUIRY, material=str(n)), ABOUT, MONDAY) for n in range(3)]
    assert [answer is not None for answer in answers] == [True, True, False]
    assert await spent(company) == Cost(2 * 77, 2 * 70)


async def test_an_answer_that_nobody_got_is_not_paid_where_none_was_made(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    server.does(fails(401))
    await asked.ask(INQUIRY, ABOUT, MONDAY)
    assert await spent(company) == Cost(0, 0)


async def test_an_answer_that_came_too_late_may_have_been_paid(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    server.does(hangs)
    await asked.ask(replace(INQUIRY, waits=True), ABOUT, MONDAY)
    assert (await spent(company)).tokens > 1000


@pytest.mark.parametrize("then", [says(GOOD), fails(401)])
async def test_a_first_try_that_broke_off_may_have_been_paid_whatever_the_second_does(
    asked: Guest, server: HostileServer, company: Storage, then: Behaviour
) -> None:
    server.does(closes_midway, then)
    await asked.ask(INQUIRY, ABOUT, MONDAY)
    assert len(server.asked) == 2
    assert (await spent(company)).tokens > 1000


async def test_the_audit_log_tells_which_text_went_where_and_not_the_text(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    server.does(fails(500))
    await asked.ask(INQUIRY, replace(ABOUT, channel="C0SALES"), MONDAY)
    async with company.unit_of_work.read() as work:
        (entry,) = await work.audits.entries(WORKSPACE, None)
    assert (entry.who, entry.what, entry.before) == (ANNA, "language model: brief", "")
    assert entry.after.startswith("papagei-7b at 127.0.0.1 · C0SALES · sales · ")
    assert "Gutschrift" not in entry.after


async def test_a_model_that_fails_in_a_row_is_left_alone_and_then_asked_once(
    asked: Guest, server: HostileServer
) -> None:
    server.does(fails(401))
    for number in range(FAILURES + 3):
        await asked.ask(replace(INQUIRY, material=str(number)), ABOUT, MONDAY)
    assert len(server.asked) == FAILURES
    later = MONDAY + PAUSE
    await asked.ask(INQUIRY, ABOUT, later)
    await asked.ask(INQUIRY, ABOUT, later)
    assert len(server.asked) == FAILURES + 1
    server.does(says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, later + PAUSE) is not None
    assert await asked.ask(replace(INQUIRY, material="mehr"), ABOUT, later + PAUSE) is not None


async def test_names_stay_here_and_stand_in_the_answer(asked: Guest, server: HostileServer) -> None:
    server.does(says(json.dumps({"summary": "[PERSON_1] ruft [PHONE_1] an"})))
    inquiry = replace(INQUIRY, material="Müller bittet um Anruf unter 0711 123456", names=("Müller",))
    assert await asked.ask(inquiry, ABOUT, MONDAY) == Brief(summary="Müller ruft 0711 123456 an")
    assert "Müller" not in server.texts
    assert "123456" not in server.texts


async def test_the_same_words_about_another_person_are_answered_from_memory(
    asked: Guest, server: HostileServer
) -> None:
    server.does(says(json.dumps({"summary": "[PERSON_1] fragt"})))
    for name in ("Müller", "Öztürk"):
        inquiry = replace(INQUIRY, material=f"{name} fragt nach", names=(name,))
        assert await asked.ask(inquiry, ABOUT, MONDAY) == Brief(summary=f"{name} fragt")
    assert len(server.asked) == 1


@pytest.mark.parametrize("told", ["[PERSON_1]", "Frag [MAIL_7]"])
async def test_an_answer_with_an_invented_mark_is_none(
    asked: Guest, server: HostileServer, told: str
) -> None:
    server.does(says(json.dumps({"summary": told})))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None


async def test_control_characters_do_not_come_along(asked: Guest, server: HostileServer) -> None:
    server.does(says(json.dumps({"summary": "Gut\x00\x1b[31mschrift\u202e"})))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) == Brief(summary="Gut[31mschrift")


async def test_no_half_of_an_address_leaves_at_the_end_of_a_very_long_text(
    asked: Guest, server: HostileServer
) -> None:
    server.does(says(GOOD))
    mail = f"{'anna' * 15}@{'hansen' * 10}.example "  # so long that the search for names ends inside of one
    await asked.ask(replace(INQUIRY, material=mail * 1000), ABOUT, MONDAY)
    assert "[MAIL_1]" in server.texts
    assert "anna" not in server.texts
