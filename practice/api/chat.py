"""chat.*: messages of the bot."""

import json
from typing import Any

from practice import talk
from practice.api.answer import ApiError, channel_of, flag, required, structure
from practice.blockkit import check_blocks
from practice.company import Channel
from practice.values import Json, copied
from practice.workspace import Workspace

LONGEST_TEXT = 40_000
LARGEST_METADATA = 16_000


async def post_message(ws: Workspace, args: Json) -> Json:
    """Post a message, in a thread if asked."""
    channel = writable(ws, args)
    content = checked(ws, args)
    thread_ts = args.get("thread_ts")
    if thread_ts and ws.messages.find(channel.id, str(thread_ts)) is None:
        raise ApiError("thread_not_found")
    subtype = "thread_broadcast" if thread_ts and flag(args, "reply_broadcast") else None
    message = talk.bot_message(ws, **content, thread_ts=thread_ts, subtype=subtype)
    talk.add(ws, channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": copied(message)}


async def update(ws: Workspace, args: Json) -> Json:
    """Change a message of the bot; what is not given stays."""
    channel = channel_of(ws, args)
    message = own(ws, channel, required(args, "ts"), "cant_update_message")
    content = checked(ws, args, old=message)
    if "text" not in args:
        content["text"] = None
    talk.edit(ws, channel, message, ws.bot.id, **content)
    for name in ("blocks", "metadata", "attachments"):
        if name in message and not message[name]:
            del message[name]
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": copied(message)}


async def delete(ws: Workspace, args: Json) -> Json:
    """Delete a message of the bot."""
    channel = channel_of(ws, args)
    message = own(ws, channel, required(args, "ts"), "cant_delete_message")
    talk.delete(ws, channel, message["ts"], ws.bot.id)
    return {"channel": channel.id, "ts": message["ts"]}


async def post_ephemeral(ws: Workspace, args: Json) -> Json:
    """Show a message to one person in a conversation."""
    channel = writable(ws, args)
    user = required(args, "user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = talk.bot_message(ws, **checked(ws, args), thread_ts=args.get("thread_ts"))
    talk.whisper(ws, user, channel.id, message)
    return {"message_ts": message["ts"]}


async def get_permalink(ws: Workspace, args: Json) -> Json:
    """Return the address of a message."""
    channel = channel_of(ws, args)
    message = ws.messages.find(channel.id, required(args, "message_ts"))
    if message is None:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(ws, channel.id, message)}


def permalink(ws: Workspace, channel: str, message: Json) -> str:
    """Return the address of a message; the page opens it."""
    link = f"{ws.base_url}archives/{channel}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts")
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != message["ts"] else link


def writable(ws: Workspace, args: Json) -> Channel:
    """Return the conversation if the bot may write there."""
    channel = channel_of(ws, args)
    if channel.is_archived:
        raise ApiError("is_archived")
    public = channel.kind == "channel" and "chat:write.public" in ws.app.scopes
    if ws.bot.id not in channel.members and not public:
        raise ApiError("not_in_channel")
    return channel


def own(ws: Workspace, channel: Channel, ts: str, refusal: str) -> Json:
    """Return a message if it is the bot's."""
    message = ws.messages.find(channel.id, ts)
    if message is None:
        raise ApiError("message_not_found")
    if message.get("user") != ws.bot.id:
        raise ApiError(refusal)
    return message


def checked(ws: Workspace, args: Json, old: Json | None = None) -> dict[str, Any]:
    """Return text, blocks and metadata of a message if Slack would take them."""
    text = str(args.get("text") or args.get("markdown_text") or "")
    blocks = structure(args, "blocks", "invalid_blocks_format")
    if len(text) > LONGEST_TEXT:
        raise ApiError("msg_too_long")
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    remaining = blocks if blocks is not None else (old or {}).get("blocks")
    if not text and not remaining and not args.get("attachments"):
        raise ApiError("no_text")
    if blocks and (problems := check_blocks(blocks, "message") or ws.files.not_shown(blocks, ws.clock.now())):
        raise ApiError(
            "invalid_blocks",
            errors=[words.removeprefix("[ERROR] ") for words in problems],
            response_metadata={"messages": problems},
        )
    attachments = structure(args, "attachments", "invalid_attachments")
    return {"text": text, "blocks": blocks, "metadata": _metadata(args), "attachments": attachments}


def _metadata(args: Json) -> Json | None:
    metadata = structure(args, "metadata", "invalid_metadata_format")
    if not metadata:
        return {} if isinstance(metadata, dict) else None
    if (
        not isinstance(metadata, dict)
        or not metadata.get("event_type")
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise ApiError("invalid_metadata_schema")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise ApiError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
