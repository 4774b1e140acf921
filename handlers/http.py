"""HTTP: Slack's requests where it delivers them, and the three addresses that operators ask."""

from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

from handlers.health import Health

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

EVENTS = "/slack/events"


class Http:
    """The ASGI application; `slack` is None in Socket Mode, where Slack delivers nothing over HTTP."""

    def __init__(self, slack: AsyncApp | None, health: Health) -> None:
        self._slack = AsyncSlackRequestHandler(slack, path=EVENTS) if slack else None
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._slack and scope["path"] == EVENTS:
            await self._slack(scope, receive, send)
        elif scope["method"] in {"GET", "HEAD"}:
            await _respond(send, *await self._look(scope["path"]))
        else:
            await _respond(send, 404, b"Not found\n")

    async def _look(self, path: str) -> tuple[int, bytes, bytes]:
        match path:
            case "/healthz":
                return 200, b"ok\n", b"text/plain"
            case "/readyz":
                checks = await self._health.ready()
                told = "".join(f"{name}: {'ok' if well else 'not well'}\n" for name, well in checks.items())
                return (200 if all(checks.values()) else 503), told.encode(), b"text/plain"
            case "/metrics":
                return 200, await self._health.metrics(), CONTENT_TYPE_LATEST.encode()
            case _:
                return 404, b"Not found\n", b"text/plain"


async def _respond(send: Send, status: int, body: bytes, kind: bytes = b"text/plain") -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
