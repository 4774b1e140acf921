"""Channels that were closed to us: an event tells that one is open again, and now and then we look ourselves."""

from dataclasses import replace

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.troubles import close_channel, mend_channel, revive
from handlers.slack.client import Team
from handlers.slack.edge import Body, Edge, event_request
from handlers.slack.errors import CAN_BE_SEEN, UNREACHABLE
from handlers.slack.prompting.opting_in import ask_channel

log = structlog.get_logger(__name__)

_CLOSED_BY = {
    "channel_left": "not_in_channel",
    "group_left": "channel_not_found",
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
}
"""What Slack would say to a message, so that nobody is told again when the first one is refused."""


async def member_joined(edge: Edge, body: Body) -> None:
    """Take in that Staffel was invited into a channel; of anybody else's joining nothing follows."""
    if body["event"].get("user") == our_user(body):
        await channel_opened(edge, body)
        await ask_channel(edge, body)


async def channel_opened(edge: Edge, body: Body) -> None:
    """Send what has waited for a channel."""
    channel = body["event"]["channel"]
    if revived := await mend_channel(edge.unit_of_work, event_request(edge, body), channel):
        log.info("channel_open_again", channel=channel, messages=revived)
        edge.wake()


async def channel_closed(edge: Edge, body: Body) -> None:
    """Tell those who can mend it that a department's channel is closed to us."""
    kind, channel = body["event"]["type"], body["event"]["channel"]
    request = event_request(edge, body)
    # Others take in the same event under its own key.
    closed = replace(request, key=f"{request.key}:closed")
    if await close_channel(edge.unit_of_work, closed, channel, _CLOSED_BY[kind]):
        log.warning("channel_closed", channel=channel, by=kind)
        edge.wake()


async def look_again(edge: Edge, team: Team) -> None:
    """Send what has waited for channels that were opened while nobody listened."""
    async with edge.unit_of_work.read() as work:
        troubles = await work.troubles.all(team.id)
    for trouble in troubles:
        if trouble.error in CAN_BE_SEEN and await _is_open(team.patient, trouble.channel):
            async with edge.unit_of_work.write() as work:
                revived = await revive(work, team.id, edge.clock(), channel=trouble.channel)
            log.info("channel_open_again", channel=trouble.channel, messages=revived)
            edge.wake()


def our_user(body: Body) -> object:
    """Return the user id under which Staffel takes part in the workspace."""
    granted = body.get("authorizations") or [{}]
    return granted[0].get("user_id")


async def _is_open(client: AsyncWebClient, channel: str) -> bool:
    try:
        answer = await client.conversations_info(channel=channel)
    except UNREACHABLE:
        return False
    return bool(answer["channel"].get("is_member")) and not answer["channel"].get("is_archived")
