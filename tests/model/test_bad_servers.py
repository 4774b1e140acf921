"""What a slow, broken or malicious server costs: a little time, a little memory, and no answer."""

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from pydantic import BaseModel, Field

from bot.domain.guest.inquiry import Inquiry, Provenance, Task
from bot.services.ask_guest import Guest
from handlers.metrics import Metrics
from handlers.model.opening import guest
from handlers.model_settings import ModelSettings
from storage.database import Storage, open_storage
from tests.company import ANNA, COMPANY, MONDAY, WORKSPACE
from tests.model.behaviours import (
    HUGE,
    Flood,
    answers_raw,
    bombs,
    completes,
    drips,
    fails,
    fills,
    hangs,
    says,
)
from tests.model.hostile import KEY, MODEL, Behaviour, HostileServer

_A_LITTLE = 10 * 2**20  # bytes


class _Brief(BaseModel):
    summary: str = Field(max_length=40)


_INQUIRY = Inquiry(Task.BRIEF, "Summarise it.", "Müller wartet auf die Gutschrift.", _Brief, waits=True)
_ABOUT = Provenance(WORKSPACE, ANNA)
_GOOD = json.dumps({"summary": "Gutschrift"})


@pytest.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    """One kind of database is enough for what comes from a server."""
    async with open_storage(sqlite_url) as opened:
        yield opened


@pytest.fixture
async def asked(storage: Storage, server: HostileServer) -> AsyncIterator[Guest]:
    """A guest at the server, who is given a second where somebody waits."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
    given = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY, "OPENAI_MODEL": MODEL}
    settings = ModelSettings.model_validate(given | {"STAFFEL_MODEL_WAIT_SECONDS": 1})
    async with guest(settings, storage.unit_of_work, Metrics()) as opened:
        yield opened


@pytest.mark.parametrize("behaviours", [(drips,), (fails(503), hangs), (fails(500), drips)])
async def test_whoever_waits_gets_no_answer_after_a_second_however_lively_the_server_is(
    asked: Guest, server: HostileServer, behaviours: tuple[Behaviour, ...]
) -> None:
    server.does(*behaviours)
    assert await asked.ask(_INQUIRY, _ABOUT, MONDAY) is None
    assert len(server.asked) == len(behaviours)


@pytest.mark.parametrize("status", [200, 401, 500])
async def test_a_flood_is_not_read_to_its_end(asked: Guest, server: HostileServer, status: int) -> None:
    flood = Flood(status)
    server.does(flood)
    assert await asked.ask(_INQUIRY, _ABOUT, MONDAY) is None
    assert flood.sent < HUGE / 2


@pytest.mark.parametrize("status", [200, 401, 500])
async def test_a_small_answer_does_not_unfold_in_memory(
    asked: Guest, server: HostileServer, status: int
) -> None:
    server.does(bombs(status))
    tracemalloc.start()
    assert await asked.ask(_INQUIRY, _ABOUT, MONDAY) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < _A_LITTLE


@pytest.mark.parametrize(
    "behaviour",
    [
        completes({"choices": []}),
        completes({"choices": [{"message": {"role": "assistant", "content": None, "tool_calls": []}}]}),
        completes({"error": {"message": "no"}}),
        answers_raw("[" * 400_000),
        answers_raw(b"\xff\xfe{}"),
        answers_raw("", "text/plain"),
        says(""),
        says("null"),
        says('["summary"]'),
        says(_GOOD + _GOOD),
        says(_GOOD[:-5]),
        fills("x" * 100_000),
        fails(429, {"Retry-After": "9" * 400}),
        fails(429, {"Retry-After": "-1"}),
        fails(503, {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}),
        fails(404),
        fails(204),
    ],
)
async def test_what_is_no_answer_is_none(asked: Guest, server: HostileServer, behaviour: Behaviour) -> None:
    server.does(behaviour)
    assert await asked.ask(_INQUIRY, _ABOUT, MONDAY) is None


async def test_what_no_database_and_no_slack_takes_is_not_in_an_answer(
    asked: Guest, server: HostileServer
) -> None:
    server.does(says(r'{"summary": "Gut\u0000schrift\ud800 \u202efür Müller"}'))
    answer = await asked.ask(_INQUIRY, _ABOUT, MONDAY)
    assert answer is None or not set(answer.summary) & set("\0\ud800\u202e")


async def test_a_correct_answer_counts_whatever_its_server_calls_it(
    asked: Guest, server: HostileServer
) -> None:
    body = {"choices": [{"message": {"content": _GOOD, "reasoning_content": "…"}}], "usage": {}}
    server.does(answers_raw(json.dumps(body | {"usage": None}), "text/plain"))
    assert await asked.ask(_INQUIRY, _ABOUT, MONDAY) == _Brief(summary="Gutschrift")


async def test_a_hundred_who_ask_at_once_are_all_let_go(asked: Guest, server: HostileServer) -> None:
    server.does(hangs)
    answers = await asyncio.gather(*(asked.ask(_INQUIRY, _ABOUT, MONDAY) for _ in range(100)))
    assert answers == [None] * 100
