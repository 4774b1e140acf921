"""The load generator: `python -m benchmarks.load KIND COUNT CONNECTIONS PORT…` sends and prints what it measured.

Lean on purpose: requests are made before the clock starts, and answers are hardly looked at, so that a core of it
keeps any server of ours busy.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles

import uvloop

from benchmarks.payloads import BODIES, signed

_OK = b"HTTP/1.1 200"


def _request(body: bytes) -> bytes:
    headers = {"host": "127.0.0.1", "content-length": str(len(body)), **signed(body)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{head}\r\n".encode() + body


async def _connection(port: int, requests: Iterator[bytes], seconds: list[float]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    refused = 0
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        seconds.append(time.perf_counter() - began)
        refused += not head.startswith(_OK)
    writer.close()
    return refused


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def _load(kind: str, count: int, connections: int, ports: list[int]) -> dict[str, float]:
    requests = iter([_request(BODIES[kind](number)) for number in range(count)])
    seconds: list[float] = []
    began = time.perf_counter()
    refused = await asyncio.gather(
        *(_connection(ports[at % len(ports)], requests, seconds) for at in range(connections))
    )
    took = time.perf_counter() - began
    return {
        "per_second": count / took,
        "p50_ms": median(seconds) * 1000,
        "p99_ms": quantiles(seconds, n=100)[98] * 1000,
        "refused": sum(refused),
    }


if __name__ == "__main__":
    _, of_kind, how_many, at_once, *on_ports = sys.argv
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(_load(of_kind, int(how_many), int(at_once), list(map(int, on_ports))))))
