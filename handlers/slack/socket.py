"""Socket Mode: Slack's payloads over a WebSocket that we open, for those without a public address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StaffelError
from handlers.slack.errors import UNREACHABLE

log = structlog.get_logger(__name__)


class Socket:
    """One connection; the SDK opens it anew when it is lost.

    It asks for an address with `client`, which should try again: the SDK itself is deaf for ten seconds after a failure.
    """

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client)
        self._open = False

    async def reachable(self) -> bool:
        """Return whether Slack can reach us now."""
        session = self._handler.client.current_session
        return self._open and session is not None and not session.closed

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Be connected until the block ends; raise StaffelError if Slack refuses the token."""
        try:
            await self._handler.connect_async()  # type: ignore[no-untyped-call]
        except UNREACHABLE as error:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            raise StaffelError(
                f"Slack opens no Socket Mode connection ({error}): check SLACK_APP_TOKEN and its scope"
                " connections:write, and that Socket Mode is on"
            ) from error
        self._open = True
        try:
            yield
        finally:
            self._open = False
            await self._handler.close_async()  # type: ignore[no-untyped-call]
