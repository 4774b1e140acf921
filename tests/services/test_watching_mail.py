"""A mail with a department in copy: watched, answered or asked about, on both databases."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.mail.mail import Mail
from bot.domain.mail.records import Outcome
from bot.domain.mail.watching import PLACE, Watch
from bot.domain.matter.commands import OpenHandoff
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.prompts import Outcome as Prompted
from bot.domain.prompting.prompts import Prompt
from bot.domain.time.calendars import no_holidays
from bot.errors import NeedlessError, NotYetError
from bot.ports import UnitOfWork
from bot.services.answer_prompt import answer_prompt
from bot.services.open_handoff import open_handoff
from bot.services.opt_in import switch_workspace
from bot.services.prefer import prefer
from bot.services.prune import MAILS_HELD, prune
from bot.services.receive_mail import receive_mail
from bot.services.show_prompt import Shown, show_prompt
from tests.company import ANNA, BEN, DORA, MONDAY, NINA, REFUND, WORKSPACE
from tests.mail.letters import ADDRESSES, CUSTOMER, STAFF, arrival, letter
from tests.services.desk import addressees, by, delivered

BILLS = "rechnung@hansen.example"
TUESDAY = MONDAY + timedelta(days=1)
MAIL = letter()


@pytest.fixture
async def post(uow: UnitOfWork) -> UnitOfWork:
    """The company, whose people Slack knows by their addresses."""
    async with uow.write() as work:
        await work.people.put(WORKSPACE, STAFF)
    return uow


async def copied(
    uow: UnitOfWork,
    mail: Mail = MAIL,
    asks: Sequence[str] = (BILLS,),
    *,
    vouched: bool = True,
    now: datetime = MONDAY,
) -> None:
    """Let a mail come with Accounting in copy."""
    one = replace(arrival(mail, in_copy=True, vouched=vouched), asks=tuple(asks))
    assert (await receive_mail(uow, by("", now=now), one)).outcome is Outcome.NOTED


async def watch(uow: UnitOfWork, message_id: str = MAIL.identity) -> Watch | None:
    async with uow.read() as work:
        return next(iter(await work.watches.of_mails(WORKSPACE, [message_id])), None)


async def prompt(uow: UnitOfWork) -> Prompt | None:
    async with uow.read() as work:
        return await work.prompts.about(WORKSPACE, PLACE, MAIL.identity)


async def show(uow: UnitOfWork, now: datetime = TUESDAY) -> Shown:
    asked = await prompt(uow)
    assert asked is not None
    return await show_prompt(uow, WORKSPACE, asked.id, no_holidays, now)


def answer(sender: str, by_itself: str = "no") -> Mail:
    """Return an answer to all; `by_itself`: what its Auto-Submitted says."""
    return letter(
        "Mache ich.",
        sender=sender,
        message_id="<2@hansen.example>",
        answers=MAIL.identity,
        Auto_Submitted=by_itself,
    )


async def test_after_a_business_day_without_an_answer_its_sender_is_asked_once(post: UnitOfWork) -> None:
    await copied(post)
    assert addressees(await delivered(post)) == [("prompt", ANNA)]
    with pytest.raises(NotYetError) as early:
        await show(post, TUESDAY - timedelta(seconds=1))
    assert early.value.until == TUESDAY
    shown = await show(post)
    assert (shown.prompt.about.department, shown.beside) == ("accounting", False)
    assert shown.watch is not None
    assert shown.watch.subject == "Gutschrift für Müller"
    with pytest.raises(NeedlessError):
        await show(post)


async def test_two_processes_ask_once(post: UnitOfWork) -> None:
    await copied(post)
    outcomes = await gather(show(post), show(post), return_exceptions=True)
    assert [type(one) for one in outcomes if not isinstance(one, Shown)] == [NeedlessError]


@pytest.mark.parametrize("sender", [ADDRESSES[DORA], BILLS])
async def test_an_answer_in_time_ends_the_watch_and_what_was_kept_goes(post: UnitOfWork, sender: str) -> None:
    await copied(post)
    await copied(post, answer(sender), asks=[ADDRESSES[ANNA]])
    assert await watch(post) == Watch(1, MAIL.identity, ANNA, "accounting", None)
    with pytest.raises(NeedlessError):
        await show(post)


@pytest.mark.parametrize("sender", [ADDRESSES[ANNA], ADDRESSES[BEN], CUSTOMER])
async def test_what_others_write_in_the_thread_is_no_answer_and_begins_no_watch(
    post: UnitOfWork, sender: str
) -> None:
    await copied(post)
    await copied(post, answer(sender))
    assert await watch(post, "<2@hansen.example>") is None
    assert (await show(post)).prompt.about.author == ANNA


async def test_who_is_out_of_office_has_not_answered(post: UnitOfWork) -> None:
    await copied(post)
    away = replace(arrival(answer(ADDRESSES[DORA], by_itself="auto-replied"), in_copy=True))
    assert (await receive_mail(post, by(""), away)).outcome is Outcome.LEFT_ALONE
    assert (await show(post)).prompt.about.author == ANNA


@pytest.mark.parametrize(
    ("mail", "asks", "vouched"),
    [
        (MAIL, [], True),  # one of us is asked: it is a handoff there
        (MAIL, [BILLS], False),  # anybody could have written it
        (letter(sender=CUSTOMER), [BILLS], True),
        (letter(sender=ADDRESSES[DORA]), [BILLS], True),  # her own department
    ],
)
async def test_other_copies_are_only_noted(
    post: UnitOfWork, mail: Mail, asks: Sequence[str], vouched: bool
) -> None:
    await copied(post, mail, asks, vouched=vouched)
    assert await watch(post) is None
    assert await delivered(post) == []


async def test_who_wants_no_prompts_and_where_they_are_off_nothing_is_watched(post: UnitOfWork) -> None:
    await prefer(post, by(ANNA), {ANNA: Preferences(prompts=False)})
    await copied(post)
    await switch_workspace(post, by(NINA), on=False)
    await copied(post, letter(sender=ADDRESSES[BEN], message_id="<2@x>"))
    assert (await watch(post), await watch(post, "<2@x>")) == (None, None)


async def test_prompts_switched_off_meanwhile_are_off_for_mails_too_and_nothing_is_kept(
    post: UnitOfWork,
) -> None:
    await copied(post)
    await switch_workspace(post, by(NINA), on=False)
    with pytest.raises(NeedlessError):
        await show(post)
    assert await watch(post) == Watch(1, MAIL.identity, ANNA, "accounting", None)


async def test_a_handoff_made_of_the_mail_gets_its_answers(post: UnitOfWork) -> None:
    await copied(post)
    shown = await show(post)
    command = OpenHandoff("accounting", REFUND, watched=shown.prompt.id)
    handoff = await open_handoff(post, by(ANNA, now=TUESDAY), command)
    assert handoff is not None
    asked, kept = await prompt(post), await watch(post)
    assert asked is not None
    assert kept is not None
    assert (asked.outcome, kept.over) == (Prompted.TURNED, True)
    late = replace(arrival(answer(ADDRESSES[DORA]), in_copy=True), asks=(ADDRESSES[ANNA],))
    received = await receive_mail(post, by("", now=TUESDAY), late)
    assert (received.outcome, received.number) == (Outcome.APPENDED, handoff.number)


async def test_nobody_turns_the_prompt_of_somebody_else(post: UnitOfWork) -> None:
    await copied(post)
    shown = await show(post)
    assert await open_handoff(post, by(BEN), OpenHandoff("accounting", REFUND, watched=shown.prompt.id))
    asked = await prompt(post)
    assert asked is not None
    assert asked.outcome is Prompted.UNANSWERED


async def test_the_subject_is_kept_for_two_weeks_at_most(post: UnitOfWork) -> None:
    await copied(post)
    shown = await show(post)
    await answer_prompt(post, by(ANNA), shown.prompt.id, Prompted.ACCEPTED)
    await prune(post, TUESDAY + MAILS_HELD)
    assert await watch(post) is not None
    await prune(post, TUESDAY + MAILS_HELD + timedelta(seconds=1))
    assert await watch(post) is None
