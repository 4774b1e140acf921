"""Prompts from the message to the answer, on both databases, without Slack."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.company.people import Person
from bot.domain.delivery.messages import MessageKind
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Handoff, Source
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.noticing import Consent
from bot.domain.prompting.prompts import Counts, Noticed, Outcome, Prompt
from bot.domain.summary.weeks import week_of
from bot.domain.time.calendars import no_holidays
from bot.errors import InvalidFieldsError, NeedlessError, NotAllowedError, NotFoundError, NotYetError, Problem
from bot.ports import UnitOfWork
from bot.services.answer_prompt import answer_prompt, see_prompt
from bot.services.notice import notice, take_back
from bot.services.open_handoff import open_handoff
from bot.services.opt_in import switch_channel, switch_cue_on, switch_workspace
from bot.services.prefer import prefer
from bot.services.prune import PROMPTS_KEPT, prune
from bot.services.show_prompt import show_prompt, unshow_prompt
from tests.company import ANNA, BEN, CEM, DORA, NINA, REFUND, WORKSPACE
from tests.domain.calendars import BERLIN
from tests.services.desk import by, delivered

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
THROWN = Noticed("C0SALES", "17.4", None, ANNA, "de.sent", "accounting")
A_SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
async def on(uow: UnitOfWork) -> None:
    """Anna has switched on her department's channel; Slack has told who is who."""
    async with uow.write() as work:
        await work.people.put(WORKSPACE, [Person(ANNA, "Anna"), Person(BEN, "Ben"), Person(DORA, "Dora")])
    await switch_channel(uow, by(ANNA, now=NOON), "C0SALES", Consent.ON)
    await delivered(uow, NOON)


async def noticed(uow: UnitOfWork, about: Noticed = THROWN, now: datetime = NOON) -> Prompt:
    """Notice a message; return the prompt that waits to be shown."""
    assert await notice(uow, by("", now=now), about)
    return await about_it(uow, about)


async def about_it(uow: UnitOfWork, about: Noticed = THROWN) -> Prompt:
    async with uow.read() as work:
        prompt = await work.prompts.about(WORKSPACE, about.channel, about.ts)
    assert prompt is not None
    return prompt


async def show(uow: UnitOfWork, prompt: Prompt, now: datetime = NOON) -> Prompt:
    return (await show_prompt(uow, WORKSPACE, prompt.id, no_holidays, now)).prompt


async def test_a_prompt_is_on_its_way_once_the_message_is_noticed(uow: UnitOfWork) -> None:
    prompt = await noticed(uow)
    (row,) = await delivered(uow, NOON)
    assert (row.kind, row.to, row.event) == (MessageKind.PROMPT, ANNA, prompt.id)
    assert not await notice(uow, by("", now=NOON), replace(THROWN, cue="en.sent"))
    assert not await delivered(uow, NOON)


async def test_an_event_that_comes_again_has_no_effect(uow: UnitOfWork) -> None:
    assert await notice(uow, by("", "Ev7", NOON), THROWN)
    assert not await notice(uow, by("", "Ev7", NOON), replace(THROWN, ts="17.9"))


async def test_it_is_noted_as_shown_before_slack_hears_of_it_so_that_nobody_is_asked_twice(
    uow: UnitOfWork,
) -> None:
    prompt = await noticed(uow)
    assert (await show(uow, prompt)).outcome is Outcome.UNANSWERED
    with pytest.raises(NeedlessError):  # a second process, or this one after a crash
        await show(uow, prompt, NOON + A_SECOND)


async def test_what_slack_refused_is_tried_again_and_costs_no_budget(uow: UnitOfWork) -> None:
    prompt = await noticed(uow)
    await unshow_prompt(uow, await show(uow, prompt), again=True)
    assert await about_it(uow) == prompt
    async with uow.write() as work:
        assert (await work.nudges.listener(WORKSPACE, ANNA)).told.times == 0
    await unshow_prompt(uow, await show(uow, prompt), again=False)
    assert (await about_it(uow)).outcome is Outcome.DROPPED
    with pytest.raises(NeedlessError):
        await show(uow, prompt)


async def test_at_night_it_waits_for_its_author(uow: UnitOfWork) -> None:
    night = NOON.replace(hour=20)
    prompt = await noticed(uow, now=night)
    with pytest.raises(NotYetError) as waits:
        await show(uow, prompt, night)
    assert waits.value.until == datetime(2026, 11, 24, 9, tzinfo=UTC)
    shown = await show_prompt(uow, WORKSPACE, prompt.id, no_holidays, waits.value.until)
    assert not shown.beside


async def test_a_message_that_says_something_else_by_then_is_not_asked_about(uow: UnitOfWork) -> None:
    prompt = await noticed(uow)
    await take_back(uow, by("", now=NOON), "C0SALES", "17.4")
    with pytest.raises(NeedlessError):
        await show(uow, prompt)
    seen = await show(uow, await noticed(uow, replace(THROWN, ts="17.5")))
    await take_back(uow, by("", now=NOON), "C0SALES", "17.5")
    assert await about_it(uow, seen.about) == seen


async def off_here(uow: UnitOfWork) -> None:
    await switch_channel(uow, by(ANNA, now=NOON), "C0SALES", Consent.OFF)


async def off_for_all(uow: UnitOfWork) -> None:
    await switch_workspace(uow, by(NINA, now=NOON), on=False)


async def off_for_her(uow: UnitOfWork) -> None:
    await prefer(uow, by(ANNA, now=NOON), {ANNA: Preferences(prompts=False)})


async def off_for_the_cue(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.noticings.switch_cue_off(WORKSPACE, "de.sent", Counts(20, dismissed=9), NOON)


async def gone(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.people.put(WORKSPACE, [Person(ANNA, "Anna", deleted=True)])


@pytest.mark.parametrize("switched", [off_here, off_for_all, off_for_her, off_for_the_cue, gone])
async def test_what_is_switched_off_is_off_at_once_even_for_what_is_on_its_way(
    uow: UnitOfWork, switched: object
) -> None:
    assert callable(switched)
    prompt = await noticed(uow)
    await switched(uow)
    with pytest.raises(NeedlessError):
        await show(uow, prompt)
    assert not await notice(uow, by("", now=NOON), replace(THROWN, ts="17.5"))


async def test_only_its_author_answers_a_prompt(uow: UnitOfWork) -> None:
    prompt = await show(uow, await noticed(uow))
    for attempt in (
        see_prompt(uow, by(BEN), prompt.id),
        answer_prompt(uow, by(BEN), prompt.id, Outcome.ACCEPTED),
    ):
        with pytest.raises(NotAllowedError):
            await attempt
    with pytest.raises(NotFoundError):
        await see_prompt(uow, by(ANNA), 99)
    assert await see_prompt(uow, by(ANNA), prompt.id) == prompt


async def test_of_two_forms_from_one_prompt_the_second_is_told_of_the_first_and_on_purpose_there_are_two(
    uow: UnitOfWork,
) -> None:
    await show(uow, await noticed(uow))
    command = OpenHandoff("accounting", REFUND, Source(THROWN.channel, THROWN.ts), prompted=True)
    both = [open_handoff(uow, by(ANNA, key, NOON), command) for key in ("first", "second")]
    made, refused = sorted(
        await asyncio.gather(*both, return_exceptions=True), key=lambda one: isinstance(one, Exception)
    )
    assert isinstance(made, Handoff)
    assert isinstance(refused, InvalidFieldsError)
    assert refused.problems == {"summary": Problem("made_already", {"handoff": made.name})}
    assert await open_handoff(uow, by(ANNA, "menu", NOON), replace(command, prompted=False))


async def test_a_handoff_that_somebody_else_makes_of_it_answers_nothing(uow: UnitOfWork) -> None:
    await show(uow, await noticed(uow))
    source = Source("C0SALES", "17.4")
    await open_handoff(uow, by(BEN, now=NOON), OpenHandoff("accounting", REFUND, source))
    assert (await about_it(uow)).outcome is Outcome.UNANSWERED
    await open_handoff(uow, by(ANNA, now=NOON), OpenHandoff("accounting", REFUND, source))
    assert (await about_it(uow)).outcome is Outcome.TURNED


async def answered_at_noon(uow: UnitOfWork, number: int, outcome: Outcome) -> None:
    """Let Anna answer a prompt that she was shown at noon."""
    about = replace(THROWN, ts=f"{number}.0")
    async with uow.write() as work:
        prompt = await work.prompts.add(WORKSPACE, about, NOON)
        assert prompt is not None
        await work.prompts.save(replace(prompt, shown_at=NOON, outcome=Outcome.UNANSWERED))
    await answer_prompt(uow, by(ANNA, now=NOON), prompt.id, outcome)


async def test_a_cue_that_is_dismissed_too_often_switches_itself_off_and_the_admin_is_told_once(
    uow: UnitOfWork,
) -> None:
    for number in range(15):
        await answered_at_noon(uow, number, Outcome.ACCEPTED)
    for number in range(15, 20):
        await answered_at_noon(uow, number, Outcome.DISMISSED)
    assert not await delivered(uow, NOON)
    await answered_at_noon(uow, 20, Outcome.DISMISSED)
    await answered_at_noon(uow, 21, Outcome.DISMISSED)
    (row,) = await delivered(uow, NOON)
    assert (row.kind, row.to) == (MessageKind.CUE_OFF, NINA)
    async with uow.read() as work:
        assert (await work.noticings.get(WORKSPACE)).without == {"de.sent"}
        off = await work.noticings.cue_off(WORKSPACE, row.event)
    assert off is not None
    assert (off.shown, off.dismissed) == (21, 6)
    with pytest.raises(NotAllowedError):
        await switch_cue_on(uow, by(CEM, now=NOON), off.id)
    assert await switch_cue_on(uow, by(NINA, now=NOON + A_SECOND), off.id)
    await answered_at_noon(uow, 22, Outcome.DISMISSED)  # only what was shown since counts
    assert not await delivered(uow, NOON)


async def test_old_prompts_go_and_their_counts_stay(uow: UnitOfWork) -> None:
    for number, outcome in enumerate([Outcome.TURNED, Outcome.DISMISSED, Outcome.DISMISSED]):
        await answered_at_noon(uow, number, outcome)
    await noticed(uow, now=NOON + A_SECOND)
    await prune(uow, NOON + PROMPTS_KEPT + A_SECOND, batch=2)
    async with uow.read() as work:
        assert await work.prompts.about(WORKSPACE, "C0SALES", "1.0") is None
        assert await work.prompts.about(WORKSPACE, "C0SALES", "17.4") is not None
        week = week_of(NOON, BERLIN)
        assert await work.prompts.of_week(WORKSPACE, week) == Counts(3, turned=1, dismissed=2)
