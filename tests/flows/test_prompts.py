"""Whoever throws a matter over the wall is asked about it: alone, kindly, once."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.prompting.prompts import Outcome
from tests.flows.nudging import MON, TUE, skip_to
from tests.flows.office import Office, read
from tests.flows.prompting import (
    HARMLESS,
    THROWN,
    THROWN_TO_IT,
    asked,
    open_noticing,
    prompt_about,
    questions,
    replaced,
)


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """Monday at eleven, over Socket Mode, on both databases."""
    async with open_noticing(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite_office(sqlite_url: str) -> AsyncIterator[Office]:
    """The same on one database, where the other makes no difference."""
    async with open_noticing(sqlite_url) as opened:
        yield opened


async def test_the_author_alone_is_asked_in_their_language(office: Office) -> None:
    anna, oli = office.anna, office.oli
    await anna.say("C0ALLE", THROWN)
    prompt = await asked(office, anna)
    assert prompt["is_ephemeral"]
    assert read(prompt).startswith(
        "Klingt, als wäre das per Mail oder Ticket an die Abteilung Buchhaltung gegangen."
        " Hat es dort jemand übernommen? Übergabe daraus machen Ja, ist übernommen"
    )
    await oli.say("C0ALLE", THROWN_TO_IT)
    assert "went to IT by mail or ticket. Has someone there taken it?" in read(await asked(office, oli))
    await office.delivered()
    for others in (office.sofia, office.dora):
        assert not questions(others)
    assert len(questions(anna)) == len(questions(oli)) == 1


async def test_over_http_it_is_the_same(database_url: str) -> None:
    async with open_noticing(database_url, http=True) as office:
        await office.anna.say("C0ALLE", THROWN)
        prompt = await asked(office, office.anna)
        await office.anna.click(prompt, "already_accepted")
        await replaced(office, office.anna, prompt, "Gut, dann ist es in guten Händen.")


async def test_a_handoff_is_made_of_it_with_its_words_and_its_origin(office: Office) -> None:
    anna = office.anna
    message = await anna.say("C0ALLE", THROWN)
    prompt = await asked(office, anna)
    await anna.click(prompt, "make_handoff")
    form = await office.form(anna, "open_handoff")
    values = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert values["summary"]["initial_value"] == THROWN
    assert values["department"]["initial_option"]["value"] == "accounting"
    anna.fill(**{"need.customer_no": "4711"})
    assert not (await anna.submit()).errors
    await replaced(office, anna, prompt, "H-1 ist der Abteilung Buchhaltung angeboten", "liegt sie bei dir")
    handoff = await office.handoff(1)
    assert handoff.source is not None
    assert (handoff.source.channel, handoff.source.ts) == ("C0ALLE", message["ts"])
    stored = await prompt_about(office, message)
    assert stored is not None
    assert stored.outcome is Outcome.TURNED


async def test_who_makes_it_by_the_shortcut_has_answered_too(sqlite_office: Office) -> None:
    anna, office = sqlite_office.anna, sqlite_office
    message = await anna.say("C0ALLE", THROWN_TO_IT)
    prompt = await asked(office, anna)
    await anna.message_shortcut("handoff_message", "C0ALLE", message["ts"])
    await office.form(anna, "open_handoff")
    await anna.choose("department", "it")
    assert not (await anna.submit()).errors
    await office.handoff(1)
    await anna.click(prompt, "make_handoff")
    await replaced(office, anna, prompt, "Du hast daraus schon eine Übergabe gemacht.")


async def test_an_answer_can_be_taken_back(office: Office) -> None:
    anna = office.anna
    message = await anna.say("C0ALLE", THROWN)
    prompt = await asked(office, anna)
    await anna.click(prompt, "more", f"not_a_handoff:{await _id(office, message['ts'])}")
    answer = await replaced(office, anna, prompt, "kommt keine Frage mehr")
    assert await _outcome(office, message["ts"]) is Outcome.DISMISSED
    await anna.click(answer, "undo_prompt")
    await replaced(office, anna, prompt, "Hat es dort jemand übernommen?")
    assert await _outcome(office, message["ts"]) is Outcome.UNANSWERED


async def test_a_dismissed_message_is_silent_for_good_however_it_is_edited(sqlite_office: Office) -> None:
    anna, office = sqlite_office.anna, sqlite_office
    message = await anna.say("C0ALLE", THROWN)
    prompt = await asked(office, anna)
    await anna.click(prompt, "more", f"not_a_handoff:{await _id(office, message['ts'])}")
    await replaced(office, anna, prompt, "kommt keine Frage mehr")
    await anna.edit("C0ALLE", message["ts"], THROWN_TO_IT)
    await office.delivered()
    assert not questions(anna)


async def test_a_message_that_was_edited_into_one_is_asked_about_once(sqlite_office: Office) -> None:
    ben, office = sqlite_office.ben, sqlite_office
    message = await ben.say("C0ALLE", HARMLESS)
    assert await prompt_about(office, message) is None
    await ben.edit("C0ALLE", message["ts"], THROWN_TO_IT)
    await asked(office, ben)
    await ben.edit("C0ALLE", message["ts"], f"{THROWN_TO_IT} Promise.")
    await office.delivered()
    assert len(questions(ben)) == 1


async def test_a_reply_is_asked_about_in_its_thread(sqlite_office: Office) -> None:
    ben, office = sqlite_office.ben, sqlite_office
    first = await office.anna.say("C0ALLE", "Müller wartet auf die Gutschrift. Wer weiß was?")
    await ben.say("C0ALLE", THROWN_TO_IT, thread_ts=first["ts"])
    prompt = await asked(office, ben, thread_ts=first["ts"])
    assert not questions(ben)
    await ben.click(prompt, "make_handoff")
    form = await office.form(ben, "open_handoff")
    assert THROWN_TO_IT in str(form["blocks"])


async def test_a_mail_that_is_shared_is_read_and_who_shared_it_is_asked(sqlite_office: Office) -> None:
    anna, office = sqlite_office.anna, sqlite_office
    await anna.share_mail(
        "C0ALLE",
        "Gutschrift Müller",
        "Hallo zusammen,\n\nanbei zur weiteren Bearbeitung, danke.\n\nViele Grüße\nAnna",
        to=["Buchhaltung <buchhaltung@hansen-toechter.example>"],
    )
    prompt = await asked(office, anna)
    assert "an die Abteilung Buchhaltung gegangen" in read(prompt)
    await anna.click(prompt, "make_handoff")
    form = await office.form(anna, "open_handoff")
    assert "'initial_value': 'Gutschrift Müller'" in str(form["blocks"])
    assert "anbei zur weiteren Bearbeitung" in str(form["blocks"])


async def test_an_event_that_comes_twice_asks_once(office: Office) -> None:
    await office.anna.say("C0ALLE", THROWN)
    await asked(office, office.anna)
    thrown = next(one for one in reversed(office.slack.deliveries) if "gemailt" in str(one.payload))
    assert (await office.slack.redeliver(thrown)).ok
    await office.delivered()
    assert len(questions(office.anna)) == 1


async def test_two_a_day_are_enough(sqlite_office: Office) -> None:
    anna, office = sqlite_office.anna, sqlite_office
    for again in ("", " Wirklich.", " Ganz sicher."):
        await anna.say("C0ALLE", THROWN + again)
        await office.delivered()
    assert len(questions(anna)) == 2
    await skip_to(office, TUE, "11:00")
    await anna.say("C0ALLE", f"{THROWN} Heute.")
    await office.slack.until(lambda: len(questions(anna)) == 3)


async def test_in_the_evening_it_waits_for_the_morning_and_comes_in_private(office: Office) -> None:
    anna = office.anna
    await skip_to(office, MON, "18:30")
    message = await anna.say("C0ALLE", THROWN)
    forgotten = await anna.say("C0ALLE", f"{THROWN} Oder doch nicht.")
    await anna.delete("C0ALLE", forgotten["ts"])
    assert not questions(anna)
    await skip_to(office, TUE, "10:00")
    prompt = await office.told(anna, "Zu deiner Nachricht", "Hat es dort jemand übernommen?")
    assert message["ts"].replace(".", "") in str(prompt)
    assert await _outcome(office, forgotten["ts"]) is Outcome.DROPPED
    await anna.click(prompt, "already_accepted")
    answer = await office.told(anna, "Gut, dann ist es in guten Händen.")
    await anna.click(answer, "undo_prompt")
    await office.told(anna, "Zu deiner Nachricht", "Hat es dort jemand übernommen?")
    assert not questions(anna)


async def _id(office: Office, ts: str) -> int:
    stored = await prompt_about(office, {"ts": ts})
    assert stored is not None
    return stored.id


async def _outcome(office: Office, ts: str) -> Outcome:
    stored = await prompt_about(office, {"ts": ts})
    assert stored is not None
    return stored.outcome
