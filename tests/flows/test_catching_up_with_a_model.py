"""A language model may say what a thread has come to: only what its messages say, and only of what may leave."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from tests.flows.office import Office, open_office, read
from tests.flows.test_catching_up import LINES, asked_who_is_there, made_from_a_talk, told
from tests.model.behaviours import fails, says
from tests.model.hostile import KEY, MODEL, HostileServer, hostile_server


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    """The model's server, which answers as the test tells it."""
    async with hostile_server() as opened:
        yield opened


@pytest.fixture
async def office(sqlite_url: str, server: HostileServer) -> AsyncIterator[Office]:
    """An office whose Staffel may ask that server."""
    model: dict[str, Any] = {
        "openai_api_key": SecretStr(KEY),
        "openai_base_url": server.url,
        "openai_model": MODEL,
    }
    async with open_office(sqlite_url, **model) as opened:
        yield opened


def answer(*lines: tuple[int, str]) -> str:
    return json.dumps({"lines": [{"message": number, "text": text} for number, text in lines]})


async def dora_reads(office: Office) -> str:
    """Let Dora look at the handoff; return what she is told of the thread."""
    await office.dora.command("/handoff show H-1", channel="C0ALLE")
    return read(await office.slack.until(lambda: next(iter(told(office.dora, "C0ALLE")), None)))


async def test_its_lines_are_shown_with_author_time_and_link(office: Office, server: HostileServer) -> None:
    server.does(says(answer((6, "fragt nach der Kundennummer"), (8, "bucht die Gutschrift heute"))))
    await made_from_a_talk(office)
    seen = await dora_reads(office)
    assert (
        seen.index("@U0ANNA")
        < seen.index("Kundennummer")
        < seen.index("@U0BEN")
        < seen.index("Gutschrift heute")
    )
    assert ": fragt nach der Kundennummer" in seen
    assert ": bucht die Gutschrift heute" in seen
    assert "In den Worten eines Sprachmodells" in seen
    assert LINES[0] not in seen
    assert "6. " in server.texts
    assert "Welche Kundennummer hat er denn?" in server.texts


@pytest.mark.parametrize(
    "said", [answer((7, "die 4712")), answer((12, "bucht es")), answer((8, "Cem bucht es")), "{}", "Gern!"]
)
async def test_what_it_makes_up_is_not_shown(office: Office, server: HostileServer, said: str) -> None:
    server.does(says(said))
    await made_from_a_talk(office)
    seen = await dora_reads(office)
    assert all(line in seen for line in LINES)
    assert "Sprachmodell" not in seen


async def test_without_its_answer_the_lines_by_rules_stand(office: Office, server: HostileServer) -> None:
    server.does(fails(500))
    await made_from_a_talk(office)
    seen = await dora_reads(office)
    assert all(line in seen for line in LINES)


async def test_of_a_private_channel_nothing_leaves_for_whom_may_not_read_it(
    office: Office, server: HostileServer
) -> None:
    server.does(says(answer((8, "bucht die Gutschrift heute"))))
    members = ("U0ANNA", "U0BEN")
    await office.slack.people.open_channel("C0SECRET", "geheim", members=members, bot=True, private=True)
    await made_from_a_talk(office, "C0SECRET")
    server.asked.clear()
    await office.dora.command("/handoff show H-1", channel="C0ALLE")
    await office.slack.until(lambda: asked_who_is_there(office) == 1)
    await office.slack.until(lambda: office.dora.messages("C0ALLE"))
    assert not [one for one in server.asked if "three lines" in one.text]


async def test_what_a_guest_of_the_company_wrote_does_not_leave(
    office: Office, server: HostileServer
) -> None:
    server.does(says(answer((8, "bucht die Gutschrift heute"))))
    await made_from_a_talk(office)
    await office.ben.change(is_restricted=True)
    server.asked.clear()
    seen = await dora_reads(office)
    assert all(line in seen for line in LINES)
    assert not server.asked
