"""Where the rules are unsure a language model may be asked: where the channel wants it, and never instead of them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.domain.prompting.noticing import SECOND_OPINION
from bot.services.opt_in import switch_second_opinion
from bot.services.request import Request
from tests.flows.nudging import now
from tests.flows.office import Office, read
from tests.flows.prompting import HARMLESS, THROWN, asked, open_noticing, prompt_about, questions, replaced
from tests.flows.test_opting_in import settings
from tests.model.behaviours import fails, hangs, says
from tests.model.hostile import KEY, MODEL, Behaviour, HostileServer, Question, hostile_server

MAILED = "Hab das der Buchhaltung gemailt. <@U0BEN> weiß es auch."
IN_ENGLISH = "It's with accounting now."


def thinks(kind: str, words: str) -> Behaviour:
    return says(json.dumps({"kind": kind, "words": words}))


THROWN_SAYS_THE_MODEL = thinks("fire_and_forget", "der Buchhaltung gemailt")


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    """The model's server, which answers as the test tells it."""
    async with hostile_server() as opened:
        opened.does(THROWN_SAYS_THE_MODEL)
        yield opened


@asynccontextmanager
async def open_with_a_model(database_url: str, server: HostileServer) -> AsyncIterator[Office]:
    model: dict[str, Any] = {"openai_api_key": SecretStr(KEY), "openai_base_url": server.url}
    async with open_noticing(database_url, openai_model=MODEL, **model) as office:
        yield office


@pytest.fixture
async def office(database_url: str, server: HostileServer) -> AsyncIterator[Office]:
    """Monday at eleven; #alle is on, and wants second opinions. On both databases."""
    async with open_with_a_model(database_url, server) as opened:
        await second_opinions(opened, on=True)
        yield opened


@pytest.fixture
async def sqlite_office(sqlite_url: str, server: HostileServer) -> AsyncIterator[Office]:
    """The same on one database, where the other makes no difference."""
    async with open_with_a_model(sqlite_url, server) as opened:
        await second_opinions(opened, on=True)
        yield opened


async def second_opinions(office: Office, *, on: bool) -> None:
    """Let Sofia switch them on or off in #alle, as if in another process."""
    request = Request(office.slack.team_id, "U0SOFIA", f"test:opinions:{on}", now(office))
    assert await switch_second_opinion(office.storage.unit_of_work, request, "C0ALLE", on=on)


async def asked_of(server: HostileServer, office: Office, n: int = 1) -> None:
    """Wait until the model has been asked so often."""
    async with asyncio.timeout(30):
        while len(server.asked) < n:
            await office.delivered()


async def test_the_author_is_asked_and_told_that_a_model_thinks_so(
    office: Office, server: HostileServer
) -> None:
    message = await office.anna.say("C0ALLE", MAILED)
    prompt = await asked(office, office.anna)
    assert "an die Abteilung Buchhaltung gegangen" in read(prompt)
    assert "Das meint ein Sprachmodell, und es kann sich irren." in read(prompt)
    stored = await prompt_about(office, message)
    assert stored is not None
    assert stored.about.cue == SECOND_OPINION
    assert "Hab das der Buchhaltung gemailt" in server.texts
    assert "U0BEN" not in server.texts
    await office.anna.click(prompt, "already_accepted")
    await replaced(office, office.anna, prompt, "Gut, dann ist es in guten Händen.")


async def test_in_english_too(sqlite_office: Office, server: HostileServer) -> None:
    server.does(thinks("fire_and_forget", "with accounting now"))
    await sqlite_office.oli.say("C0ALLE", IN_ENGLISH)
    assert "A language model thinks so, and may be wrong." in read(
        await asked(sqlite_office, sqlite_office.oli)
    )


@pytest.mark.parametrize(
    "behaviour",
    [
        thinks("harmless", "der Buchhaltung gemailt"),
        thinks("closed_loop", "der Buchhaltung gemailt"),
        thinks("fire_and_forget", "damit bin ich fertig"),
        thinks("fire_and_forget", ""),
        thinks("thrown", "der Buchhaltung gemailt"),
        says("Ja!"),
        fails(500),
    ],
)
async def test_nobody_is_asked_unless_it_is_sure_and_shows_why(
    sqlite_office: Office, server: HostileServer, behaviour: Behaviour
) -> None:
    server.does(behaviour, behaviour, THROWN_SAYS_THE_MODEL)
    first = await sqlite_office.anna.say("C0ALLE", MAILED)
    await asked_of(server, sqlite_office)
    await sqlite_office.oli.say("C0ALLE", THROWN)
    await asked(sqlite_office, sqlite_office.oli)
    assert await prompt_about(sqlite_office, first) is None


async def test_what_the_rules_are_sure_of_never_leaves(sqlite_office: Office, server: HostileServer) -> None:
    office = sqlite_office
    await office.anna.say("C0ALLE", THROWN)
    prompt = await asked(office, office.anna)
    assert "Sprachmodell" not in read(prompt)
    await office.oli.say("C0ALLE", HARMLESS)
    await office.delivered()
    assert not server.asked


async def test_while_the_model_hangs_the_rules_go_on(sqlite_office: Office, server: HostileServer) -> None:
    office = sqlite_office
    server.does(hangs)
    for number in range(6):
        ack = await office.anna.say("C0ALLE", f"{MAILED} Nummer {number}.")
        assert ack
    await office.oli.say("C0ALLE", THROWN)
    await asked(office, office.oli)
    await asked_of(server, office, 4)
    assert len(server.asked) == 4


async def test_what_was_edited_meanwhile_is_not_asked_about(
    sqlite_office: Office, server: HostileServer
) -> None:
    office, thinking, goes_on = sqlite_office, asyncio.Event(), asyncio.Event()

    async def thinks_long(request: web.Request, question: Question) -> web.StreamResponse:
        thinking.set()
        await goes_on.wait()
        return await THROWN_SAYS_THE_MODEL(request, question)

    server.does(thinks_long)
    message = await office.anna.say("C0ALLE", MAILED)
    await thinking.wait()
    await office.anna.edit("C0ALLE", message["ts"], HARMLESS)
    goes_on.set()
    await office.slack.until(lambda: "conversations.replies" in [call.method for call in office.slack.calls])
    await office.oli.say("C0ALLE", THROWN)
    await asked(office, office.oli)
    assert await prompt_about(office, message) is None


async def test_whoever_wants_no_questions_is_not_read_by_the_model(
    sqlite_office: Office, server: HostileServer
) -> None:
    office = sqlite_office
    await office.anna.click(await settings(office, "anna"), "mute_prompts")
    await office.slack.until(lambda: "Mich wieder fragen" in str(office.anna.messages("C0ALLE")))
    await office.anna.say("C0ALLE", MAILED)
    await office.oli.say("C0ALLE", f"{MAILED} Wirklich.")
    await asked(office, office.oli)
    assert len(server.asked) == 1


async def test_an_event_that_comes_twice_asks_the_author_once(office: Office, server: HostileServer) -> None:
    await office.anna.say("C0ALLE", MAILED)
    await asked(office, office.anna)
    thrown = next(one for one in reversed(office.slack.deliveries) if "gemailt" in str(one.payload))
    assert (await office.slack.redeliver(thrown)).ok
    await office.delivered()
    assert len(questions(office.anna)) == 1


async def test_it_is_off_until_a_lead_or_admin_wants_it(database_url: str, server: HostileServer) -> None:
    async with open_with_a_model(database_url, server) as office:
        await office.anna.say("C0ALLE", MAILED)
        await office.delivered()
        assert "second_opinion_on" not in str(await settings(office, "dora"))
        shown = await settings(office, "sofia")
        assert "Zu Nachrichten dieses Kanals fragt es kein Sprachmodell." in read(shown)
        assert not server.asked
        await office.sofia.click(shown, "second_opinion_on")
        await office.seen(
            office.anna, "C0ALLE", "Ab jetzt bemerkt Staffel hier", "fragt es zu der Nachricht auch"
        )
        await office.anna.say("C0ALLE", f"{MAILED} Wirklich.")
        await asked(office, office.anna)
        await office.sofia.click(await settings(office, "sofia"), "second_opinion_off")
        await office.slack.until(
            lambda: not any("auch ein Sprachmodell" in read(one) for one in office.anna.messages("C0ALLE"))
        )
        await office.oli.say("C0ALLE", MAILED)
        await office.delivered()
        assert len(server.asked) == 1


async def test_without_a_model_nobody_is_offered_one(sqlite_url: str) -> None:
    async with open_noticing(sqlite_url) as office:
        shown = await settings(office, "sofia")
        assert "Sprachmodell" not in read(shown)
        assert "second_opinion" not in str(shown)
