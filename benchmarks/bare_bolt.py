"""The least that a Bolt app can do: one listener that acks, on the same server; with `open`, it opens a form too.

Run as a process of its own: `python -m benchmarks.bare_bolt SLACK_PORT [open]` prints its port.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientSession
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.company import WORKSPACE
from benchmarks.payloads import SIGNING_SECRET
from benchmarks.samples import a_form
from benchmarks.slack import TOKEN
from benchmarks.web import serve

Ack = Callable[..., Awaitable[Any]]


class _Forms:
    """Opens the same form again and again, after the ack, on one shared session."""

    def __init__(self, slack_port: str) -> None:
        self._form = a_form()
        self._client = AsyncWebClient(TOKEN, f"http://127.0.0.1:{slack_port}/api/", retry_handlers=[])
        self._running: set[asyncio.Task[Any]] = set()

    def open(self, trigger_id: str) -> None:
        # The session belongs to the running loop, and can only be made in it.
        self._client.session = self._client.session or ClientSession()
        task = asyncio.create_task(self._client.views_open(trigger_id=trigger_id, view=self._form))
        self._running.add(task)
        task.add_done_callback(self._running.discard)


def _application(forms: _Forms | None) -> AsyncApp:
    identity = AuthorizeResult(enterprise_id=None, team_id=WORKSPACE, bot_token=TOKEN, bot_user_id="U0BOT")

    async def authorize() -> AuthorizeResult:
        return identity

    app = AsyncApp(signing_secret=SIGNING_SECRET, authorize=authorize, process_before_response=True)

    @app.command("/handoff")
    async def handoff(ack: Ack, body: dict[str, Any]) -> None:
        if forms:
            forms.open(body["trigger_id"])
        await ack()

    return app


if __name__ == "__main__":
    opening = _Forms(sys.argv[1]) if "open" in sys.argv[2:] else None
    serve(AsyncSlackRequestHandler(_application(opening)))
