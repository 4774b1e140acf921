"""A channel with many messages is no trouble: what is harmless, or not on, asks the database nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.prompting.noticing import Consent
from bot.errors import StorageUnavailableError
from bot.ports import UnitOfWork, Work
from handlers.slack.edge import Body, Edge
from handlers.slack.messages import message_told
from handlers.slack.prompting.heard import READ_OF_IT, heard
from handlers.slack.prompting.messages import message_heard
from handlers.tasks import Tasks
from storage.database import Storage
from tests.company import ANNA, COMPANY, MONDAY, WORKSPACE
from tests.flows.prompting import HARMLESS, THROWN


@dataclass
class Counted:
    """Transactions, and how many of them there were."""

    inner: UnitOfWork
    reads: int = 0
    writes: int = 0
    away: bool = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        self.reads += 1
        if self.away:
            raise StorageUnavailableError("lost")
        async with self.inner.read() as work:
            yield work

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Work]:
        self.writes += 1
        async with self.inner.write() as work:
            yield work


@dataclass
class Hearing:
    """A listener whose clock stands until somebody moves it."""

    counted: Counted
    edge: Edge

    async def hear(self, text: str, number: int = 1, channel: str = "C0SALES") -> None:
        await message_told(self.edge, said(text, number, channel))


def said(text: str, number: int = 1, channel: str = "C0SALES", **more: object) -> Body:
    told: Body = {
        "type": "message",
        "channel": channel,
        "user": ANNA,
        "text": text,
        "ts": f"{number}.5",
        **more,
    }
    return {"team_id": WORKSPACE, "event_id": f"Ev{number}", "event": told}


@pytest.fixture
async def hearing(storage: Storage) -> Hearing:
    """#vertrieb is on."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
        place = await work.noticings.ask(WORKSPACE, "C0SALES", None, MONDAY)
        await work.noticings.decide(place, WORKSPACE, Consent.ON, ANNA, MONDAY)
    counted = Counted(storage.unit_of_work)
    edge = Edge(
        counted, lambda: MONDAY, AsyncWebClient(), Tasks(), lambda: None, "https://x.example/", WORKSPACE
    )
    return Hearing(counted, edge)


async def test_a_hundred_harmless_messages_ask_the_database_once(hearing: Hearing) -> None:
    for number in range(100):
        await hearing.hear(HARMLESS, number)
    assert (hearing.counted.reads, hearing.counted.writes) == (1, 0)


async def test_what_is_thrown_in_a_channel_that_is_not_on_is_not_even_written_down(hearing: Hearing) -> None:
    for number in range(100):
        await hearing.hear(THROWN, number, channel="C0ALLE")
    assert (hearing.counted.reads, hearing.counted.writes) == (1, 0)


async def test_what_is_remembered_is_read_anew_after_seconds(hearing: Hearing) -> None:
    await hearing.hear(HARMLESS)
    later = MONDAY + timedelta(seconds=5)
    moved = Edge(
        hearing.counted,
        lambda: later,
        hearing.edge.client,
        hearing.edge.tasks,
        hearing.edge.wake,
        hearing.edge.team_url,
        WORKSPACE,
        attentions=hearing.edge.attentions,
    )
    await message_told(moved, said(HARMLESS, 2))
    assert hearing.counted.reads == 2


async def test_what_is_thrown_costs_one_transaction(hearing: Hearing) -> None:
    await hearing.hear(THROWN)
    assert (hearing.counted.reads, hearing.counted.writes) == (1, 1)


async def test_an_old_message_that_is_edited_is_not_looked_at_again(hearing: Hearing) -> None:
    body = said(THROWN)
    await message_heard(hearing.edge, body, body["event"], before=said(HARMLESS)["event"])
    assert hearing.counted.writes == 0


async def test_while_the_database_is_away_messages_are_passed_over_and_acknowledged(hearing: Hearing) -> None:
    hearing.counted.away = True
    await hearing.hear(THROWN)
    assert hearing.counted.writes == 0
    hearing.counted.away = False
    await hearing.hear(THROWN)
    assert hearing.counted.writes == 1


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"bot_id": "B0APP"},
        {"user_team": "T0FOREIGN"},
        {"source_team": "T0FOREIGN"},
        {"user": None},
        {"user": "USLACKBOT", "bot_id": "B0EMAIL", "files": [{"mode": "email", "user": "USLACKBOT"}]},
    ],
)
def test_what_nobody_of_us_has_written_is_not_read(more: dict[str, object]) -> None:
    body = said(THROWN)
    body["event"].update(more)
    assert heard(body, body["event"]) is None


def test_of_a_long_paste_the_beginning_is_read() -> None:
    body = said("x" * 40_000)
    found = heard(body, body["event"])
    assert found is not None
    assert len(found.text) == READ_OF_IT


def test_of_a_mail_subject_and_text_are_read_and_whom_it_went_to() -> None:
    mail: Body = {"filetype": "email", "user": ANNA, "subject": "Gutschrift", "plain_text": "Bitte buchen."}
    mail |= {"to": [{"address": "buchhaltung@x.example"}], "cc": [{"address": "recht@x.example"}]}
    body = said("", user="USLACKBOT", bot_id="B0EMAIL", subtype="file_share", files=[mail])
    found = heard(body, body["event"])
    assert found is not None
    assert (found.author, found.text) == (ANNA, "Gutschrift\nBitte buchen.")
    assert found.mailed_to == ("buchhaltung@x.example", "recht@x.example")
