"""An answer that overtakes the mail it answers: both are one handoff, and nobody catches a mail that was not theirs."""

from asyncio import gather
from dataclasses import replace

import pytest

from bot.domain.mail.headers import Headers
from bot.domain.mail.judging import Arrival
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome, Reason
from bot.ports import UnitOfWork
from bot.services.prune import AWAITED_KEPT, prune
from bot.services.receive_mail import Received
from bot.services.settle_mail import take_in_mail
from tests.company import ANNA, BEN, DORA, MONDAY, SOFIA, WORKSPACE
from tests.mail.letters import ADDRESSES, CUSTOMER, arrival, letter
from tests.services.desk import by, stored
from tests.services.post import receive, records, said

BOTH = f"{ADDRESSES[BEN]}, accounting@staffel.example"


def original(text: str = "Bitte buchen.", to: str = BOTH) -> Mail:
    return letter(text, message_id="<1@x>", To=to)


def answer(
    text: str = "Kundennummer 4711",
    user: str = BEN,
    number: int = 2,
    *,
    to: str = ADDRESSES[ANNA],
    cc: str = "",
    answers: str = "<1@x>",
    references: str = "",
) -> Mail:
    fields = {"To": to, "Cc": cc, "References": references}
    mail = letter(text, sender=ADDRESSES[user], message_id=f"<{number}@x>", answers=answers)
    return replace(mail, headers=Headers([*mail.headers.fields, *fields.items()]))


async def handoffs(uow: UnitOfWork) -> int:
    """Return how many handoffs there are."""
    async with uow.read() as work:
        numbers = [number for number in range(1, 9) if await work.handoffs.get(WORKSPACE, number)]
    return len(numbers)


async def test_a_late_original_is_a_line_below_the_answer_that_came_first(post: UnitOfWork) -> None:
    assert await receive(post, arrival(answer())) == Received(Outcome.OFFERED, number=1)
    assert await receive(post, arrival(original())) == Received(Outcome.APPENDED, number=1)
    handoff, _ = await stored(post, 1)
    assert (handoff.requester, await said(post, 1)) == (BEN, ["Bitte buchen."])
    assert await receive(post, arrival(original())) == Received(Outcome.APPENDED, number=1, again=True)
    assert await said(post, 1) == ["Bitte buchen."]


async def test_several_answers_before_the_original_are_one_handoff(post: UnitOfWork) -> None:
    cc = ADDRESSES[BEN]
    await receive(
        post,
        arrival(answer()),
        arrival(answer("Eilt!", number=3)),
        arrival(answer("Ich helfe.", SOFIA, 4, cc=cc)),
    )
    later = answer("Danke.", ANNA, 5, answers="<4@x>", references="<1@x> <4@x>")
    assert (await receive(post, arrival(later), arrival(original()))).number == 1
    assert await said(post, 1) == ["Eilt!", "Ich helfe.", "Danke.", "Bitte buchen."]


async def test_all_that_an_answer_names_may_come_after_it(post: UnitOfWork) -> None:
    await receive(post, arrival(answer(answers="<1b@x>", references="<1@x> <1b@x>")))
    between = letter("Und wann?", message_id="<1b@x>", answers="<1@x>", To=BOTH)
    await receive(post, arrival(between), arrival(original()))
    assert (await handoffs(post), await said(post, 1)) == (1, ["Und wann?", "Bitte buchen."])


@pytest.mark.parametrize(
    "late",
    [
        arrival(original(to="accounting@staffel.example")),
        arrival(letter("Rechnung", sender=ADDRESSES[SOFIA], message_id="<1@x>")),
        arrival(original(), to="logistics"),
    ],
    ids=["Ben never had it", "nobody knows to whom", "to another department"],
)
async def test_who_names_an_id_that_was_not_sent_to_them_catches_nothing(
    post: UnitOfWork, late: Arrival
) -> None:
    assert (await receive(post, arrival(answer(cc=ADDRESSES[SOFIA])))).number == 1
    assert await receive(post, late) == Received(Outcome.OFFERED, number=2)
    assert await said(post, 1) == []
    follows = replace(late, mail=answer("Und?", ANNA, 9))
    assert await receive(post, follows) == Received(Outcome.APPENDED, number=2)


async def test_an_answer_of_others_is_not_caught_by_an_id_either(post: UnitOfWork) -> None:
    await receive(post, arrival(answer()))
    assert await receive(post, arrival(answer("Mir auch.", SOFIA, 3))) == Received(Outcome.OFFERED, number=2)
    assert (await receive(post, arrival(original(to=f"{BOTH}, {ADDRESSES[SOFIA]}")))).number == 1


async def test_the_same_id_twice_changes_nothing_for_the_mail_that_was_awaited(post: UnitOfWork) -> None:
    false = letter("Ich zuerst!", sender=ADDRESSES[SOFIA], message_id="<1@x>")
    await receive(post, arrival(answer()))
    assert (await receive(post, arrival(false))).number == 2
    assert await receive(post, arrival(original())) == Received(Outcome.APPENDED, number=1)


async def test_what_comes_while_the_answer_waits_for_its_author_is_its_thread(post: UnitOfWork) -> None:
    await receive(post, arrival(answer(), vouched=False))
    assert await receive(post, arrival(original())) == Received(Outcome.OFFERED, number=1)
    held = next(one for one in await records(post) if one.held)
    handoff = await take_in_mail(post, by(BEN), held.id)
    assert handoff is not None
    assert (handoff.number, handoff.requester, await said(post, 1)) == (1, ANNA, ["Kundennummer 4711"])
    kept = next(one for one in await records(post) if one.id == held.id)
    assert (kept.outcome, kept.number, kept.held) == (Outcome.APPENDED, 1, None)


async def test_an_original_that_waits_for_its_author_finds_the_answer_that_came_meanwhile(
    post: UnitOfWork,
) -> None:
    await receive(post, arrival(original(), vouched=False), arrival(answer()))
    held = next(one for one in await records(post) if one.held)
    await take_in_mail(post, by(ANNA), held.id)
    assert (await handoffs(post), await said(post, 1)) == (1, ["Bitte buchen."])


async def test_a_strangers_late_original_stays_the_strangers(post: UnitOfWork) -> None:
    late = letter("Wo bleibt sie?", sender=CUSTOMER, message_id="<1@x>", To=BOTH)
    assert await receive(post, arrival(late)) == Received(Outcome.HELD, Reason.STRANGER)
    await receive(post, arrival(answer(to=CUSTOMER)))
    held = next(one for one in await records(post) if one.held)
    await take_in_mail(post, by(DORA), held.id)
    _, log = await stored(post, 1)
    assert (await handoffs(post), log[-1].actor, log[-1].said["sender"]) == (1, "", CUSTOMER)


@pytest.mark.parametrize("turn", range(5))
async def test_of_an_original_and_its_answers_at_once_one_is_the_handoff(post: UnitOfWork, turn: int) -> None:
    mails = [arrival(original()), *(arrival(answer(number=number)) for number in (2, 3, 4))]
    received = await gather(*(receive(post, one) for one in mails[turn % 4 :] + mails[: turn % 4]))
    assert sorted(one.outcome for one in received) == [*[Outcome.APPENDED] * 3, Outcome.OFFERED]
    assert len({one.number for one in received}) == 1


async def test_nobody_waits_for_a_mail_longer_than_mail_servers_try(post: UnitOfWork) -> None:
    await receive(post, arrival(answer()))
    await prune(post, MONDAY + AWAITED_KEPT)
    assert await awaited(post) == 1
    await prune(post, MONDAY + AWAITED_KEPT * 1.01)
    assert await awaited(post) == 0


async def awaited(uow: UnitOfWork) -> int:
    async with uow.read() as work:
        return len(await work.mails.awaited(WORKSPACE, ["<1@x>"], "accounting"))
