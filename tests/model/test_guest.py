"""The guest over real HTTP: its answer has its shape, or what holds without it stands."""

import asyncio
import json
from dataclasses import replace

import pytest

from bot.services.ask_guest import Guest
from handlers.metrics import Metrics
from handlers.model.opening import guest
from handlers.model_settings import ModelSettings
from storage.database import Storage
from tests.company import MONDAY
from tests.model.asking import ABOUT, GOOD, INQUIRY, Brief
from tests.model.behaviours import (
    answers_raw,
    bombs,
    closes_midway,
    fails,
    hangs,
    redirects,
    says,
)
from tests.model.hostile import KEY, Behaviour, HostileServer


async def test_an_answer_comes_in_its_shape(asked: Guest, server: HostileServer) -> None:
    server.does(says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) == Brief(summary="Gutschrift")
    (question,) = server.asked
    assert question.body["stream"] is False
    assert question.body["max_tokens"] == 1000
    assert question.headers["Authorization"] == f"Bearer {KEY}"
    assert INQUIRY.material in question.text


@pytest.mark.parametrize(
    "behaviour",
    [
        says('{"summary": 7}'),
        says(json.dumps({"summary": "x" * 81})),
        says("Gern! Hier ist deine Zusammenfassung."),
        says("[" * 100_000),
        says(GOOD, "length"),
        says(None, refusal="no"),
        answers_raw("<html>", "text/html"),
        answers_raw("{}"),
        answers_raw("x" * 600_000),
        fails(500),
        fails(401),
        closes_midway,
        bombs(),
    ],
)
async def test_what_is_no_answer_is_none(asked: Guest, server: HostileServer, behaviour: Behaviour) -> None:
    server.does(behaviour)
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None


async def test_a_model_that_hangs_is_left(asked: Guest, server: HostileServer) -> None:
    server.does(hangs)
    assert await asked.ask(replace(INQUIRY, waits=True), ABOUT, MONDAY) is None


async def test_a_second_try_may_do_better(asked: Guest, server: HostileServer) -> None:
    server.does(fails(503), says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) == Brief(summary="Gutschrift")


async def test_who_shall_come_again_too_late_is_not_waited_for(asked: Guest, server: HostileServer) -> None:
    server.does(fails(429, {"Retry-After": "60"}), says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None
    assert len(server.asked) == 1


async def test_a_redirect_takes_no_text_elsewhere(asked: Guest, server: HostileServer) -> None:
    server.does(redirects(server.url), says(GOOD))
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None
    assert len(server.asked) == 1


async def test_nothing_is_asked_inside_a_transaction_only_after_it(
    asked: Guest, server: HostileServer, storage: Storage
) -> None:
    server.does(says(GOOD))
    async with storage.unit_of_work.write():
        assert await asked.ask(INQUIRY, ABOUT, MONDAY) is None
    assert not server.asked
    assert await asked.ask(INQUIRY, ABOUT, MONDAY) is not None


async def test_what_begins_inside_a_transaction_may_ask_when_it_is_over(
    asked: Guest, server: HostileServer, storage: Storage
) -> None:
    server.does(says(GOOD))
    over = asyncio.Event()

    async def later() -> Brief | None:
        await over.wait()
        return await asked.ask(INQUIRY, ABOUT, MONDAY)

    async with storage.unit_of_work.read():
        asking = asyncio.create_task(later())
    over.set()
    assert await asking is not None


async def test_the_text_of_confidential_matters_stays_here(asked: Guest, server: HostileServer) -> None:
    assert await asked.ask(INQUIRY, replace(ABOUT, confidential=True), MONDAY) is None
    assert not server.asked


async def test_without_a_key_or_an_address_nobody_is_there(storage: Storage) -> None:
    async with guest(ModelSettings.model_validate({}), storage.unit_of_work, Metrics()) as nobody:
        assert not nobody.present
        assert await nobody.ask(INQUIRY, ABOUT, MONDAY) is None
