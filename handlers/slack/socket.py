"""Socket Mode: Slack's payloads over a WebSocket that we open, for those without a public address."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from bot.errors import StaffelError
from handlers.slack.errors import UNREACHABLE

log = structlog.get_logger(__name__)

_PING_SECONDS = 10
_LOOK_SECONDS = 1.0
_LONGEST_SECONDS = 30.0  # between attempts: Slack opens few connections a minute


class Socket:
    """One connection; opened anew when it is lost. Its address is asked for with `client`, which should try again."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._app = app
        self._client = _Client(app_token, app.logger, client, ping_interval=_PING_SECONDS)
        self._client.socket_mode_request_listeners.append(self._handle)
        self._open = False

    async def reachable(self) -> bool:
        """Return whether Slack can reach us now."""
        session = self._client.current_session
        return self._open and session is not None and not session.closed

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Be connected until the block ends; raise StaffelError if Slack refuses the token."""
        try:
            await self._client.connect_to_new_endpoint(force=True)
        except UNREACHABLE as error:
            await self._client.close()  # type: ignore[no-untyped-call]
            raise StaffelError(
                f"Slack opens no Socket Mode connection ({error}): check SLACK_APP_TOKEN and its scope"
                " connections:write, and that Socket Mode is on"
            ) from error
        watch = asyncio.create_task(self._watch())
        self._open = True
        try:
            yield
        finally:
            self._open = False
            watch.cancel()
            await self._client.close()  # type: ignore[no-untyped-call]

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        start = time.time()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, start)

    async def _watch(self) -> None:
        """Open the connection anew soon after it broke; the SDK itself looks only every ten seconds."""
        pause = _LOOK_SECONDS
        while True:
            await asyncio.sleep(pause)
            pause = _LOOK_SECONDS if await self._connected() else min(2 * pause, _LONGEST_SECONDS)

    async def _connected(self) -> bool:
        if await self._client.is_connected():
            return True
        try:
            await self._client.connect_to_new_endpoint()
        except UNREACHABLE as error:
            log.warning("socket_not_opened", error=type(error).__name__)
        return await self._client.is_connected()


class _Client(SocketModeClient):
    """The SDK's client, but for how it connects.

    An address opens one connection: the SDK would try one for ever that broke before the connection stood.
    """

    @override
    async def connect(self) -> None:
        """Connect to the address that was asked for; to another one, until there is a connection."""
        self.auto_reconnect_enabled = False
        pause = _LOOK_SECONDS
        try:
            while not self.closed and not await self._connected(
                self.wss_uri or await self.issue_new_wss_url()
            ):
                self.wss_uri = None
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_SECONDS)
        finally:
            self.auto_reconnect_enabled = not self.closed

    async def _connected(self, address: str) -> bool:
        try:
            await self._connect(address)
        except UNREACHABLE as error:
            log.warning("socket_not_opened", error=type(error).__name__)
            return False
        return True

    async def _connect(self, address: str) -> None:
        if self.current_session is not None:
            await self.current_session.close()
        self.current_session = await self.aiohttp_client_session.ws_connect(
            address, autoping=False, heartbeat=self.ping_interval, proxy=self.proxy
        )
        self.stale, self.last_ping_pong_time = False, time.time()
        await self.current_session.ping(f"sdk-ping-pong:{time.time()}".encode())
        for task in (self.current_session_monitor, self.message_receiver):
            if task is not None:
                task.cancel()
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())
