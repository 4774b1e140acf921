"""A model's server on loopback that behaves as it is told: real HTTP, OpenAI's two paths."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
MODEL, KEY = "papagei-7b", "geheim"


@dataclass(frozen=True)
class Question:
    """What arrived: the request's JSON, and its headers."""

    body: Json
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """Everything that was sent in words."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def shape(self) -> Json:
        """The JSON schema that the answer shall have."""
        shape: Json = self.body["response_format"]["json_schema"]["schema"]
        return shape


Behaviour = Callable[[web.Request, Question], Awaitable[web.StreamResponse]]


@dataclass
class HostileServer:
    """Where it is, what it was asked, and what it does next."""

    url: str
    asked: list[Question] = field(default_factory=list)
    _behaviours: list[Behaviour] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def does(self, *behaviours: Behaviour) -> None:
        """Behave so, one question after the other; the last for all that follow."""
        self._behaviours = list(behaviours)

    @property
    def texts(self) -> str:
        """Everything that it has read so far."""
        return "\n".join(question.text for question in self.asked)

    async def until_asked(self, patience: float = 30.0) -> None:
        """Wait for the first question; the practice Slack sees nothing of it, and would wake nobody."""
        async with asyncio.timeout(patience):
            await self._arrived.wait()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer `chat/completions`."""
        question = Question(await request.json(), dict(request.headers))
        self.asked.append(question)
        self._arrived.set()
        behaviours: Sequence[Behaviour] = self._behaviours
        if len(behaviours) > 1:
            self._behaviours = self._behaviours[1:]
        return await behaviours[0](request, question)


@asynccontextmanager
async def hostile_server() -> AsyncIterator[HostileServer]:
    """Serve until the block ends; who is then still being answered is cut off."""
    app = web.Application()
    # A handler ends with its client, so that a test sees when Staffel hangs up.
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0, access_log=None)
    server = HostileServer("")
    app.router.add_post("/v1/chat/completions", server.answer)
    app.router.add_get("/v1/models", _models)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield server
    finally:
        await runner.cleanup()


async def _models(_: web.Request) -> web.Response:
    return web.json_response({"object": "list", "data": [{"id": MODEL, "object": "model"}]})
