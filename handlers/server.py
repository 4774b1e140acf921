"""The HTTP server, in our own event loop and with our own signals."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from typing_extensions import override

from bot.errors import StaffelError
from handlers.http import Http

_BACKLOG = 2048


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: `staffel run` decides when to stop."""

    @override
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _config(application: Http) -> uvicorn.Config:
    # Nobody asks who connected, so that no proxy has to be believed; and nothing speaks WebSocket.
    return uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", proxy_headers=False, ws="none"
    )


@asynccontextmanager
async def serving(application: Http, host: str, port: int) -> AsyncIterator[int]:
    """Serve `application` until the block ends; yield the port, which is a free one for 0.

    Raises StaffelError if the port is taken.
    """
    try:
        listener = socket.create_server((host, port), backlog=_BACKLOG)
    except OSError as error:
        raise StaffelError(
            f"PORT {port} cannot be used ({error.strerror}): stop what uses it, or set another PORT"
        ) from error
    # asyncio sets it only on sockets that say they are TCP; without, an answer in two parts waits 40 ms for Slack's ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = _Server(_config(application))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task
        listener.close()
