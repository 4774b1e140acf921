"""Saying things: what persons and the bot write, edit and delete, and who is told of it."""

import asyncio
from typing import Any

from practice import events
from practice.app import APP_ID, BOT_ID, BOT_USER_ID
from practice.company import Channel
from practice.elements import with_ids
from practice.markup import rich_text, typed
from practice.messages import Ephemeral
from practice.values import Json, copied
from practice.workspace import Workspace

Told = asyncio.Future[None]


def say(
    ws: Workspace, user: str, channel: Channel, text: str, thread_ts: str | None = None, **more: Any
) -> tuple[Json, list[Told]]:
    """Let a person write a message; return it and what the bot is being told."""
    text = typed(text, ws.company, ws.bot.name)
    ts = ws.clock.stamp()
    message: Json = {
        "client_msg_id": ws.ids.new("msg-"),
        "type": "message",
        "text": text,
        "user": user,
        "ts": ts,
        "team": ws.company.team_id,
        "blocks": [rich_text(text, ws.ids.short())],
        **more,
    }
    if thread_ts:
        message["thread_ts"] = thread_ts
    mark_read(ws, user, channel, ts)
    return message, add(ws, channel, message)


def bot_message(ws: Workspace, **content: Any) -> Json:
    """Return a new message of the bot, not yet said anywhere."""
    blocks = with_ids(content.pop("blocks"), ws.ids) if content.get("blocks") else None
    content = {name: value for name, value in content.items() if value}
    message: Json = {
        "user": BOT_USER_ID,
        "type": "message",
        "ts": ws.clock.stamp(),
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "text": "",
        "team": ws.company.team_id,
    }
    profile = {
        "id": BOT_ID,
        "app_id": APP_ID,
        "name": ws.app.bot_name,
        "deleted": False,
        "updated": 1_700_000_000,
        "team_id": ws.company.team_id,
        "icons": {},
    }
    return {**message, "bot_profile": profile, **content, **({"blocks": blocks} if blocks else {})}


def add(ws: Workspace, channel: Channel, message: Json) -> list[Told]:
    """Put a message into its conversation and tell everybody."""
    ws.messages.add(channel.id, message)
    _show(ws, channel, "message", message)
    _show_parent(ws, channel, message)
    if ws.changes.watched:
        for user in set(channel.members) - {message.get("user"), BOT_USER_ID}:
            _show_unread(ws, user, channel)
    if not events.heard(ws, channel):
        return []
    own = message.get("user") == BOT_USER_ID
    told = [events.send(ws, events.message(channel, copied(message)), echo=own)]
    if f"<@{BOT_USER_ID}>" in message["text"] and not own and not channel.direct:
        told.append(events.send(ws, events.mention(channel, copied(message))))
    return told


def edit(ws: Workspace, channel: Channel, message: Json, editor: str, **content: Any) -> list[Told]:
    """Change a message; a content of None stays as it was."""
    before = copied(message)
    for name, value in content.items():
        if value is not None:
            message[name] = with_ids(value, ws.ids) if name == "blocks" else value
    message["edited"] = {"user": editor, "ts": ws.clock.stamp()}
    _show(ws, channel, "message_changed", message)
    if not events.heard(ws, channel):
        return []
    return [
        events.send(
            ws,
            events.changed(channel, before, copied(message), ws.clock.stamp()),
            echo=editor == BOT_USER_ID,
        )
    ]


def delete(ws: Workspace, channel: Channel, ts: str, by: str) -> list[Told]:
    """Remove a message."""
    before = ws.messages.remove(channel.id, ts)
    if before is None:
        return []
    left = ws.messages.find(channel.id, ts)
    _show(ws, channel, "message_changed" if left else "message_deleted", left or before)
    _show_parent(ws, channel, before)
    if not events.heard(ws, channel):
        return []
    return [events.send(ws, events.deleted(channel, before, ws.clock.stamp()), echo=by == BOT_USER_ID)]


def whisper(ws: Workspace, user: str, channel: str, message: Json) -> None:
    """Show a message to one person only."""
    message["is_ephemeral"] = True
    ws.messages.ephemerals.append(Ephemeral(user, channel, message))
    ws.changes.tell({"type": "ephemeral", "channel": channel, "message": copied(message)}, {user})


def change_whisper(ws: Workspace, whispered: Ephemeral, **content: Any) -> None:
    """Change an ephemeral message."""
    whispered.message.pop("blocks", None)
    whispered.message.update({name: value for name, value in content.items() if value})
    if "blocks" in whispered.message:
        whispered.message["blocks"] = with_ids(whispered.message["blocks"], ws.ids)
    ws.changes.tell(
        {"type": "ephemeral_changed", "channel": whispered.channel, "message": copied(whispered.message)},
        {whispered.user},
    )


def remove_whisper(ws: Workspace, whispered: Ephemeral) -> None:
    """Take an ephemeral message away."""
    ws.messages.ephemerals.remove(whispered)
    ws.changes.tell(
        {"type": "ephemeral_deleted", "channel": whispered.channel, "message": copied(whispered.message)},
        {whispered.user},
    )


def mark_read(ws: Workspace, user: str, channel: Channel, ts: str) -> None:
    """Remember how far a person has read."""
    ws.last_read[user, channel.id] = max(ts, ws.last_read.get((user, channel.id), "0"))
    _show_unread(ws, user, channel)


def _show_unread(ws: Workspace, user: str, channel: Channel) -> None:
    ws.changes.tell({"type": "unread", "channel": channel.id, "count": ws.unread(user, channel)}, {user})


def _show(ws: Workspace, channel: Channel, kind: str, message: Json) -> None:
    ws.changes.tell({"type": kind, "channel": channel.id, "message": copied(message)}, ws.audience(channel))


def _show_parent(ws: Workspace, channel: Channel, message: Json) -> None:
    thread_ts = message.get("thread_ts")
    parent = ws.messages.find(channel.id, thread_ts) if thread_ts and thread_ts != message["ts"] else None
    if parent:
        _show(ws, channel, "message_changed", parent)
