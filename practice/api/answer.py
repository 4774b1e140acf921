"""What a method gets and how it answers."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from practice.company import Channel, Member
from practice.values import Json
from practice.workspace import Workspace


class ApiError(Exception):
    """A refusal: Slack's error name and further fields of the answer."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


Method = Callable[[Workspace, Json], Awaitable[Json]]


def flag(args: Json, name: str) -> bool:
    """Read a boolean; forms carry it as a word."""
    return str(args.get(name, "")).lower() in {"1", "true"}


def required(args: Json, name: str) -> str:
    """Read an argument that has to be there."""
    if not args.get(name):
        raise ApiError(
            "invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
        )
    return str(args[name])


def structure(args: Json, name: str, error: str) -> Any:
    """Read a structured argument, which forms carry as JSON text."""
    value = args.get(name)
    if isinstance(value, str) and value:
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(error) from None
    return value


def channel_of(ws: Workspace, args: Json, name: str = "channel") -> Channel:
    """Find the conversation that is meant: by id, by #name, or a person's direct one."""
    meant = str(args.get(name, ""))
    if meant in ws.company.people:
        return ws.dm(meant)
    channel = ws.company.channels.get(meant) or next(
        (c for c in ws.company.channels.values() if not c.direct and f"#{c.name}" == f"#{meant.lstrip('#')}"),
        None,
    )
    # What the bot is not part of does not exist for it, unless everybody can see it.
    if channel is None or (channel.kind != "channel" and ws.bot.id not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def member_of(ws: Workspace, args: Json, name: str = "user") -> Member:
    """Find the person that is meant."""
    member = ws.member(str(args.get(name, "")))
    if member is None:
        raise ApiError("user_not_found")
    return member


def page(ws: Workspace, args: Json, entries: list[Any]) -> tuple[list[Any], Json]:
    """Return one page of a listing, and the answer's metadata with the cursor of the next one."""
    start = _start(args.get("cursor"))
    size = min(_number(args.get("limit")) or ws.limits.page, ws.limits.most)
    following = start + size
    cursor = f"next:{following}" if following < len(entries) else ""
    return entries[start:following], {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: Any) -> int:
    if not cursor:
        return 0
    word, _, number = str(cursor).partition(":")
    if word != "next" or not number.isdigit():
        raise ApiError("invalid_cursor")
    return int(number)


def _number(limit: Any) -> int:
    try:
        return max(int(limit or 0), 0)
    except ValueError:
        raise ApiError("invalid_limit") from None
