"""Payloads of slash commands and interactions."""

from practice.app import APP_ID, VERIFICATION_TOKEN
from practice.company import Channel
from practice.elements import FIELDS, Slot
from practice.messages import Ephemeral
from practice.values import Json, copied
from practice.view import View
from practice.workspace import Workspace


def command(ws: Workspace, user: str, name: str, text: str, channel: Channel) -> Json:
    """Return what a slash command sends: a flat form."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": ws.company.team_id,
        "team_domain": ws.company.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": ws.company.people[user].name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": False,
        "response_url": ws.response_url(user, channel.id),
        "trigger_id": ws.triggers.new(user),
    }


def interaction(ws: Workspace, kind: str, user: str) -> Json:
    """Return the fields that all interactions share."""
    member = ws.company.people[user]
    team = member.team or ws.company.team_id
    return {
        "type": kind,
        "user": {"id": user, "username": member.name, "name": member.name, "team_id": team},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "team": {"id": team, "domain": ws.company.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def global_shortcut(ws: Workspace, user: str, callback_id: str) -> Json:
    """Return what a shortcut from the composer or the search sends."""
    common = interaction(ws, "shortcut", user)
    del common["api_app_id"]
    common["user"] = {name: common["user"][name] for name in ("id", "username", "team_id")}
    return {
        **common,
        "callback_id": callback_id,
        "trigger_id": ws.triggers.new(user),
        "action_ts": ws.clock.stamp(),
    }


def message_shortcut(ws: Workspace, user: str, callback_id: str, channel: Channel, message: Json) -> Json:
    """Return what a shortcut in a message's menu sends."""
    common = interaction(ws, "message_action", user)
    del common["api_app_id"]
    common["user"] = {name: common["user"][name] for name in ("id", "name", "team_id")}
    return {
        **common,
        "callback_id": callback_id,
        "trigger_id": ws.triggers.new(user),
        "response_url": ws.response_url(user, channel.id, message),
        "message_ts": message["ts"],
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": _shown(message),
        "action_ts": ws.clock.stamp(),
    }


def message_place(ws: Workspace, user: str, channel: Channel, message: Json, *, answer: bool = True) -> Json:
    """Return the part of a payload that says in which message something happened."""
    ephemeral = bool(message.get("is_ephemeral"))
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    place: Json = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    if not ephemeral:
        # Slack sends no copy of a message that only one person sees.
        place["message"] = _shown(message)
    if answer:
        place["response_url"] = ws.response_url(user, channel.id, message)
    return place


def view_place(view: View) -> Json:
    """Return the part of a payload that says in which view something happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_sent()}


def action(ws: Workspace, slot: Slot, state: Json | None, value: object) -> Json:
    """Return the description of the element that was used; `value` tells thumbs up from thumbs down."""
    element = slot.element
    described: Json = {
        "type": element["type"],
        "block_id": slot.block["block_id"],
        "action_id": element["action_id"],
        "action_ts": ws.clock.stamp(),
    }
    described |= {
        name: copied(element[name])
        for name in ("text", "value", "style", "placeholder", "url")
        if name in element
    }
    if element["type"] == "feedback_buttons":
        described["value"] = value
    if state:
        chosen = FIELDS[state["type"]][0] if state["type"] in FIELDS else "selected_option"
        described[chosen] = state[chosen]
    return described


def view_submission(ws: Workspace, view: View) -> Json:
    """Return what submitting a modal sends."""
    return {
        **interaction(ws, "view_submission", view.user),
        "trigger_id": ws.triggers.new(view.user),
        "view": view.as_sent(),
        "response_urls": [],
    }


def view_closed(ws: Workspace, view: View, *, is_cleared: bool) -> Json:
    """Return what closing a modal sends."""
    return {**interaction(ws, "view_closed", view.user), "view": view.as_sent(), "is_cleared": is_cleared}


def ephemeral_or_stored(ws: Workspace, user: str, channel: str, ts: str) -> Json | None:
    """Return the message that a person sees at this place, ephemeral or not."""
    whispered: Ephemeral | None = ws.messages.ephemeral(user, ts)
    return whispered.message if whispered and whispered.channel == channel else ws.messages.find(channel, ts)


def channel_name(channel: Channel) -> str:
    """Return the name that payloads give to a conversation."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def _shown(message: Json) -> Json:
    return copied(message)
