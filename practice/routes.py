"""All addresses of the workspace: Web API, Socket Mode, response URLs, files, the page and what it asks for."""

import asyncio
import contextlib
import mimetypes
from pathlib import Path

from aiohttp import web

from practice.answers import AnswerError, answer_url
from practice.api import serve_api
from practice.changes import News
from practice.page_acts import act
from practice.person import Person
from practice.snapshot import snapshot
from practice.workspace import Workspace

PAGE = Path(__file__).parent / "page"
LONGEST_POLL = 25.0
LARGEST_UPLOAD = 50_000_000


def make_app(ws: Workspace) -> web.Application:
    """Return the server."""
    routes = Routes(ws)
    app = web.Application(client_max_size=LARGEST_UPLOAD)
    app.router.add_route("*", "/api/{method}", routes.api)
    app.add_routes(
        [
            web.get("/link", ws.sockets.serve),
            web.post("/response/{token}", routes.response_url),
            web.post("/upload/{file}", routes.upload),
            web.get("/files/{file}/{name}", routes.file),
            web.get("/archives/{channel}/{message}", routes.archive),
            web.get("/", routes.index),
            web.get("/page/{name}", routes.asset),
            web.get("/practice/snapshot", routes.snapshot),
            web.get("/practice/messages", routes.messages),
            web.get("/practice/stream", routes.stream),
            web.post("/practice/do", routes.do),
            web.get("/practice/clock", routes.clock),
        ]
    )
    app.on_shutdown.append(routes.close)
    return app


class Routes:
    """The handlers; each hands over to the part that knows."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._streams: set[web.WebSocketResponse] = set()

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a Web API call."""
        return await serve_api(self._ws, request)

    async def response_url(self, request: web.Request) -> web.Response:
        """Take an answer to an interaction."""
        try:
            answer_url(self._ws, request.match_info["token"], await request.json())
        except AnswerError as error:
            status = 404 if str(error) in {"expired_url", "used_url"} else 400
            return web.json_response({"ok": False, "error": str(error)}, status=status)
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a promised file."""
        file = self._ws.files.by_id.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="no such upload")
        file.data = await request.read()
        file.length = len(file.data)
        return web.Response(text=f"OK - {file.length}")

    async def file(self, request: web.Request) -> web.Response:
        """Show a file."""
        file = self._ws.files.by_id.get(request.match_info["file"])
        if file is None or file.data is None:
            raise web.HTTPNotFound
        return web.Response(body=file.data, content_type=file.mimetype)

    async def archive(self, request: web.Request) -> web.Response:
        """Lead a permalink to the page."""
        stamp = request.match_info["message"].removeprefix("p")
        thread = f"&thread={request.query['thread_ts']}" if "thread_ts" in request.query else ""
        raise web.HTTPFound(f"/#channel={request.match_info['channel']}{thread}&ts={stamp[:-6]}.{stamp[-6:]}")

    async def index(self, request: web.Request) -> web.StreamResponse:
        """Show the page."""
        return _asset("index.html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """Give one of the page's files."""
        return _asset(request.match_info["name"])

    async def snapshot(self, request: web.Request) -> web.Response:
        """Return what a person sees at first."""
        return web.json_response(snapshot(self._ws, self._me(request)))

    async def messages(self, request: web.Request) -> web.Response:
        """Return a conversation or a thread."""
        try:
            seen = Person(self._ws, self._me(request)).messages(
                request.query["channel"], request.query.get("thread")
            )
        except KeyError:
            raise web.HTTPNotFound(text="channel_not_found") from None
        return web.json_response({"messages": seen})

    async def stream(self, request: web.Request) -> web.WebSocketResponse:
        """Push what a person should see as it happens."""
        me = self._me(request)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue: asyncio.Queue[News] = asyncio.Queue()
        follow = queue.put_nowait
        self._ws.changes.followers.add(follow)
        self._streams.add(socket)
        sender = asyncio.ensure_future(_send(socket, queue, me))
        try:
            async for _ in socket:
                pass
        finally:
            sender.cancel()
            self._ws.changes.followers.discard(follow)
            self._streams.discard(socket)
        return socket

    async def do(self, request: web.Request) -> web.Response:
        """Do what the page asks."""
        return web.json_response(await act(self._ws, await request.json()))

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """Return the clock, with `after` once it was skipped past that version."""
        clock = self._ws.clock
        if "after" not in request.query:
            return web.json_response({"now": clock.now(), "offset": clock.offset, "version": clock.version})
        with clock.follower():
            await clock.skipped_since(int(request.query["after"]), LONGEST_POLL)
            response = web.json_response(
                {"now": clock.now(), "offset": clock.offset, "version": clock.version}
            )
            # Written here and not by the server, so that a skip ends when the follower has been told.
            with contextlib.suppress(ConnectionError):
                await response.prepare(request)
                await response.write_eof()
        return response

    async def close(self, app: web.Application) -> None:
        """End the streams."""
        for socket in list(self._streams):
            await socket.close()

    def _me(self, request: web.Request) -> str:
        # Who comes for the first time is the first in the company's file.
        me = request.query.get("as") or next(iter(self._ws.company.people))
        if me not in self._ws.company.people:
            raise web.HTTPNotFound(text="user_not_found")
        return me


async def _send(socket: web.WebSocketResponse, queue: "asyncio.Queue[News]", me: str) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            news = await queue.get()
            if news.audience is None or me in news.audience:
                await socket.send_json(news.body)


def _asset(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return web.Response(
        body=path.read_bytes(),
        content_type=content_type,
        charset="utf-8" if content_type.startswith("text/") else None,
        headers={"Cache-Control": "no-cache"},
    )
