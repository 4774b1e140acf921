"""files.*: the three steps of an upload."""

from practice import talk
from practice.api.answer import ApiError, channel_of, required, structure
from practice.api.chat import writable
from practice.files import File
from practice.values import Json
from practice.workspace import Workspace


async def get_upload_url(ws: Workspace, args: Json) -> Json:
    """Promise a file and return where its bytes go."""
    length = int(required(args, "length"))
    file = File(
        ws.ids.new("F"),
        required(args, "filename"),
        length,
        alt_txt=str(args.get("alt_txt") or ""),
        user=ws.bot.id,
        created=int(ws.clock.now()),
    )
    ws.files.by_id[file.id] = file
    return {"upload_url": f"{ws.base_url}upload/{file.id}", "file_id": file.id}


async def complete_upload(ws: Workspace, args: Json) -> Json:
    """Finish an upload; share the files in a conversation if one is named."""
    wanted = structure(args, "files", "invalid_arguments") or []
    files = [_uploaded(ws, entry) for entry in wanted]
    if args.get("channel_id"):
        channel = writable(ws, {"channel": args["channel_id"]})
        for file in files:
            file.channels.append(channel.id)
        shown = [file.as_json(ws.base_url) for file in files]
        message = talk.bot_message(
            ws,
            text=str(args.get("initial_comment") or ""),
            files=shown,
            upload=True,
            thread_ts=args.get("thread_ts"),
        )
        talk.add(ws, channel, message)
    return {"files": [{"id": file.id, "title": file.title or file.name} for file in files]}


def _uploaded(ws: Workspace, entry: Json) -> File:
    file = ws.files.by_id.get(str(entry.get("id")))
    if file is None or file.data is None:
        raise ApiError("file_not_found")
    file.title = str(entry.get("title") or "")
    file.ready_at = ws.clock.now() + ws.timing.file
    return file


async def info(ws: Workspace, args: Json) -> Json:
    """Describe a file."""
    file = ws.files.by_id.get(required(args, "file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": file.as_json(ws.base_url) | {"channels": file.channels}}


async def add_reaction(ws: Workspace, args: Json) -> Json:
    """React to a message with an emoji."""
    channel = channel_of(ws, args)
    name = required(args, "name").strip(":")
    message = ws.messages.find(channel.id, required(args, "timestamp"))
    if message is None:
        raise ApiError("message_not_found")
    reactions = message.setdefault("reactions", [])
    reaction = next((r for r in reactions if r["name"] == name), None)
    if reaction is None:
        reactions.append(reaction := {"name": name, "users": [], "count": 0})
    if ws.bot.id in reaction["users"]:
        raise ApiError("already_reacted")
    reaction["users"].append(ws.bot.id)
    reaction["count"] += 1
    ws.changes.tell(
        {"type": "message_changed", "channel": channel.id, "message": dict(message)}, ws.audience(channel)
    )
    return {}
