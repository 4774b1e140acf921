"""Opens the workspace: puts the parts together and serves them on loopback."""

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from aiohttp import ClientSession, web

from practice import keep as keeping
from practice.app import APP_TOKEN, BOT_TOKEN, BOT_USER_ID, SIGNING_SECRET, App
from practice.calls import Call, Limits
from practice.clock import Clock
from practice.company import invite_everywhere, load_company
from practice.delivery import Ack, Delivery, Timing
from practice.mail_server import MailServer
from practice.people import People
from practice.person import Person
from practice.routes import make_app
from practice.signed_http import SignedHttp
from practice.values import Json
from practice.weather import Weather
from practice.workspace import Workspace

T = TypeVar("T")


class Practice:
    """An open workspace, as tests and the demo hold it."""

    bot_token = BOT_TOKEN
    app_token = APP_TOKEN
    signing_secret = SIGNING_SECRET
    bot_user_id = BOT_USER_ID

    def __init__(self, workspace: Workspace, http: ClientSession) -> None:
        self.workspace = workspace
        self.people = People(workspace)
        self._http = http

    @property
    def api_url(self) -> str:
        """The address of the Web API, for SLACK_API_URL."""
        return f"{self.page_url}api/"

    @property
    def page_url(self) -> str:
        """The address of the page."""
        return self.workspace.base_url

    @property
    def clock_url(self) -> str:
        """The address of the clock that the bot follows."""
        return f"{self.page_url}practice/clock"

    def mail_to(self, host: str, port: int, addresses: Sequence[str]) -> None:
        """Bring the mails that people write to an SMTP server; the page proposes these addresses."""
        self.workspace.mail_server = MailServer(host, port, [*addresses], self.workspace.clock)

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.workspace.company.team_id

    @property
    def clock(self) -> Clock:
        """The workspace's clock."""
        return self.workspace.clock

    @property
    def weather(self) -> Weather:
        """What goes wrong between the bot and Slack."""
        return self.workspace.weather

    @property
    def limits(self) -> Limits:
        """Rate limits and page sizes."""
        return self.workspace.limits

    @property
    def timing(self) -> Timing:
        """How long Slack waits, for answers and between retries."""
        return self.workspace.timing

    @property
    def calls(self) -> list[Call]:
        """Every Web API call so far."""
        return self.workspace.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Every payload for the bot so far."""
        return self.workspace.courier.deliveries

    def person(self, user: str) -> Person:
        """Return a person by id."""
        return Person(self.workspace, user)

    def deliver_to(self, url: str | None) -> None:
        """Deliver by signed HTTP requests to a request URL; None goes back to Socket Mode."""
        self.workspace.courier.carrier = SignedHttp(url, self._http) if url else self.workspace.sockets
        self.workspace.courier.way_changed()
        self.workspace.changes.tell({"type": "connected", "value": self.workspace.courier.reachable})

    async def connected(self, timeout: float = 30) -> None:  # noqa: ASYNC109 -- a test wants one line
        """Wait until a Socket Mode client is connected."""
        await self.until(lambda: self.workspace.courier.reachable, timeout)

    async def until(self, condition: Callable[[], T | None], timeout: float = 30) -> T:  # noqa: ASYNC109
        """Return the first truthy value of `condition`, which is asked again on every change in the workspace."""
        return await self.workspace.changes.until(condition, timeout, self._last_words)

    async def redeliver(self, delivery: Delivery | None = None) -> Ack:
        """Deliver a payload once more, marked as a retry; None means the last one that a person caused."""
        chosen = delivery or next(d for d in reversed(self.deliveries) if not d.echo)
        return await self.workspace.courier.again(chosen)

    async def refresh(self) -> None:
        """Ask the bot to make new Socket Mode connections, as Slack does every few hours."""
        await self.workspace.sockets.refresh()

    def messages(self, channel: str) -> list[Json]:
        """Return all stored messages of a conversation, replies included, metadata too."""
        return list(self.workspace.messages.by_channel.get(channel, []))

    def _last_words(self) -> str:
        stored = self.workspace.messages.by_channel.items()
        latest = ((m["ts"], channel, m) for channel, messages in stored for m in messages[-5:])
        said = [f"{channel} {m.get('user')}: {m['text']!r}" for _, channel, m in sorted(latest)]
        whispers = [
            f"{e.channel} to {e.user}: {e.message['text']!r}" for e in self.workspace.messages.ephemerals[-3:]
        ]
        calls = [f"{call.method} {call.error or 'ok'}" for call in self.calls[-5:]]
        return f"the last messages were {said[-5:]}, whispered {whispers}, the last calls {calls}"


@contextlib.asynccontextmanager
async def open_practice(
    manifest: Json,
    *,
    company: Path | Json | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
    keep: Path | None = None,
) -> AsyncIterator[Practice]:
    """Open a workspace with one app installed, described by its manifest.

    `company` is a file or its content (None: the one that comes along), `keep` a directory where the workspace is
    saved and found again.
    """
    ws = Workspace(
        keeping.saved_company(keep) or invite_everywhere(load_company(company), BOT_USER_ID),
        App.from_manifest(manifest),
    )
    runner = web.AppRunner(make_app(ws), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, host, port).start()
        ws.base_url = f"http://{host}:{runner.addresses[0][1]}/"
        ws.weather.on_change = lambda name: _weather_changed(ws, name)
        if keep:
            stack.callback(keeping.keep(ws, keep).save)
        stack.push_async_callback(_close, ws)
        yield Practice(ws, await stack.enter_async_context(ClientSession()))


async def _close(ws: Workspace) -> None:
    ws.clock.release()
    await ws.chores.close()
    await ws.sockets.close()


def _weather_changed(ws: Workspace, name: str) -> None:
    ws.limits.forget()
    ws.courier.way_changed()
    ws.changes.tell({"type": "weather", **ws.weather.shown()})
    if name == "offline" and ws.weather.offline:
        ws.chores.start(ws.sockets.close())
