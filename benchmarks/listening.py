"""The whole way of a payload through Bolt and our listener to the ack; without HTTP, and nobody delivers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func, select

from benchmarks.company import WORKSPACE
from benchmarks.payloads import CHANNEL, SIGNING_SECRET, message, signed, submission
from benchmarks.slack import TOKEN
from bot.domain.prompting.noticing import Consent
from bot.ports import UnitOfWork
from handlers.clock import system_clock
from handlers.metrics import MeasuredUnitOfWork, Metrics
from handlers.slack.bolt import build_bolt
from handlers.slack.edge import Edge
from handlers.slack.watched import Watch
from handlers.tasks import Tasks
from storage.database import open_storage
from storage.tables import handoffs


@asynccontextmanager
async def listener(url: str) -> AsyncIterator[Callable[[int], Awaitable[object]]]:
    """Yield what takes one submitted form: signature check, parsing, the service, the answer."""
    async with open_storage(url) as storage:
        app = _app(storage.unit_of_work)
        taken = 0

        async def once(number: int) -> None:
            nonlocal taken
            taken += 1
            body = submission(number)
            answer = await app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers={**signed(body)}))
            assert (answer.status, answer.body) == (200, ""), answer.body

        yield once
        async with storage.engines.read.connect() as connection:
            stored = await connection.scalar(select(func.count()).select_from(handoffs))
        assert stored is not None
        assert stored >= taken, "forms were acked, but not taken"


@asynccontextmanager
async def hearing(url: str) -> AsyncIterator[Callable[[int], Awaitable[object]]]:
    """Yield what takes one harmless message of a channel that is on: the detector looks at it, and that is all."""
    async with open_storage(url) as storage:
        async with storage.unit_of_work.write() as work:
            place = await work.noticings.ask(WORKSPACE, CHANNEL, None, system_clock())
            await work.noticings.decide(place, WORKSPACE, Consent.ON, "U0LEAD", system_clock())
        app = _app(storage.unit_of_work)

        async def once(number: int) -> None:
            body = message(number)
            answer = await app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers={**signed(body)}))
            assert (answer.status, answer.body) == (200, ""), answer.body

        yield once


def _app(unit_of_work: UnitOfWork) -> AsyncApp:
    identity = AuthorizeResult(enterprise_id=None, team_id=WORKSPACE, bot_token=TOKEN, bot_user_id="U0BOT")
    metrics = Metrics()
    edge = Edge(
        MeasuredUnitOfWork(unit_of_work, metrics),
        system_clock,
        AsyncWebClient(TOKEN),
        Tasks(),
        _asleep,
        "https://bench.example/",
        WORKSPACE,
    )
    return build_bolt(edge, Watch(metrics), signing_secret=SIGNING_SECRET, identity=identity)


def _asleep() -> None:
    """Wake nobody: what is measured ends with the commit."""
