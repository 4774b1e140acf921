"""Where the parts are put together; nothing is built at import."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.errors import StaffelError
from bot.ports import Clock, UnitOfWork
from bot.services.post_summary import post_due_summaries
from bot.services.prune import prune
from handlers.clock import FollowedClock, system_clock
from handlers.delivery import Deliverer, rates
from handlers.health import Health
from handlers.holidays import holidays_of
from handlers.http import Http
from handlers.mail.answering import AnswerSender, post_of
from handlers.metrics import MeasuredUnitOfWork, Metrics
from handlers.model.opening import guest
from handlers.nudging import Nudger
from handlers.picture.worker import Painter
from handlers.reporting import report
from handlers.schedule import every
from handlers.server import serving
from handlers.settings import RunSettings
from handlers.slack.bolt import build_bolt
from handlers.slack.channels import look_again
from handlers.slack.client import Team, join_team, slack_client
from handlers.slack.composing import Composer
from handlers.slack.edge import Edge
from handlers.slack.people import fetch_company
from handlers.slack.pictures import Pictures
from handlers.slack.prompting.sending import PromptSender
from handlers.slack.sender import SlackSender
from handlers.slack.socket import Socket
from handlers.slack.summaries import Summaries
from handlers.slack.watched import Watch
from handlers.tasks import Tasks
from storage.database import open_storage
from storage.wakeup import listening

log = structlog.get_logger(__name__)

_A_DAY, _AN_HOUR, _A_MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
STORAGE_PATIENCE = 1.5
"""Seconds to wait for a lock or a connection; Slack waits for 3, and in between somebody has to be told."""
_FINISH_SECONDS = 3.0
"""For what is begun, four times at the most: the listeners, their tasks, the nudges, the messages on their way."""


@dataclass(frozen=True, slots=True)
class Running:
    """A Staffel that serves: its ports, its team, and the task that fetches who belongs to it."""

    port: int
    team: Team
    company: "asyncio.Task[None]"
    mail_port: int | None = None


@asynccontextmanager
async def running(settings: RunSettings) -> AsyncIterator[Running]:
    """Serve until the block ends; then stop taking work, finish what is begun and give back what is not.

    The database has to be migrated before. Raises StaffelError if Slack or the database refuse us.
    """
    async with AsyncExitStack() as stack:
        metrics = Metrics()
        storage = await stack.enter_async_context(
            open_storage(settings.database_url.get_secret_value(), patience=STORAGE_PATIENCE)
        )
        unit_of_work = MeasuredUnitOfWork(storage.unit_of_work, metrics)
        client = await stack.enter_async_context(slack_client(settings))
        team = await join_team(client, unit_of_work)
        edge = await _work(stack, settings, unit_of_work, team, metrics)
        port = await _doors(stack, settings, edge, team, metrics)
        mail_port = await _mail(stack, settings, edge, team)
        # Nobody waits for it: who is not known yet is spoken to in the workspace's language.
        company = edge.tasks.start(fetch_company(team, unit_of_work))
        edge.tasks.start(look_again(edge, team))
        edge.tasks.start(edge.attentions.prepare(unit_of_work, team.id, edge.clock()))
        edge.tasks.start(_post_summaries(edge))
        edge.tasks.start(report(edge))
        edge.tasks.start(
            _tidy(unit_of_work, edge.clock)
        )  # a process that is restarted each day has to do it too
        log.info("ready", port=port, mail_port=mail_port, team=team.id, socket_mode=settings.socket_mode)
        yield Running(port, team, company, mail_port)
        log.info("stopping")


async def _work(
    stack: AsyncExitStack, settings: RunSettings, unit_of_work: UnitOfWork, team: Team, metrics: Metrics
) -> Edge:
    """Start what works behind the doors; at the end the stack stops it after the doors are closed."""
    clock = FollowedClock(settings.clock_url) if settings.clock_url else system_clock
    # Before all that asks it, so that it leaves after them.
    invited = await stack.enter_async_context(guest(settings, unit_of_work, metrics))
    summaries = Summaries(unit_of_work, clock, Pictures(team.client, Painter()))
    others = SlackSender(team.client, Composer(unit_of_work, clock, team.url, summaries))
    prompts = PromptSender(team.client, unit_of_work, clock, team.url, others)
    post = post_of(settings, settings.lease_seconds / 2)
    deliverer = Deliverer(
        unit_of_work,
        AnswerSender(unit_of_work, clock, post, prompts),
        clock,
        metrics,
        lease=timedelta(seconds=settings.lease_seconds),
        rates=rates(settings.messages_per_second),
    )
    await stack.enter_async_context(deliverer.delivering(_FINISH_SECONDS))
    url = settings.database_url.get_secret_value()
    await stack.enter_async_context(listening(url, deliverer.wake))
    nudger = Nudger(unit_of_work, clock, metrics, deliverer.wake)
    await stack.enter_async_context(nudger.nudging(_FINISH_SECONDS))
    tasks = Tasks()
    stack.push_async_callback(tasks.finish, _FINISH_SECONDS)
    edge = Edge(unit_of_work, clock, team.client, tasks, deliverer.wake, team.url, team.id, guest=invited)
    if isinstance(clock, FollowedClock):

        def skipped() -> None:
            deliverer.wake()
            nudger.look()
            tasks.start(_post_summaries(edge))
            tasks.start(report(edge))

        await stack.enter_async_context(_meanwhile(clock.follow(skipped)))
    await stack.enter_async_context(every(_A_DAY, lambda: fetch_company(team, unit_of_work)))
    await stack.enter_async_context(every(_A_DAY, lambda: _tidy(unit_of_work, clock)))
    await stack.enter_async_context(every(_AN_HOUR, lambda: look_again(edge, team)))
    await stack.enter_async_context(every(_A_MINUTE, lambda: _post_summaries(edge)))
    await stack.enter_async_context(every(_AN_HOUR, lambda: report(edge)))
    return edge


async def _doors(
    stack: AsyncExitStack, settings: RunSettings, edge: Edge, team: Team, metrics: Metrics
) -> int:
    """Open the ways in: Socket Mode or Slack's requests over HTTP, and the operators' addresses in both."""
    watch = Watch(metrics)
    secret = settings.slack_signing_secret
    bolt = build_bolt(
        edge, watch, signing_secret=secret.get_secret_value() if secret else "", identity=team.identity
    )
    token = settings.slack_app_token
    socket = Socket(bolt, token.get_secret_value(), team.patient) if token else None

    async def slack() -> bool:
        return (socket is None or await socket.reachable()) and await team.reachable()

    url = settings.database_url.get_secret_value()
    health = Health(url, edge.unit_of_work, edge.clock, metrics, slack)
    http = Http(None if socket else bolt, health)
    port = await stack.enter_async_context(serving(http, settings.host, settings.port))
    if socket:
        await stack.enter_async_context(socket.open())
    stack.push_async_callback(watch.idle, _FINISH_SECONDS)
    return port


async def _mail(stack: AsyncExitStack, settings: RunSettings, edge: Edge, team: Team) -> int | None:
    """Take mail if that is set; return the listener's port, if there is one."""
    if not settings.takes_mail:
        return None
    from handlers.mail.opening import open_mail  # noqa: PLC0415 - 7 MB, and only who takes mail needs it

    return await open_mail(stack, settings, edge, team.id, _FINISH_SECONDS)


async def _post_summaries(edge: Edge) -> None:
    """Queue the weekly posts that are due; what cannot be queued now will be at the next tick."""
    try:
        queued = await post_due_summaries(edge.unit_of_work, edge.clock(), holidays_of, edge.guest)
    except StaffelError as error:
        log.warning("summaries_not_queued", error=str(error))
        return
    if queued:
        log.info("summaries_queued", posts=queued)
        edge.wake()


async def _tidy(unit_of_work: UnitOfWork, clock: Clock) -> None:
    """Let go of what nobody needs any more."""
    pruned = await prune(unit_of_work, clock())
    log.info("pruned", keys=pruned.keys, messages=pruned.messages, mails=pruned.mails)


@asynccontextmanager
async def _meanwhile(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
