"""What becomes of a mail: a handoff, a line in its thread, or a question to whoever has to say something."""

from asyncio import gather
from dataclasses import replace

import pytest

from bot.domain.mail.mail import Attachment, Mail
from bot.domain.mail.records import Outcome, Reason
from bot.domain.matter.commands import Accept
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import State
from bot.errors import RefusedError
from bot.ports import UnitOfWork
from bot.services.receive_mail import Received
from bot.services.see_mail import see_acceptance
from bot.services.turn_handoff import turn_handoff
from tests.company import ANNA, BEN, CEM, COMPANY, DORA, MIRA, SALES, WORKSPACE
from tests.mail.letters import ADDRESSES, CUSTOMER, arrival, letter
from tests.services.desk import addressees, by, delivered, stored
from tests.services.post import receive, records, said


async def test_a_mail_to_a_department_is_an_offer_of_its_sender(post: UnitOfWork) -> None:
    file = Attachment("rabatt.pdf", 12_300)
    received = await receive(post, arrival(letter("Bitte buchen.", subject="WG: Gutschrift", files=(file,))))
    assert received == Received(Outcome.OFFERED, number=1)
    handoff, _ = await stored(post, 1)
    assert (handoff.requester, handoff.from_department, handoff.to_department) == (
        ANNA,
        "sales",
        "accounting",
    )
    assert (handoff.state, handoff.brief.summary) == (State.OFFERED, "Gutschrift")
    assert handoff.brief.details == "Bitte buchen.\n\n📎 rabatt.pdf (12 kB)"
    assert addressees(await delivered(post)) == [("card", "C0ACC"), ("direct", ANNA)]


async def test_of_a_mail_that_took_effect_no_text_and_no_address_is_kept(post: UnitOfWork) -> None:
    await receive(post, arrival())
    [kept] = await records(post)
    assert (kept.outcome, kept.number, kept.user, kept.held, kept.sender) == (
        Outcome.OFFERED,
        1,
        ANNA,
        None,
        "",
    )


async def test_the_same_mail_twice_is_one_handoff(post: UnitOfWork) -> None:
    again = await receive(post, arrival(), arrival())
    assert again == Received(Outcome.OFFERED, number=1, again=True)
    twice = await gather(*(receive(post, arrival(letter(message_id="<2@x>"))) for _ in range(4)))
    assert {one.number for one in twice} == {2}
    assert len(await records(post)) == 2


async def test_a_mail_without_an_id_is_known_again_by_what_it_says(post: UnitOfWork) -> None:
    anonymous = arrival(letter(message_id="", Date="Mon, 23 Nov 2026 09:00:00 +0100"))
    assert (await receive(post, anonymous, anonymous)).again
    assert not (await receive(post, arrival(letter("Etwas anderes.", message_id="")))).again


async def test_a_mail_to_two_departments_is_a_handoff_to_each(post: UnitOfWork) -> None:
    await receive(post, arrival(to="accounting"), arrival(to="logistics"))
    assert [(await stored(post, number))[0].to_department for number in (1, 2)] == ["accounting", "logistics"]
    await receive(
        post, arrival(letter("Und?", message_id="<2@x>", answers="<1@hansen.example>"), to="logistics")
    )
    assert (await said(post, 1), await said(post, 2)) == ([], ["Und?"])


async def test_an_answer_becomes_one_line_in_the_thread_of_its_handoff(post: UnitOfWork) -> None:
    answer = letter(
        "Kundennummer 4711", sender=ADDRESSES[BEN], message_id="<2@x>", answers="<1@hansen.example>"
    )
    await receive(post, arrival())
    await delivered(post)
    received = await receive(post, arrival(answer), arrival(answer, to=None), arrival(answer))
    assert received == Received(Outcome.APPENDED, number=1, again=True)
    assert await said(post, 1) == ["Kundennummer 4711"]
    rows = await delivered(post)
    assert ("line", "C0ACC") in addressees(rows)
    assert ("direct", ANNA) in addressees(rows)


async def test_answers_to_answers_find_the_handoff_too(post: UnitOfWork) -> None:
    await receive(post, arrival())
    for number in range(2, 8):
        answer = letter(f"Zeile {number}", message_id=f"<{number}@x>", answers=f"<{number - 1}@x>")
        if number == 2:
            answer = letter("Zeile 2", message_id="<2@x>", References="<0@x> <1@hansen.example>")
        assert (await receive(post, arrival(answer))).number == 1
    assert await said(post, 1) == [f"Zeile {number}" for number in range(2, 8)]


async def test_who_adds_a_department_to_the_thread_hands_over_to_it(post: UnitOfWork) -> None:
    answer = letter("Bitte liefern.", message_id="<2@x>", answers="<1@hansen.example>")
    await receive(post, arrival(), arrival(answer))
    assert await receive(post, arrival(answer, to="logistics")) == Received(Outcome.OFFERED, number=2)


async def test_a_machine_creates_nothing_and_is_answered_nothing(post: UnitOfWork) -> None:
    await receive(post, arrival())
    await delivered(post)
    for turn in range(1000):
        away = letter(
            "Ich bin bis Montag weg.",
            message_id=f"<{turn}@x>",
            Auto_Submitted="auto-replied",
            answers="<1@hansen.example>",
        )
        assert (await receive(post, arrival(away))).outcome is Outcome.LEFT_ALONE
    assert await said(post, 1) == []
    assert await delivered(post) == []


@pytest.mark.parametrize(
    ("mail", "return_path", "why"),
    [
        (letter(), "<>", "bounce"),
        (letter(List_Unsubscribe="<https://x.example>"), CUSTOMER, "list"),
        (letter(sender="handoff@staffel.example"), CUSTOMER, "ours"),
        (letter(subject="Automatische Antwort: Gutschrift"), CUSTOMER, "away"),
    ],
)
async def test_why_a_mail_was_left_alone_is_on_record(
    post: UnitOfWork, mail: Mail, return_path: str, why: str
) -> None:
    received = await receive(post, replace(arrival(return_path=return_path), mail=mail))
    assert received == Received(Outcome.LEFT_ALONE, why)
    assert [one.reason for one in await records(post)] == [why]


async def test_a_stranger_for_whom_nobody_speaks_is_refused_and_the_refusal_stays(post: UnitOfWork) -> None:
    spam = arrival(letter(sender=CUSTOMER), vouched=False)
    refused = await receive(post, spam, spam)
    assert refused == Received(Outcome.REFUSED, Reason.NOT_AUTHENTICATED, again=True)
    assert await receive(post, arrival(letter(sender="", message_id="<3@x>"))) == Received(
        Outcome.REFUSED, Reason.NO_SENDER
    )
    assert await delivered(post) == []


async def test_a_copy_is_only_noted(post: UnitOfWork) -> None:
    assert await receive(post, arrival(in_copy=True)) == Received(Outcome.NOTED)
    [kept] = await records(post)
    assert (kept.user, kept.department, kept.message_id) == (ANNA, "accounting", "<1@hansen.example>")
    assert await delivered(post) == []


async def test_a_mail_to_the_common_address_has_to_answer_something(post: UnitOfWork) -> None:
    assert await receive(post, arrival(to=None)) == Received(Outcome.REFUSED, Reason.NO_THREAD)


async def test_a_department_that_went_meanwhile_gets_no_mail(post: UnitOfWork) -> None:
    async with post.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"departments": (SALES,)}))
    assert await receive(post, arrival()) == Received(Outcome.REFUSED, Reason.NO_THREAD)


async def test_an_acceptance_by_mail_is_offered_to_confirm_and_never_taken(post: UnitOfWork) -> None:
    accepts = letter(
        "Ich übernehme das, bis Freitag.",
        sender=ADDRESSES[DORA],
        message_id="<2@x>",
        answers="<1@hansen.example>",
    )
    await receive(post, arrival(), arrival(accepts))
    handoff, log = await stored(post, 1)
    assert handoff.state is State.OFFERED
    assert ("direct", DORA) in addressees(await delivered(post))
    mailed = next(event for event in log if event.activity is Activity.MAILED)
    seen = await see_acceptance(post, by(DORA), 1, mailed.sequence)
    assert seen.acceptance.next_step == "Ich übernehme das, bis Freitag."
    with pytest.raises(RefusedError, match="no_acceptance"):
        await see_acceptance(post, by(CEM), 1, mailed.sequence)


async def test_only_the_receivers_can_accept_by_mail_and_only_once(post: UnitOfWork) -> None:
    words = "Ich übernehme das."
    await receive(post, arrival())
    await receive(
        post, arrival(letter(words, sender=ADDRESSES[BEN], message_id="<2@x>", answers="<1@hansen.example>"))
    )
    await turn_handoff(post, by(CEM), 1, Accept(next_step="Ich buche"))
    await receive(
        post, arrival(letter(words, sender=ADDRESSES[DORA], message_id="<3@x>", answers="<1@hansen.example>"))
    )
    _, log = await stored(post, 1)
    assert not [event for event in log if event.said.get("accepts")]


async def test_who_could_not_hand_over_is_not_asked_whether_they_sent_it(post: UnitOfWork) -> None:
    unbelieved = arrival(letter(sender=ADDRESSES[MIRA]), vouched=False)
    assert await receive(post, unbelieved) == Received(Outcome.REFUSED, Reason.NOT_AUTHENTICATED)
    assert await delivered(post) == []


async def test_an_endless_message_id_that_no_index_takes_is_none(post: UnitOfWork) -> None:
    endless = "".join(chr(0x10000 + number * number * 7919 % 65537) for number in range(990))
    mail = arrival(letter(message_id=f"<{endless}>"))
    assert [(await receive(post, mail)).number for _ in range(2)] == [1, 1]
