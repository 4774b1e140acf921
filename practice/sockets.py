"""Socket Mode: the WebSocket connections of the bot."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from typing import Protocol

from aiohttp import WSMsgType, web

from practice.app import APP_ID
from practice.changes import Changes
from practice.delivery import Ack, Delivery, Retry
from practice.ids import Ids
from practice.values import Json
from practice.weather import Weather

MOST_CONNECTIONS = 10


class Carrier(Protocol):
    """A way to bring a payload to the bot."""

    async def carry(self, delivery: Delivery, retry: Retry | None, patience: float) -> Ack:
        """Bring a payload once and wait for the answer, `patience` seconds at most."""


class Connection:
    """One WebSocket of the bot, and the envelopes that wait for its answer."""

    def __init__(self, number: int, socket: web.WebSocketResponse) -> None:
        self.number = number
        self.socket = socket
        self.waiting: dict[str, list[asyncio.Future[Json]]] = {}

    async def read(self) -> None:
        """Read acknowledgements until the connection ends."""
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                self._answered(json.loads(message.data))

    def _answered(self, answer: Json) -> None:
        # The same envelope may be under way several times; answers come in no order, but they are alike.
        waiting = [one for one in self.waiting.get(str(answer.get("envelope_id")), []) if not one.done()]
        if waiting:
            waiting[0].set_result(answer)

    def broken(self) -> None:
        """Tell all who wait that no answer will come."""
        for waiting in [one for several in self.waiting.values() for one in several]:
            if not waiting.done():
                waiting.set_exception(ConnectionResetError("the socket was closed"))


class Sockets:
    """All connections; each payload goes to one of them in turn."""

    def __init__(self, ids: Ids, changes: Changes, weather: Weather) -> None:
        self.connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._ids = ids
        self._changes = changes
        self._weather = weather
        self.on_change: Callable[[], None] = lambda: None
        self._turn = 0

    def ticket(self) -> str:
        """Return a ticket that opens one connection."""
        ticket = self._ids.new("ticket-")
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection for as long as it lives."""
        if self._weather.strikes("reset_before"):
            return _break(request)
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=408, text="no such ticket")
        self._tickets.remove(request.query["ticket"])
        if self._weather.strikes("reset_after"):
            return _break(request)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}})
            await socket.close()
            return socket
        await self._live(socket)
        return socket

    async def _live(self, socket: web.WebSocketResponse) -> None:
        self._turn += 1
        connection = Connection(self._turn, socket)
        await socket.send_json(self._hello())
        self._enter(connection)
        try:
            await connection.read()
        finally:
            self._leave(connection)

    def _hello(self) -> Json:
        debug = {"host": "applink-practice", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.connections) + 1,
            "debug_info": debug,
            "connection_info": {"app_id": APP_ID},
        }

    def _enter(self, connection: Connection) -> None:
        self.connections.append(connection)
        self.on_change()
        self._changes.tell({"type": "connected", "value": True})

    def _leave(self, connection: Connection) -> None:
        if connection not in self.connections:
            return
        self.connections.remove(connection)
        connection.broken()
        if not self.connections:
            self.on_change()
            self._changes.tell({"type": "connected", "value": False})

    async def carry(self, delivery: Delivery, retry: Retry | None, patience: float) -> Ack:
        """Send an envelope through one connection and wait for its acknowledgement."""
        if not self.connections:
            return Ack(ok=False, reason="connection_failed")
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        started = time.monotonic()
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        waiting = connection.waiting.setdefault(delivery.envelope_id, [])
        waiting.append(answer)
        try:
            async with asyncio.timeout(patience):
                await connection.socket.send_str(json.dumps(_envelope(delivery, retry)))
                body = (await answer).get("payload")
            return Ack(ok=True, status=200, body=body or None, seconds=time.monotonic() - started)
        except TimeoutError:
            return Ack(ok=False, timed_out=True, reason="timeout", seconds=time.monotonic() - started)
        except ConnectionError:
            self._leave(connection)  # who finds it broken is faster than the one who reads from it
            return Ack(ok=False, reason="connection_failed", seconds=time.monotonic() - started)
        finally:
            waiting.remove(answer)
            if not waiting:
                connection.waiting.pop(delivery.envelope_id, None)

    async def refresh(self) -> None:
        """Ask every connection to make a new one, as Slack does every few hours."""
        for connection in list(self.connections):
            await connection.socket.send_json(
                {
                    "type": "disconnect",
                    "reason": "refresh_requested",
                    "debug_info": {"host": "applink-practice"},
                }
            )
        await self._close(list(self.connections))

    async def close(self) -> None:
        """Close all connections without a word."""
        await self._close(list(self.connections))

    async def _close(self, connections: list[Connection]) -> None:
        for connection in connections:
            self._leave(connection)
        for connection in connections:
            with contextlib.suppress(ConnectionError, TimeoutError):
                await connection.socket.close()


def _break(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


def _envelope(delivery: Delivery, retry: Retry | None) -> Json:
    envelope: Json = {
        "envelope_id": delivery.envelope_id,
        "payload": delivery.payload,
        "type": delivery.kind,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api" or retry:
        envelope |= {
            "retry_attempt": retry.number if retry else 0,
            "retry_reason": retry.reason if retry else "",
        }
    return envelope
