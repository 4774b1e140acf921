"""The whole way of a submitted form through Bolt and our listener to the commit; without HTTP, and nobody delivers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func, select

from benchmarks.company import WORKSPACE
from benchmarks.payloads import SIGNING_SECRET, signed, submission
from benchmarks.slack import TOKEN
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
    identity = AuthorizeResult(enterprise_id=None, team_id=WORKSPACE, bot_token=TOKEN, bot_user_id="U0BOT")
    async with open_storage(url) as storage:
        metrics = Metrics()
        unit_of_work = MeasuredUnitOfWork(storage.unit_of_work, metrics)
        edge = Edge(
            unit_of_work,
            system_clock,
            AsyncWebClient(TOKEN),
            Tasks(),
            _asleep,
            "https://bench.example/",
            WORKSPACE,
        )
        app = build_bolt(edge, Watch(metrics), signing_secret=SIGNING_SECRET, identity=identity)

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


def _asleep() -> None:
    """Wake nobody: what is measured ends with the commit."""
