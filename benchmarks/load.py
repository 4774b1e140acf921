"""The load generator: `python -m benchmarks.load KIND COUNT CONNECTIONS PORT… [--forms PORT]` sends, and prints what it measured.

Lean on purpose: requests are made before the clock starts, and answers are hardly looked at, so that a core of it
keeps any server of ours busy. With `--forms`, the port of the stand-in for Slack, the work is done when every form
is open there; with `--each`, the next command waits for the form of the one before.
"""

import asyncio
import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Iterator
from statistics import median, quantiles

import uvloop

from benchmarks.payloads import BODIES, signed
from benchmarks.slack import FORMS

_OK = b"HTTP/1.1 200"
_GLANCE = 0.001
_PATIENCE = 60.0


class _Connection:
    """One connection, on which one request after the other is answered."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, request: bytes) -> tuple[bytes, bytes]:
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        return head, await self._reader.readexactly(_length(head))

    def close(self) -> None:
        self._writer.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def _connect(port: int) -> _Connection:
    return _Connection(*await asyncio.open_connection("127.0.0.1", port))


def _request(path: str, body: bytes) -> bytes:
    headers = {"host": "127.0.0.1", "content-length": str(len(body)), **signed(body)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


class _Forms:
    """The forms that are opened at the stand-in for Slack from now on."""

    def __init__(self, connection: _Connection, before: int) -> None:
        self._connection = connection
        self._before = before

    async def reach(self, count: int) -> None:
        async with asyncio.timeout(_PATIENCE):
            while True:
                if await _forms_at(self._connection) - self._before >= count:
                    return
                await asyncio.sleep(_GLANCE)


async def _forms_at(connection: _Connection) -> int:
    _, told = await connection.ask(_request(f"/api/{FORMS}", b""))
    return int(json.loads(told)["count"])


async def _send(
    port: int, requests: Iterator[bytes], seconds: list[float], then: Callable[[], Awaitable[None]]
) -> int:
    connection, refused = await _connect(port), 0
    for request in requests:
        began = time.perf_counter()
        head, _ = await connection.ask(request)
        seconds.append(time.perf_counter() - began)
        refused += not head.startswith(_OK)
        await then()
    connection.close()
    return refused


async def _load(given: Namespace) -> dict[str, float]:
    requests = iter([_request("/slack/events", BODIES[given.kind](number)) for number in range(given.count)])
    seconds: list[float] = []
    forms = None
    if given.forms:
        there = await _connect(given.forms)
        forms = _Forms(there, await _forms_at(there))

    async def then() -> None:
        if forms and given.each:
            await forms.reach(len(seconds))

    began = time.perf_counter()
    ports = [given.ports[at % len(given.ports)] for at in range(given.connections)]
    refused = await asyncio.gather(*(_send(port, requests, seconds, then) for port in ports))
    if forms:
        await forms.reach(given.count)
    return {
        "per_second": given.count / (time.perf_counter() - began),
        "p50_ms": median(seconds) * 1000,
        "p99_ms": quantiles(seconds, n=100)[98] * 1000,
        "refused": sum(refused),
    }


def _given() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("kind", choices=BODIES)
    parser.add_argument("count", type=int)
    parser.add_argument("connections", type=int)
    parser.add_argument("ports", type=int, nargs="+")
    parser.add_argument("--forms", type=int, metavar="PORT")
    parser.add_argument("--each", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(_load(_given()))))
