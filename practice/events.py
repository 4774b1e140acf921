"""Events API payloads, and which of them the app has asked for."""

import asyncio

from practice.app import APP_ID, BOT_USER_ID, VERIFICATION_TOKEN
from practice.company import Channel
from practice.values import Json
from practice.workspace import Workspace

SUBSCRIPTION = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
UNSENT = ("metadata", "app_id", "reply_users", "is_ephemeral")


def send(ws: Workspace, event: Json, *, echo: bool = False) -> "asyncio.Future[None]":
    """Send an event if the app has subscribed to it; the result is done once the bot had its chance to answer."""
    subscription = SUBSCRIPTION[event["channel_type"]] if event["type"] == "message" else event["type"]
    if subscription in ws.app.events:
        return ws.courier.tell(_callback(ws, event), echo=echo)
    nothing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    nothing.set_result(None)
    return nothing


def _callback(ws: Workspace, event: Json) -> Json:
    team = ws.company.team_id
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": ws.ids.new("Ev"),
        "event_time": int(ws.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": ws.ids.new("4-"),
    }


def heard(ws: Workspace, channel: Channel) -> bool:
    """Whether the bot hears what is said in a conversation."""
    return BOT_USER_ID in channel.members


def message(channel: Channel, message: Json) -> Json:
    """Return the event of a new message."""
    shown = {name: value for name, value in message.items() if name not in UNSENT}
    return shown | {"channel": channel.id, "event_ts": message["ts"], "channel_type": channel.kind}


def changed(channel: Channel, before: Json, after: Json, ts: str) -> Json:
    """Return the event of an edited message."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": channel.id,
        "hidden": True,
        "message": _inner(after),
        "previous_message": _inner(before),
        "event_ts": ts,
        "ts": ts,
        "channel_type": channel.kind,
    }


def deleted(channel: Channel, before: Json, ts: str) -> Json:
    """Return the event of a deleted message."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": before["ts"],
        "previous_message": _inner(before),
        "event_ts": ts,
        "ts": ts,
        "channel_type": channel.kind,
    }


def mention(channel: Channel, message: Json) -> Json:
    """Return the event of a message that mentions the bot."""
    names = ("client_msg_id", "user", "text", "blocks", "ts", "team", "thread_ts", "edited")
    shown = {name: message[name] for name in names if name in message}
    return {"type": "app_mention", **shown, "channel": channel.id, "event_ts": message["ts"]}


def _inner(message: Json) -> Json:
    return {name: value for name, value in message.items() if name not in UNSENT}
