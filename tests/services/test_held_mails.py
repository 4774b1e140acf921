"""Mails that wait for somebody's word: what they say, who may say it, and for how long it is waited."""

from asyncio import gather
from datetime import timedelta

import pytest

from bot.domain.company.membership import Membership
from bot.domain.company.people import Person
from bot.domain.limits import LONG, SUMMARY
from bot.domain.mail.holding import MOST_HELD
from bot.domain.mail.records import Outcome, Reason
from bot.errors import BusyError, NotAllowedError, RefusedError
from bot.ports import UnitOfWork
from bot.services.prune import MAILS_HELD, MAILS_KEPT, prune
from bot.services.receive_mail import Received
from bot.services.settle_mail import deny_mail, take_in_mail
from tests.company import ANNA, DORA, MONDAY, NINA, WORKSPACE
from tests.mail.letters import ADDRESSES, CUSTOMER, arrival, letter
from tests.services.desk import addressees, by, delivered
from tests.services.post import receive, records, said


async def test_who_may_not_have_sent_it_is_asked_in_private_first(post: UnitOfWork) -> None:
    received = await receive(post, arrival(vouched=False))
    assert received == Received(Outcome.HELD, Reason.UNVERIFIED)
    assert addressees(await delivered(post)) == [("mail", ANNA)]
    [held] = await records(post)
    handoff = await take_in_mail(post, by(ANNA), held.id)
    assert handoff is not None
    assert (handoff.requester, handoff.brief.details) == (ANNA, "Bitte die Gutschrift buchen.")
    assert [(one.outcome, one.number, one.held) for one in await records(post)] == [
        (Outcome.OFFERED, 1, None)
    ]
    assert ("mail", ANNA) in addressees(await delivered(post))


async def test_a_spoofed_mail_comes_to_nothing_when_its_sender_says_no(post: UnitOfWork) -> None:
    await receive(
        post,
        arrival(),
        arrival(letter("Storniert!", message_id="<2@x>", answers="<1@hansen.example>"), vouched=False),
    )
    held = (await records(post))[0]
    assert held.number == 1
    with pytest.raises(NotAllowedError):
        await take_in_mail(post, by(DORA), held.id)
    assert await deny_mail(post, by(ANNA), held.id)
    with pytest.raises(RefusedError, match="mail_settled"):
        await take_in_mail(post, by(ANNA), held.id)
    assert await said(post, 1) == []
    assert (await records(post))[0].held is None


async def test_two_clicks_on_yes_are_one_handoff(post: UnitOfWork) -> None:
    await receive(post, arrival(vouched=False))
    [held] = await records(post)
    clicks = await gather(*(take_in_mail(post, by(ANNA), held.id) for _ in range(4)), return_exceptions=True)
    assert sum(not isinstance(click, BaseException) for click in clicks) == 1
    assert all(isinstance(click, RefusedError) for click in clicks if isinstance(click, BaseException))
    async with post.read() as work:
        assert await work.handoffs.get(WORKSPACE, 2) is None


async def test_a_strangers_mail_waits_in_the_channel_until_somebody_takes_it_in(post: UnitOfWork) -> None:
    asked = letter("Wo bleibt meine Gutschrift?", sender=CUSTOMER)
    assert await receive(post, arrival(asked)) == Received(Outcome.HELD, Reason.STRANGER)
    assert addressees(await delivered(post)) == [("mail", "C0ACC")]
    [held] = await records(post)
    with pytest.raises(NotAllowedError):
        await take_in_mail(post, by(ANNA), held.id)
    handoff = await take_in_mail(post, by(DORA), held.id)
    assert handoff is not None
    assert (handoff.requester, handoff.accountable, handoff.to_department) == (DORA, DORA, "accounting")
    async with post.read() as work:
        [kept] = await work.mails.of_handoff(WORKSPACE, 1)
    assert (kept.sender, kept.message_id) == (CUSTOMER, "<1@hansen.example>")
    answer = letter("Danke!", sender=CUSTOMER, message_id="<2@x>", answers="<1@hansen.example>")
    assert await receive(post, arrival(answer)) == Received(Outcome.APPENDED, number=1)
    assert await said(post, 1) == ["Danke!"]


async def test_a_flood_of_held_mails_is_sent_back_to_try_again(post: UnitOfWork) -> None:
    for number in range(MOST_HELD[Reason.UNVERIFIED]):
        await receive(post, arrival(letter(message_id=f"<{number}@x>"), vouched=False))
    one_more = arrival(letter(message_id="<more@x>"), vouched=False)
    with pytest.raises(BusyError):
        await receive(post, one_more)
    await deny_mail(post, by(ANNA), (await records(post))[0].id)
    assert (await receive(post, one_more)).outcome is Outcome.HELD


async def test_the_text_of_a_held_mail_goes_after_two_weeks_and_the_record_later(post: UnitOfWork) -> None:
    await receive(post, arrival(vouched=False), arrival(letter(message_id="<2@x>")))
    await delivered(post)
    await prune(post, MONDAY + MAILS_HELD)
    assert [one.outcome for one in await records(post)] == [Outcome.OFFERED, Outcome.HELD]
    await prune(post, MONDAY + MAILS_HELD + timedelta(seconds=1))
    assert [(one.outcome, one.held) for one in await records(post)] == [
        (Outcome.OFFERED, None),
        (Outcome.EXPIRED, None),
    ]
    assert ("mail", ANNA) in addressees(await delivered(post, MONDAY + MAILS_HELD + timedelta(minutes=1)))
    assert (await prune(post, MONDAY + MAILS_KEPT + timedelta(seconds=1))).mails == 2
    assert await records(post) == []


async def test_an_admin_may_take_a_strangers_mail_in_only_with_a_department(post: UnitOfWork) -> None:
    await receive(post, arrival(letter(sender=CUSTOMER)))
    [held] = await records(post)
    with pytest.raises(RefusedError, match="in_no_department"):
        await take_in_mail(post, by(NINA), held.id)
    assert await deny_mail(post, by(NINA), held.id)


async def test_of_a_held_mail_no_more_is_kept_than_a_handoff_takes(post: UnitOfWork) -> None:
    await receive(post, arrival(letter("x" * 100_000, subject="y" * 4000), vouched=False))
    [kept] = await records(post)
    assert kept.held is not None
    assert (len(kept.held.text), len(kept.held.subject)) == (LONG, SUMMARY)
    handoff = await take_in_mail(post, by(ANNA), kept.id)
    assert handoff is not None
    assert handoff.brief.details.startswith("xxx")


async def test_whoever_may_not_hand_over_any_more_does_not_take_a_mail_in(post: UnitOfWork) -> None:
    await receive(post, arrival(letter(sender=CUSTOMER)))
    [held] = await records(post)
    async with post.write() as work:
        await work.people.put(WORKSPACE, [Person(DORA, "Dora", membership=Membership.STRANGER)])
    with pytest.raises(NotAllowedError, match="not_your_mail"):
        await take_in_mail(post, by(DORA), held.id)


async def test_a_mail_to_ones_own_department_is_a_handoff_only_if_its_author_wants_one(
    post: UnitOfWork,
) -> None:
    received = await receive(post, arrival(letter(sender=ADDRESSES[DORA])))
    assert received == Received(Outcome.HELD, Reason.OWN_DEPARTMENT)
    assert addressees(await delivered(post)) == [("mail", DORA)]
    [held] = await records(post)
    with pytest.raises(NotAllowedError):
        await take_in_mail(post, by(ANNA), held.id)
    handoff = await take_in_mail(post, by(DORA), held.id)
    assert handoff is not None
    assert (handoff.requester, handoff.to_department) == (DORA, "accounting")
