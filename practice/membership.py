"""Joining and leaving channels."""

from practice import events
from practice.company import Channel
from practice.workspace import Workspace


async def member_joined(ws: Workspace, user: str, channel: Channel) -> None:
    """Add somebody to a channel and tell the bot."""
    if user not in channel.members:
        channel.members.append(user)
        ws.changes.tell({"type": "channel", "channel": channel.id})
        await events.send(
            ws,
            {
                "type": "member_joined_channel",
                "user": user,
                "channel": channel.id,
                "channel_type": channel.id[0],
                "team": ws.company.team_id,
                "event_ts": ws.clock.stamp(),
            },
        )


async def member_left(ws: Workspace, user: str, channel: Channel) -> None:
    """Remove somebody from a channel and tell the bot."""
    if user in channel.members:
        channel.members.remove(user)
        ws.changes.tell({"type": "channel", "channel": channel.id})
        await events.send(
            ws,
            {
                "type": "member_left_channel",
                "user": user,
                "channel": channel.id,
                "channel_type": channel.id[0],
                "team": ws.company.team_id,
                "event_ts": ws.clock.stamp(),
            },
        )
