"""The door to the Web API: reads a call, checks token, scopes, limits and weather, and writes down what happened."""

import asyncio
import json
import math

from aiohttp import web

from practice.api.answer import ApiError
from practice.api.methods import METHODS, Entry, needed
from practice.app import APP_TOKEN, BOT_TOKEN
from practice.calls import Call
from practice.values import Json
from practice.workspace import Workspace

TOKENS = {BOT_TOKEN: "bot", APP_TOKEN: "app"}


async def serve_api(ws: Workspace, request: web.Request) -> web.StreamResponse:
    """Answer one call."""
    if ws.weather.offline or ws.weather.strikes("reset_before"):
        return _break(request)
    args = await _arguments(request)
    token = _token(request, args)
    method = request.match_info["method"]
    if misfortune := _misfortune(ws):
        _record(ws, method, args, token, str(misfortune.status))
        return misfortune
    response = await _answer(ws, method, args, token)
    if ws.weather.slow:
        await asyncio.sleep(ws.weather.slow)
    return _break(request) if ws.weather.strikes("reset_after") else response


async def _answer(ws: Workspace, method: str, args: Json, token: str | None) -> web.Response:
    headers = {"X-OAuth-Scopes": ",".join(sorted(ws.app.scopes)), "X-Slack-Req-Id": ws.ids.new("req")}
    try:
        entry = _admit(ws, method, args, token)
        if wait := _wait(ws, method, args, entry):
            _record(ws, method, args, token, "ratelimited")
            return rate_limited(wait)
        body = {"ok": True, **await entry.run(ws, args)}
        _record(ws, method, args, token, None)
    except ApiError as error:
        _record(ws, method, args, token, error.error)
        body = {"ok": False, "error": error.error, **error.more}
    return web.json_response(body, headers=headers)


def rate_limited(wait: float) -> web.Response:
    """Return Slack's answer to somebody who is too fast."""
    seconds = str(max(1, math.ceil(wait)))
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": seconds}
    )


def _admit(ws: Workspace, method: str, args: Json, token: str | None) -> Entry:
    entry = METHODS.get(method)
    if entry is None:
        raise ApiError("unknown_method", req_method=method)
    if entry.caller == "any":
        return entry
    if token is None:
        raise ApiError("not_authed")
    if token not in TOKENS:
        raise ApiError("invalid_auth")
    if TOKENS[token] != entry.caller:
        raise ApiError("not_allowed_token_type")
    missing = [scope for scope in needed(ws, entry, args) if scope not in ws.app.scopes]
    if missing:
        raise ApiError("missing_scope", needed=",".join(missing), provided=",".join(sorted(ws.app.scopes)))
    return entry


def _wait(ws: Workspace, method: str, args: Json, entry: Entry) -> float:
    if not entry.posts:
        return 0.0
    limit, first = ws.limits.per_channel, 0.0
    if limit:
        first = limit[1]
    elif ws.weather.rate_limited:
        # In this weather a channel's allowance is used up from the start: the first message is refused as well.
        limit = (1.0, 1.0)
    # Slack counts new messages by channel, changes by app.
    bucket = method if method == "chat.update" else str(args.get("channel"))
    return ws.limits.wait(bucket, ws.clock.now(), limit, first)


def _misfortune(ws: Workspace) -> web.Response | None:
    if ws.weather.strikes("error_500"):
        return web.Response(status=500, text="internal_error")
    return rate_limited(1) if ws.weather.strikes("error_429") else None


def _break(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


def _token(request: web.Request, args: Json) -> str | None:
    header = request.headers.get("Authorization", "")
    given = args.pop("token", None)
    return header.removeprefix("Bearer ") if header.startswith("Bearer ") else given


def _record(ws: Workspace, method: str, args: Json, token: str | None, error: str | None) -> None:
    ws.calls.append(Call(method, args, ws.clock.now(), error is None, error, TOKENS.get(token or "")))
    ws.changes.happened()


async def _arguments(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        args |= json.loads(body) if body else {}
    elif request.method == "POST":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return args
