"""Prompts, where they may be made, and what is counted of them, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.batches import Told
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.noticing import Consent, CueOff, Noticing
from bot.domain.prompting.prompts import Counts, Outcome
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW
from tests.storage.prompting import MESSAGE, WEEK, has_shown


@pytest.fixture(autouse=True)
async def hansen(storage: Storage) -> None:
    """Hansen & Töchter has just been set up."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, Organisation())


async def test_a_message_is_noticed_once_whatever_becomes_of_it(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        prompt = await work.prompts.add(HANSEN, MESSAGE, NOW)
        assert prompt is not None
        dismissed = replace(prompt, shown_at=NOW + MINUTE, outcome=Outcome.DISMISSED)
        await work.prompts.save(dismissed)
    async with storage.unit_of_work.write() as work:
        assert await work.prompts.add(HANSEN, replace(MESSAGE, cue="en.sent"), NOW) is None
        in_a_thread = replace(MESSAGE, ts="17.5", thread_ts="17.4", department=None)
        assert await work.prompts.add(HANSEN, in_a_thread, NOW)
    async with storage.unit_of_work.read() as work:
        assert await work.prompts.get(HANSEN, prompt.id) == dismissed
        assert await work.prompts.about(HANSEN, "C0SALES", "17.4") == dismissed
        found = await work.prompts.about(HANSEN, "C0SALES", "17.5")
        assert found is not None
        assert found.about == in_a_thread
        assert await work.prompts.shown_to(HANSEN, "U0ANNA", NOW) == [NOW + MINUTE]


async def test_what_was_let_go_is_counted_still(storage: Storage) -> None:
    outcomes = [Outcome.TURNED, Outcome.DISMISSED, Outcome.DISMISSED, Outcome.ACCEPTED, Outcome.UNANSWERED]
    every = Counts(5, turned=1, accepted=1, dismissed=2)
    async with storage.unit_of_work.write() as work:
        for n, outcome in enumerate(outcomes):
            await has_shown(work, HANSEN, replace(MESSAGE, ts=str(n)), outcome)
        await work.prompts.add(HANSEN, replace(MESSAGE, ts="waits"), NOW)
    async with storage.unit_of_work.read() as work:
        assert await work.prompts.of_week(HANSEN, WEEK) == every
        assert await work.prompts.of_week(HANSEN, WEEK.plus(-1)) == Counts()
        assert await work.prompts.of_cue(HANSEN, "de.sent", None) == every
        assert await work.prompts.of_cue(HANSEN, "de.sent", NOW) == Counts()
        old = await work.prompts.older(HANSEN, NOW + MINUTE, limit=2)
        assert await work.prompts.older(HANSEN, NOW, limit=2) == []
    async with storage.unit_of_work.write() as work:
        await work.prompts.fold(HANSEN, {(WEEK.name, "de.sent"): Counts(1, turned=1)}, [old[0].id])
        await work.prompts.fold(HANSEN, {(WEEK.name, "de.sent"): Counts(1, dismissed=1)}, [old[1].id])
        assert await work.prompts.of_week(HANSEN, WEEK) == every
        assert await work.prompts.of_cue(HANSEN, "de.sent", None) == Counts(3, accepted=1, dismissed=1)


async def test_a_channel_that_is_asked_again_has_said_nothing(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        asked = await work.noticings.ask(HANSEN, "C0SALES", "U0BEN", NOW)
        on = await work.noticings.decide(asked, HANSEN, Consent.ON, "U0ANNA", NOW + MINUTE)
        assert (on.times, on.by) == (1, "U0ANNA")
    async with storage.unit_of_work.read() as work:
        assert await work.noticings.channel(HANSEN, "C0SALES") == on
        assert (await work.noticings.get(HANSEN)).hears("C0SALES")
    async with storage.unit_of_work.write() as work:
        await work.noticings.switch(HANSEN, on=False)
        assert not (await work.noticings.get(HANSEN)).hears("C0SALES")
        await work.noticings.switch(HANSEN, on=True)
        off = await work.noticings.decide(on, HANSEN, Consent.OFF, "U0ANNA", NOW)
        assert off.times == 1
        again = await work.noticings.ask(HANSEN, "C0SALES", None, NOW)
        assert again.id != asked.id
        assert await work.noticings.numbered(HANSEN, asked.id) is None
        assert await work.noticings.get(HANSEN) == Noticing()


async def test_a_cue_is_switched_off_once_until_somebody_switches_it_on(storage: Storage) -> None:
    counts = Counts(20, dismissed=6)
    async with storage.unit_of_work.write() as work:
        off = await work.noticings.switch_cue_off(HANSEN, "de.cc", counts, NOW)
        assert off is not None
        assert await work.noticings.switch_cue_off(HANSEN, "de.cc", counts, NOW) is None
        assert (await work.noticings.get(HANSEN)).without == {"de.cc"}
        on = await work.noticings.switch_cue_on(HANSEN, off.id, "U0NINA", NOW + MINUTE)
        again = await work.noticings.switch_cue_on(HANSEN, off.id, "U0EVA", NOW + 2 * MINUTE)
        assert on == again == CueOff(off.id, "de.cc", NOW, 20, 6, until=NOW + MINUTE, by="U0NINA")
        assert await work.noticings.cue_on_since(HANSEN, "de.cc") == NOW + MINUTE
        assert await work.noticings.get(HANSEN) == Noticing()
        later = await work.noticings.switch_cue_off(HANSEN, "de.cc", counts, NOW + timedelta(days=9))
        assert later is not None
        assert later.id != off.id


async def test_what_somebody_was_told_leaves_alone_when_they_are_looked_at(storage: Storage) -> None:
    today = Told(NOW.date(), 2)
    async with storage.unit_of_work.write() as work:
        wanted = Preferences(prompts=False)
        await work.nudges.prefer(HANSEN, "U0ANNA", wanted, NOW)
        assert (await work.nudges.listener(HANSEN, "U0ANNA")).preferences == wanted
        await work.nudges.spend(HANSEN, "U0ANNA", today)
        (anna,) = await work.nudges.listeners_due(NOW, limit=9)
        assert anna.told == today
        assert (await work.nudges.listener(HANSEN, "U0DORA")).told == Told()


async def test_second_opinions_are_wanted_by_channel_and_end_when_the_channel_is_switched(
    storage: Storage,
) -> None:
    async with storage.unit_of_work.write() as work:
        for channel in ("C0SALES", "C0ACC"):
            place = await work.noticings.ask(HANSEN, channel, None, NOW)
            place = await work.noticings.decide(place, HANSEN, Consent.ON, "U0ANNA", NOW)
        await work.noticings.second_opinions(place, HANSEN, on=True)
    async with storage.unit_of_work.read() as work:
        noticing = await work.noticings.get(HANSEN)
        stored = await work.noticings.channel(HANSEN, "C0ACC")
    assert noticing.second_opinions == {"C0ACC"}
    assert stored is not None
    assert stored.second_opinion
    async with storage.unit_of_work.write() as work:
        off = await work.noticings.decide(stored, HANSEN, Consent.OFF, "U0ANNA", NOW)
        await work.noticings.decide(off, HANSEN, Consent.ON, "U0ANNA", NOW)
    async with storage.unit_of_work.read() as work:
        assert (await work.noticings.get(HANSEN)).second_opinions == frozenset()
