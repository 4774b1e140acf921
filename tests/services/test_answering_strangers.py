"""Somebody without Slack whose mail was taken in hears what became of it, and nobody else does."""

from dataclasses import replace

import pytest

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow
from bot.domain.mail.answering import Answer
from bot.domain.mail.loops import MOST_ANSWERS, WITHIN
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome
from bot.domain.matter.commands import Accept, Finish, Reroute
from bot.domain.matter.events import Activity
from bot.errors import NeedlessError
from bot.ports import UnitOfWork
from bot.services.answer_mail import begin_answer
from bot.services.prune import MAILS_KEPT, prune
from bot.services.receive_mail import Received
from bot.services.settle_mail import deny_mail, take_in_mail
from bot.services.turn_handoff import turn_handoff
from tests.company import CEM, DORA, LARS, MONDAY
from tests.mail.letters import CUSTOMER, arrival, letter
from tests.services.desk import by, delivered
from tests.services.post import receive, records, said

DOMAIN = "staffel.example"


async def taken_in(post: UnitOfWork, number: int = 1, *, is_answered: bool = True) -> int:
    """Let Dora take in a customer's mail; return the number of the handoff."""
    mail = letter(sender=CUSTOMER, message_id=f"<{number}@mueller.example>")
    await receive(post, arrival(mail, is_answered=is_answered))
    handoff = await take_in_mail(post, by(DORA), (await records(post))[0].id)
    assert handoff is not None
    return handoff.number


async def queued(post: UnitOfWork) -> list[OutboxRow]:
    return [row for row in await delivered(post) if row.kind is MessageKind.ANSWER]


async def answers(post: UnitOfWork) -> list[Answer]:
    return [await begin_answer(post, row, DOMAIN) for row in await queued(post)]


async def test_a_stranger_hears_that_it_has_arrived_was_accepted_and_is_done(post: UnitOfWork) -> None:
    number = await taken_in(post)
    await turn_handoff(post, by(CEM), number, Accept(next_step="Ich frage Dora nach der Kulanz"))
    await turn_handoff(post, by(CEM), number, Finish(result="Gebucht, der Kunde war im Recht"))
    told = await answers(post)
    assert [one.about for one in told] == [Activity.OPENED, Activity.ACCEPTED, Activity.FINISHED]
    assert {(one.to, one.name, one.department, one.thread) for one in told} == {
        (CUSTOMER, "H-1", "Buchhaltung", "<1@mueller.example>")
    }
    assert len({one.message_id for one in told}) == 3
    assert not any(word in str(told) for word in ("Kulanz", "im Recht", "Dora", DORA, CEM))


async def test_the_department_that_accepts_is_the_one_that_is_named(post: UnitOfWork) -> None:
    number = await taken_in(post)
    await turn_handoff(post, by(CEM), number, Reroute("logistics", "Das Paket ist weg"))
    await turn_handoff(post, by(LARS), number, Accept(next_step="Ich suche es"))
    assert [one.department for one in await answers(post)] == ["Buchhaltung", "Logistik"]


async def test_what_is_written_back_is_a_line_of_the_handoff(post: UnitOfWork) -> None:
    number = await taken_in(post)
    [answer] = await answers(post)
    back = letter("Danke!", sender=CUSTOMER, message_id="<2@x>", answers=answer.message_id)
    assert await receive(post, arrival(back, to=None)) == Received(Outcome.APPENDED, number=number)
    assert await said(post, number) == ["Danke!"]
    assert await queued(post) == []


async def test_without_a_mail_server_for_answers_none_is_queued(post: UnitOfWork) -> None:
    number = await taken_in(post, is_answered=False)
    await turn_handoff(post, by(CEM), number, Accept(next_step="Ich buche"))
    assert await queued(post) == []


UNANSWERED = [
    letter(sender=CUSTOMER, X_Auto_Response_Suppress="All"),
    letter(sender=CUSTOMER, Auto_Submitted="auto-replied"),
    letter(sender=CUSTOMER, List_Id="news"),
    letter(sender="kundin@müller.example"),
    letter(sender="kunde..(x@mueller.example"),
]


@pytest.mark.parametrize("mail", UNANSWERED, ids=["silence", "machine", "list", "umlaut", "odd"])
async def test_who_wants_or_can_get_no_answer_gets_none(post: UnitOfWork, mail: Mail) -> None:
    received = await receive(post, arrival(mail, is_answered=True))
    if received.outcome is Outcome.HELD:
        await take_in_mail(post, by(DORA), (await records(post))[0].id)
    assert await queued(post) == []


async def test_colleagues_hear_it_in_slack_and_who_is_denied_not_at_all(post: UnitOfWork) -> None:
    await receive(post, arrival(is_answered=True))
    await turn_handoff(post, by(CEM), 1, Accept(next_step="Ich buche"))
    await receive(post, arrival(letter(sender=CUSTOMER, message_id="<2@x>"), is_answered=True))
    await deny_mail(post, by(DORA), (await records(post))[0].id)
    assert await queued(post) == []


async def test_nobody_gets_more_answers_than_a_person_reads(post: UnitOfWork) -> None:
    for number in range(MOST_ANSWERS + 2):
        await taken_in(post, number)
    assert len(await queued(post)) == MOST_ANSWERS
    later = by(CEM, now=MONDAY + WITHIN)
    await turn_handoff(post, later, 1, Accept(next_step="Ich buche"))
    assert len([row for row in await delivered(post, MONDAY + WITHIN) if row.kind is MessageKind.ANSWER]) == 1


async def test_a_confidential_subject_stays_in_the_house(post: UnitOfWork) -> None:
    number = await taken_in(post)
    async with post.write() as work:
        handoff = await work.handoffs.get("T0HANSEN", number)
        assert handoff is not None
        await work.handoffs.save(replace(handoff, chosen=(CEM,)))
    [answer] = await answers(post)
    assert (answer.name, answer.subject) == ("H-1", "")


async def test_an_answer_whose_mail_is_forgotten_is_let_go(post: UnitOfWork) -> None:
    await taken_in(post)
    [row] = await queued(post)
    await prune(post, MONDAY + 2 * MAILS_KEPT)
    with pytest.raises(NeedlessError, match="mail_gone"):
        await begin_answer(post, row, DOMAIN)


async def test_the_address_stands_neither_in_the_outbox_nor_in_ids(post: UnitOfWork) -> None:
    await taken_in(post)
    [row] = await queued(post)
    answer = await begin_answer(post, row, DOMAIN)
    assert "mueller" not in f"{row} {answer.message_id}"
    assert (await begin_answer(post, row, DOMAIN)).message_id == answer.message_id
