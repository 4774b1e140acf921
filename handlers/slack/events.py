"""What Slack tells without being asked: App Home opened, people, groups, channels and messages changed."""

from collections.abc import Awaitable, Callable, Mapping

from bot.services.look_after_members import look_after_members
from handlers.slack.channels import channel_closed, channel_opened, member_joined
from handlers.slack.desk import publish_home
from handlers.slack.edge import Body, Edge, event_request
from handlers.slack.messages import message_told
from handlers.slack.people import person_from, quiet_from
from handlers.slack.prompting.opting_in import channel_left
from handlers.slack.spoken.hearing import spoken_to


async def event(edge: Edge, body: Body) -> None:
    """Do what the event asks for; events that nobody waits for are passed over."""
    if handler := EVENTS.get(_subscription(body["event"])):
        await handler(edge, body)


def _subscription(happened: Body) -> str:
    kind: str = happened["type"]
    if kind != "message":
        return kind
    where = happened.get("channel_type")
    return "message.im" if where == "im" else f"message.{where}s"


async def _home_opened(edge: Edge, body: Body) -> None:
    if body["event"].get("tab") == "home":
        edge.tasks.start(publish_home(edge, body["team_id"], body["event"]["user"]))


async def _person_changed(edge: Edge, body: Body) -> None:
    request, person = event_request(edge, body), person_from(body["event"]["user"], body["team_id"])
    async with edge.unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            await work.people.put(request.workspace, [person])
            await work.nudges.look_at(request.workspace, [person.user], request.now)
            if person.deleted:
                await look_after_members(work, request.workspace, request.now)
    edge.wake()
    edge.memory.forget(request.workspace, person.user)


async def _quiet_changed(edge: Edge, body: Body) -> None:
    request, happened = event_request(edge, body), body["event"]
    async with edge.unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            quiet = quiet_from(happened["dnd_status"])
            await work.people.do_not_disturb(request.workspace, happened["user"], quiet)
            await work.nudges.look_at(request.workspace, [happened["user"]], request.now)


async def _group_changed(edge: Edge, body: Body) -> None:
    request, group = event_request(edge, body), body["event"]["subteam"]
    if "users" not in group:  # told without its members, it has not lost them
        return
    async with edge.unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            await work.organisations.set_members(request.workspace, group["id"], group["users"])
            await look_after_members(work, request.workspace, request.now)
    edge.wake()


async def _group_members_changed(edge: Edge, body: Body) -> None:
    request, told = event_request(edge, body), body["event"]
    added, removed = told.get("added_users") or [], told.get("removed_users") or []
    async with edge.unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            await work.organisations.change_members(request.workspace, told["subteam_id"], added, removed)
            await look_after_members(work, request.workspace, request.now)
    edge.wake()


async def _left_out(edge: Edge, body: Body) -> None:
    await channel_left(edge, body)
    await channel_closed(edge, body)


EVENTS: Mapping[str, Callable[[Edge, Body], Awaitable[None]]] = {
    "message.channels": message_told,
    "message.groups": message_told,
    "message.im": spoken_to,
    "app_mention": spoken_to,
    "app_home_opened": _home_opened,
    "member_joined_channel": member_joined,
    "channel_left": _left_out,
    "group_left": _left_out,
    "channel_archive": channel_closed,
    "group_archive": channel_closed,
    "channel_deleted": channel_closed,
    "group_deleted": channel_closed,
    "channel_unarchive": channel_opened,
    "group_unarchive": channel_opened,
    "user_change": _person_changed,
    "team_join": _person_changed,
    "dnd_updated_user": _quiet_changed,
    "subteam_updated": _group_changed,
    "subteam_members_changed": _group_members_changed,
}
"""By the subscription that the manifest asks for; the most frequent first."""
