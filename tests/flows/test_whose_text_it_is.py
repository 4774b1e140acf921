"""What goes into a form is its author's text, whoever opens the form: some people's texts go to no language model."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from pydantic import SecretStr

from bot.domain.company.department import Kind
from tests.flows.office import Json, Office, open_office
from tests.flows.test_assignment import assign
from tests.flows.test_guessed_brief import told
from tests.model.hostile import KEY, MODEL, HostileServer, hostile_server

SECRET = "Bitte die Palette umbuchen"
OPEN = "Die Gutschrift wartet seit Montag"
"""What may be sent, so that a test knows when all questions before have been asked."""


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with hostile_server() as opened:
        opened.does(told())
        yield opened


@pytest.fixture
async def office(sqlite_url: str, server: HostileServer) -> AsyncIterator[Office]:
    """An office with a language model."""
    model: dict[str, Any] = {
        "openai_base_url": server.url,
        "openai_api_key": SecretStr(KEY),
        "openai_model": MODEL,
    }
    async with open_office(sqlite_url, **model) as opened:
        yield opened


async def is_a_guest(office: Office) -> None:
    await office.oli.change(is_restricted=True)


async def is_of_a_department_that_wants_none(office: Office) -> None:
    await assign(office, "service", language_model=False)


async def from_the_message(office: Office, said: Json) -> None:
    await office.ben.message_shortcut("handoff_message", "C0ALLE", said["ts"])


async def from_its_thread(office: Office, said: Json) -> None:
    thread, ben = said["ts"], office.ben
    await ben.say("C0ALLE", "@Staffel please pass this on to IT", thread_ts=thread)
    answer = await office.slack.until(
        lambda: next(
            (one for one in ben.messages("C0ALLE", thread_ts=thread) if one.get("is_ephemeral")), None
        )
    )
    await ben.click(answer, "open_spoken")


Way = Callable[[Office, Json], Awaitable[None]]


@pytest.mark.parametrize("way", [from_the_message, from_its_thread])
async def test_a_colleagues_text_is_read(office: Office, server: HostileServer, way: Way) -> None:
    await way(office, await office.oli.say("C0ALLE", SECRET))
    await office.slack.until(lambda: SECRET in server.texts)


@pytest.mark.parametrize("who", [is_a_guest, is_of_a_department_that_wants_none])
@pytest.mark.parametrize("way", [from_the_message, from_its_thread])
async def test_somebody_elses_text_stays_here_if_theirs_does(
    office: Office, server: HostileServer, who: Callable[[Office], Awaitable[None]], way: Way
) -> None:
    await who(office)
    await way(office, await office.oli.say("C0ALLE", SECRET))
    await office.form(office.ben, "open_handoff")
    await office.ben.close()
    await office.anna.command(f"/handoff {OPEN}", channel="C0ALLE")
    await office.slack.until(lambda: OPEN in server.texts)
    assert SECRET not in server.texts


@pytest.mark.parametrize("changed", [{"language_model": False}, {"kind": Kind.PARTNER}])
async def test_of_a_department_that_is_kept_out_the_model_is_not_even_told(
    office: Office, server: HostileServer, changed: dict[str, Any]
) -> None:
    await assign(office, "legal", **changed)
    await office.anna.command(f"/handoff {OPEN}", channel="C0ALLE")
    await office.slack.until(lambda: OPEN in server.texts)
    assert "Buchhaltung" in server.texts
    assert not {"legal", "Recht", "Datenschutz"} & set(re.findall(r"\w+", server.texts))
