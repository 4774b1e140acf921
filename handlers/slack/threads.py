"""Threads as Slack tells them, and who may see them. Nothing of them is kept or logged."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.membership import Membership
from bot.domain.reading.threads import Remark, is_long
from bot.domain.text import clean
from handlers.slack.edge import Body, Caller, Edge
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.prompting.heard import by_people, is_from_outside
from handlers.slack.render.unmarked import mentioned, unmarked

log = structlog.get_logger(__name__)

_PAGE = 200  # as Slack recommends
_LONGEST = 1_000
"""A thread of more messages is not read: its latest words would cost more calls than they are worth."""
_MEMBERS_PAGE = 1_000
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Thread:
    """What people have written in one thread; `ts` is of the message it hangs on.

    `names` are of who wrote in it or is named there, by user id. `outside`: a guest or somebody of another company did.
    """

    channel: str
    ts: str
    remarks: tuple[Remark, ...]
    names: Mapping[str, str]
    outside: bool = False


async def long_thread(
    edge: Edge, caller: Caller, membership: Membership, channel: str, ts: str
) -> Thread | None:
    """Return the thread that a message belongs to, if it is long and the caller may see it in Slack.

    None too where Slack does not give it: a channel that Staffel is not in, a limit, a bad connection.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            messages = await _messages(edge.client, channel, ts)
            thread = await _thread(edge, channel, messages)
            if thread and await _may_see(edge.client, channel, caller.user, membership):
                return thread
    except UNREACHABLE as error:
        log.info("thread_not_read", channel=channel, error=str(sending_error(error)))
    return None


async def _messages(client: AsyncWebClient, channel: str, ts: str) -> list[Body]:
    """Return the thread, oldest first; of a reply Slack tells only itself, and which thread it is in."""
    messages = await _pages(client, channel, ts)
    top = messages[0].get("thread_ts") if len(messages) == 1 else None
    return await _pages(client, channel, top) if top and top != ts else messages


async def _pages(client: AsyncWebClient, channel: str, ts: str) -> list[Body]:
    messages: dict[str, Body] = {}  # each page may begin with the first message of all
    async for page in await client.conversations_replies(channel=channel, ts=ts, limit=_PAGE):
        messages |= {one["ts"]: one for one in page["messages"]}
        if len(messages) > _LONGEST:
            return []
    return [*messages.values()]


async def _thread(edge: Edge, channel: str, messages: list[Body]) -> Thread | None:
    said = [one for one in messages if _is_said(one)]
    if not is_long(said):
        return None
    async with edge.unit_of_work.read() as work:
        names = await work.people.names(edge.team, [*_people(said)])
        authors = [await work.people.get(edge.team, user) for user in {one["user"] for one in said}]
    remarks = tuple(Remark(one["ts"], one["user"], clean(unmarked(one["text"], names))) for one in said)
    outside = any(is_from_outside(edge.team, one) for one in said) or any(one.guest for one in authors if one)
    return Thread(channel, messages[0]["ts"], remarks, names, outside)


def _is_said(message: Body) -> bool:
    return (
        by_people(message) and not message.get("bot_id") and bool(message.get("user") and message.get("text"))
    )


def _people(messages: Iterable[Body]) -> set[str]:
    return {user for one in messages for user in (one["user"], *mentioned(one["text"]))}


async def _may_see(client: AsyncWebClient, channel: str, user: str, membership: Membership) -> bool:
    """Return whether somebody may read a channel in Slack: who is in it, and of a public one the whole company."""
    told = (await client.conversations_info(channel=channel))["channel"]
    if told.get("is_private") is False and membership in {Membership.ADMIN, Membership.MEMBER}:
        return True
    return user in {member async for member in _members(client, channel)}


async def _members(client: AsyncWebClient, channel: str) -> AsyncIterator[str]:
    async for page in await client.conversations_members(channel=channel, limit=_MEMBERS_PAGE):
        for member in page["members"]:
            yield member
