"""(3) Cards delivered, against a bare client that posts the same blocks with as many tasks; no pace in the way."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio
from benchmarks.history import Cards, load, unsend
from benchmarks.measuring import Sample, side_by_side
from benchmarks.samples import a_card
from benchmarks.slack import TOKEN
from benchmarks.workbench import Workbench
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.domain.delivery.pacing import UNLIMITED
from handlers.clock import system_clock
from handlers.delivery import Deliverer
from handlers.metrics import MeasuredUnitOfWork, Metrics
from handlers.picture.worker import Painter
from handlers.settings import Settings
from handlers.slack.client import slack_client
from handlers.slack.composing import Composer
from handlers.slack.pictures import Pictures
from handlers.slack.sender import SlackSender
from handlers.slack.summaries import Summaries
from storage.database import Storage, open_storage

GOAL = Goal(0.5)

_PAST = 2_000
_AT_ONCE = 16
_STOP_SECONDS = 10.0

Deliver = Callable[[int], Awaitable[Sample]]


class _Counting(SlackSender):
    """Tells when Slack has taken as many messages as were to be sent."""

    def expect(self, count: int) -> asyncio.Event:
        """Return what is set after `count` messages."""
        self._left, self._all = count, asyncio.Event()
        return self._all

    @override
    async def send(self, row: OutboxRow) -> Sent:
        sent = await super().send(row)
        self._left -= 1
        if not self._left:
            self._all.set()
        return sent


async def delivering(bench: Workbench) -> Sequence[Figure]:
    """Return how many cards are delivered each second, on both databases."""
    return [await _delivering(bench, databases) for databases in bench.both]


async def _delivering(bench: Workbench, databases: Databases) -> Figure:
    cards = bench.scaled(1600)
    url = await databases.create()
    async with bench.slack() as slack, deliverer(url, slack.url, _PAST) as ours, _bare(slack.url) as bare:
        measures = {"staffel": partial(ours, cards), "bare": partial(bare, cards)}
        rounds = await side_by_side(measures, bench.rounds)
    what = f"3. {databases.kind}: cards delivered, against a bare client with {_AT_ONCE} tasks"
    return ratio(what, rounds.series("staffel"), rounds.series("bare"), "/s", GOAL)


@asynccontextmanager
async def deliverer(url: str, api_url: str, past: int) -> AsyncIterator[Deliver]:
    """Yield what delivers that many cards out of a past of `past` handoffs, and measures it."""
    settings = Settings.model_validate({"slack_bot_token": TOKEN, "slack_api_url": api_url})
    async with open_storage(url) as storage, slack_client(settings) as client:
        yield partial(_deliver, storage, client, await load(storage, past))


async def _deliver(storage: Storage, client: AsyncWebClient, cards: Cards, count: int) -> Sample:
    metrics = Metrics()
    unit_of_work = MeasuredUnitOfWork(storage.unit_of_work, metrics)
    summaries = Summaries(unit_of_work, system_clock, Pictures(client, Painter()))
    composer = Composer(unit_of_work, system_clock, "https://bench.example/", summaries)
    sender = _Counting(client, composer)
    lease = timedelta(seconds=30)
    working = Deliverer(unit_of_work, sender, system_clock, metrics, lease=lease, rates=UNLIMITED)
    await unsend(storage, cards.spread(count))
    all_sent = sender.expect(count)
    began = time.perf_counter()
    async with working.delivering(_STOP_SECONDS):
        await all_sent.wait()
    return {"per_second": count / (time.perf_counter() - began)}


@asynccontextmanager
async def _bare(api_url: str) -> AsyncIterator[Deliver]:
    letter = a_card()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(TOKEN, api_url, session=session, retry_handlers=[])

        async def post(count: int) -> Sample:
            left = iter(range(count))

            async def work() -> None:
                for number in left:
                    await client.chat_postMessage(channel=f"C0D{number % 20}", **letter)

            began = time.perf_counter()
            await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
            return {"per_second": count / (time.perf_counter() - began)}

        yield post
