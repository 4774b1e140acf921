"""conversations.*: channels, direct conversations and what was said in them."""

from practice.api.answer import ApiError, channel_of, flag, page, required
from practice.company import Channel
from practice.directory import channel_object
from practice.values import Json, copied
from practice.workspace import Workspace

TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


async def open_(ws: Workspace, args: Json) -> Json:
    """Open a direct conversation with one or several people."""
    if args.get("channel"):
        return {"channel": _opened(ws, args, channel_of(ws, args))}
    users = [user for user in required(args, "users").split(",") if user]
    if any(user not in ws.company.people for user in users):
        raise ApiError("user_not_found")
    channel, new = ws.direct_channel({*users, ws.bot.id})
    known: Json = {} if new else {"no_op": True, "already_open": True}
    return {"channel": _opened(ws, args, channel), **known}


def _opened(ws: Workspace, args: Json, channel: Channel) -> Json:
    return (
        channel_object(channel, ws.company.team_id, ws.bot.id)
        if flag(args, "return_im")
        else {"id": channel.id}
    )


async def info(ws: Workspace, args: Json) -> Json:
    """Describe a conversation."""
    return {"channel": channel_object(channel_of(ws, args), ws.company.team_id, ws.bot.id)}


async def list_(ws: Workspace, args: Json) -> Json:
    """List conversations of the given types."""
    kinds = {TYPES.get(name.strip()) for name in str(args.get("types") or "public_channel").split(",")}
    if None in kinds:
        raise ApiError("invalid_types")
    seen = [
        c
        for c in ws.company.channels.values()
        if c.kind in kinds and (c.kind == "channel" or ws.bot.id in c.members)
    ]
    entries, metadata = page(
        ws, args, [c for c in seen if not (c.is_archived and flag(args, "exclude_archived"))]
    )
    return {"channels": [channel_object(c, ws.company.team_id, ws.bot.id) for c in entries], **metadata}


async def members(ws: Workspace, args: Json) -> Json:
    """List who is in a conversation."""
    entries, metadata = page(ws, args, list(channel_of(ws, args).members))
    return {"members": entries, **metadata}


async def history(ws: Workspace, args: Json) -> Json:
    """List what stands in a conversation, newest first, replies not included."""
    channel = _readable(ws, args)
    messages = [m for m in ws.messages.top(channel.id) if _in_range(args, m["ts"])]
    entries, metadata = page(ws, args, messages[::-1])
    more = bool(metadata["response_metadata"]["next_cursor"])
    return {
        "messages": [_shown(args, m) for m in entries],
        "has_more": more,
        "pin_count": 0,
        **(metadata if more else {}),
    }


async def replies(ws: Workspace, args: Json) -> Json:
    """List a thread, oldest first, beginning with its first message."""
    channel = _readable(ws, args)
    ts = required(args, "ts")
    asked = ws.messages.find(channel.id, ts)
    if asked is None:
        raise ApiError("thread_not_found")
    thread = ws.messages.thread(channel.id, asked.get("thread_ts", ts))
    messages = [m for m in thread if _in_range(args, m["ts"]) or m is thread[0]]
    entries, metadata = page(ws, args, messages)
    more = bool(metadata["response_metadata"]["next_cursor"])
    return {"messages": [_shown(args, m) for m in entries], "has_more": more, **(metadata if more else {})}


def _readable(ws: Workspace, args: Json) -> Channel:
    channel = channel_of(ws, args)
    if ws.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _in_range(args: Json, ts: str) -> bool:
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    inside = oldest < float(ts) < latest
    return inside or (flag(args, "inclusive") and float(ts) in {oldest, latest})


def _shown(args: Json, message: Json) -> Json:
    shown = copied(message)
    if not flag(args, "include_all_metadata"):
        shown.pop("metadata", None)
    return shown


async def mark(ws: Workspace, args: Json) -> Json:
    """Accept a read mark; the bot's own is of no interest to anybody."""
    channel_of(ws, args)
    return {}
