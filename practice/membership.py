"""Joining and leaving channels."""

from practice import events
from practice.app import BOT_USER_ID
from practice.company import Channel
from practice.values import Json
from practice.workspace import Workspace


async def member_joined(ws: Workspace, user: str, channel: Channel, inviter: str | None = None) -> None:
    """Add somebody to a channel and tell the bot."""
    if user not in channel.members:
        channel.members.append(user)
        ws.changes.tell({"type": "channel", "channel": channel.id})
        invited = {"inviter": inviter} if inviter else {}
        await events.send(ws, _moved(ws, "member_joined_channel", user, channel) | invited)


async def member_left(ws: Workspace, user: str, channel: Channel, actor: str = "") -> None:
    """Remove somebody from a channel and tell the bot, which has an event of its own for its own leaving."""
    if user in channel.members:
        channel.members.remove(user)
        ws.changes.tell({"type": "channel", "channel": channel.id})
        await events.send(ws, _moved(ws, "member_left_channel", user, channel))
        if user == BOT_USER_ID:
            kind = "channel_left" if channel.kind == "channel" else "group_left"
            left = {"type": kind, "channel": channel.id, "actor_id": actor, "event_ts": ws.clock.stamp()}
            await events.send(ws, left)


def _moved(ws: Workspace, kind: str, user: str, channel: Channel) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": channel.id[0],
        "team": ws.company.team_id,
        "event_ts": ws.clock.stamp(),
    }
