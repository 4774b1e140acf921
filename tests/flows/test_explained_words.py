"""Who asks what a figure is reads it at once; a language model may add one sentence, if it is right and they still read."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.services.import_organisation import import_organisation
from practice.person import Person
from tests.flows.office import Office, organisation, read
from tests.flows.test_guessed_brief import once
from tests.flows.test_summary_words import with_model
from tests.flows.test_weekly_summary import answered, whispers
from tests.flows.weeks import live_through_the_week
from tests.model.behaviours import fails, hangs, obeys, says
from tests.model.hostile import Behaviour, HostileServer, Question, hostile_server

GERMAN = "In der Woche wurden 5 von 9 Angeboten rechtzeitig angenommen."
ENGLISH = "In the week, 5 of 9 offers were accepted in time."
MARKS = {"anna": "Von einem Sprachmodell formuliert", "ben": "Phrased by a language model"}
OWN = {
    "anna": "Von allen Angeboten",
    "sofia": "Von allen Angeboten",
    "ben": "Of all offers whose time was up",
}


def sentence(text: str) -> Behaviour:
    return says(json.dumps({"sentence": text}))


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with hostile_server() as opened:
        yield opened


@pytest.fixture
async def office(database_url: str, server: HostileServer) -> AsyncIterator[Office]:
    """An office with a language model, on each database."""
    async with with_model(database_url, server) as opened:
        yield opened


async def after_the_week(office: Office) -> str:
    """Let it become the night after the week, before its posts are written; return the week's name."""
    monday = await live_through_the_week(office)
    await office.slack.clock.skip(timedelta(hours=6).total_seconds())
    return f"{monday.year}-W46"


async def asks(office: Office, name: str, week: str) -> Person:
    """Let somebody ask what a figure of Logistik is; our own explanation stands before them at once."""
    person: Person = getattr(office, name)
    if not whispers(office, name):
        await answered(office, name, "/silo department Logistik")
    await person.click(whispers(office, name)[-1], "explain_figure", f"accept_target:{week}:logistics")
    await office.slack.until(lambda: OWN[name] in read(person.view or {}))
    return person


async def reads(office: Office, name: str, week: str, *words: str) -> None:
    """Let somebody ask, and wait until they read these words."""
    person = await asks(office, name, week)
    await office.slack.until(lambda: all(word in read(person.view or {}) for word in words))


def in_both(german: Behaviour, english: Behaviour) -> Behaviour:
    """Behave by the language that is asked for."""

    async def behave(request: web.Request, question: Question) -> web.StreamResponse:
        return await (german if "German" in question.text else english)(request, question)

    return behave


def noted(happened: asyncio.Event, behaviour: Behaviour) -> Behaviour:
    """Behave so, and tell the test that somebody has asked."""

    async def behave(request: web.Request, question: Question) -> web.StreamResponse:
        happened.set()
        return await behaviour(request, question)

    return behave


@pytest.mark.parametrize(("name", "said"), [("anna", GERMAN), ("ben", ENGLISH)])
async def test_one_sentence_in_their_language_comes_while_they_read(
    office: Office, server: HostileServer, name: str, said: str
) -> None:
    server.does(in_both(sentence(GERMAN), sentence(ENGLISH)))
    await reads(office, name, await after_the_week(office), said, MARKS[name])
    assert len(server.asked) == 1
    for never in ("Vertrieb", "Logistik", "sales", "logistics", "U0", "W46"):
        assert never not in server.texts


async def test_all_who_ask_for_the_same_read_the_same(office: Office, server: HostileServer) -> None:
    server.does(sentence(GERMAN), sentence("In der Woche wurden rechtzeitig 5 von 9 angenommen."))
    week = await after_the_week(office)
    await reads(office, "anna", week, GERMAN)
    await reads(office, "sofia", week, GERMAN)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        sentence(GERMAN.replace("5", "8")),
        sentence(GERMAN.replace("rechtzeitig", "zu spät")),
        sentence(ENGLISH),
        hangs,
        fails(500),
        says("{"),
        obeys,
    ],
    ids=["wrong", "turned", "english", "hangs", "500", "broken", "obeys"],
)
async def test_what_is_wrong_late_or_none_never_comes(
    office: Office, server: HostileServer, wrong: Behaviour
) -> None:
    asked = asyncio.Event()
    server.does(in_both(noted(asked, wrong), sentence(ENGLISH)))
    week = await after_the_week(office)
    anna = await asks(office, "anna", week)
    async with asyncio.timeout(30):  # the practice Slack sees nothing of it, and would wake nobody
        await asked.wait()
    await reads(office, "ben", week, ENGLISH)
    assert MARKS["anna"] not in read(anna.view)


async def test_who_has_closed_the_form_gets_nothing(office: Office, server: HostileServer) -> None:
    closed = asyncio.Event()
    server.does(once(closed, sentence(GERMAN)))
    week = await after_the_week(office)
    anna = await asks(office, "anna", week)
    await anna.close()
    closed.set()
    await reads(office, "sofia", week, GERMAN)
    assert anna.view is None


async def test_of_a_department_that_is_kept_out_nothing_is_asked(
    office: Office, server: HostileServer
) -> None:
    server.does(in_both(sentence(GERMAN), sentence(ENGLISH)))
    week = await after_the_week(office)
    await reads(office, "anna", week, GERMAN)
    company = organisation()
    kept_out = [
        one.model_copy(update={"language_model": one.key != "logistics"}) for one in company.departments
    ]
    changed = company.model_copy(update={"departments": tuple(kept_out)})
    await import_organisation(office.storage.unit_of_work, office.slack.team_id, changed)
    before = len(server.asked)
    await asks(office, "ben", week)
    sofia = await asks(office, "sofia", week)
    assert len(server.asked) == before
    await import_organisation(office.storage.unit_of_work, office.slack.team_id, company)
    await reads(office, "ben", week, ENGLISH)
    assert [call.method for call in office.slack.calls].count(
        "views.update"
    ) == 2  # Anna's, and Ben's at last
    assert MARKS["anna"] not in read(sofia.view)
