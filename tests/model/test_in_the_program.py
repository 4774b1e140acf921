"""A model that hangs keeps nobody waiting: not the database, not whoever stops Staffel."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.resources import files

import pytest
from aiohttp import web

from bot.domain.guest.budget import Cost
from bot.domain.guest.limits import AT_ONCE
from bot.services.ask_guest import Guest
from handlers.clock import system_clock
from handlers.manifest import manifest
from practice import Practice, open_practice
from storage.database import Storage, open_storage
from tests.company import MONDAY, WORKSPACE
from tests.flows.program import serving, staffel
from tests.model.asking import ABOUT, GOOD, INQUIRY
from tests.model.behaviours import hangs, says
from tests.model.hostile import HostileServer, Question


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    async with open_practice(manifest()) as opened:
        yield opened


class Hanging:
    """Says nothing, for ever, and tells who came."""

    def __init__(self) -> None:
        self._came: asyncio.Queue[Question] = asyncio.Queue()

    async def __call__(self, request: web.Request, question: Question) -> web.StreamResponse:
        self._came.put_nowait(question)
        return await hangs(request, question)

    async def asked(self, times: int = 1) -> None:
        """Wait until so many have come."""
        for _ in range(times):
            await asyncio.wait_for(self._came.get(), 30)


async def spent(storage: Storage) -> Cost:
    async with storage.unit_of_work.read() as work:
        return (await work.spendings.of_day(WORKSPACE, MONDAY.date())).cost


async def test_while_a_model_hangs_everybody_else_reads_and_writes(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    hanging = Hanging()
    server.does(hanging)
    waiting = [
        asyncio.create_task(asked.ask(replace(INQUIRY, material=str(n)), ABOUT, MONDAY))
        for n in range(AT_ONCE)
    ]
    await hanging.asked(AT_ONCE)
    async with company.unit_of_work.write() as work:  # SQLite has one connection that writes
        await work.inbox.take(WORKSPACE, "Ev1", MONDAY)
    assert not any(task.done() for task in waiting)
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None
    assert len(server.asked) == AT_ONCE
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    server.does(says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is not None


async def test_who_is_stopped_while_they_ask_has_paid(
    asked: Guest, server: HostileServer, company: Storage
) -> None:
    hanging = Hanging()
    server.does(hanging)
    waiting = asyncio.create_task(asked.ask(INQUIRY, ABOUT, MONDAY))
    await hanging.asked()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await spent(company)).tokens > 1000


@pytest.mark.parametrize("stop", ["terminate", "kill"])
async def test_staffel_stops_in_time_while_its_model_hangs_and_what_was_under_way_is_paid(
    slack: Practice, server: HostileServer, sqlite_url: str, stop: str
) -> None:
    hanging = Hanging()
    server.does(hanging)
    org = str(files("handlers.demo").joinpath("org.yaml"))
    code, printed = await staffel(slack, sqlite_url, "org", "import", org)
    assert code == 0, printed
    async with serving(slack, sqlite_url, OPENAI_BASE_URL=server.url) as process:
        await slack.person("U0BEN").command(
            "/handoff it: Bitte ein neues Passwort für Mira", channel="C0ALLE"
        )
        await hanging.asked()
        getattr(process, stop)()
        ended = await asyncio.wait_for(process.wait(), 10)
    assert ended == (0 if stop == "terminate" else -9)
    async with open_storage(sqlite_url) as storage, storage.unit_of_work.read() as work:
        today = await work.spendings.of_day(slack.team_id, system_clock().date())
        entries = await work.audits.entries(slack.team_id, None)
    assert today.cost.tokens > 1000
    assert any(entry.what == "language model: brief" for entry in entries)


def test_without_a_model_its_client_is_not_even_imported() -> None:
    looked = "import sys, handlers.app, handlers.doctor.examine; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", looked], check=False).returncode == 0  # noqa: S603
