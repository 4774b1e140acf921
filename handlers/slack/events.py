"""What Slack tells without being asked: App Home opened, people and user groups changed."""

from collections.abc import Awaitable, Callable, Mapping

from handlers.slack.desk import publish_home
from handlers.slack.edge import Body, Edge
from handlers.slack.people import person_from


async def event(edge: Edge, body: Body) -> None:
    """Do what the event asks for; events that nobody waits for are passed over."""
    if handler := EVENTS.get(body["event"]["type"]):
        await handler(edge, body["team_id"], body["event"])


async def _home_opened(edge: Edge, workspace: str, happened: Body) -> None:
    if happened.get("tab") == "home":
        edge.tasks.start(publish_home(edge, workspace, happened["user"]))


async def _person_changed(edge: Edge, workspace: str, happened: Body) -> None:
    async with edge.unit_of_work.write() as work:
        await work.people.put(workspace, [person_from(happened["user"])])


async def _group_changed(edge: Edge, workspace: str, happened: Body) -> None:
    group = happened["subteam"]
    async with edge.unit_of_work.write() as work:
        await work.organisations.set_members(workspace, group["id"], group.get("users", []))


EVENTS: Mapping[str, Callable[[Edge, str, Body], Awaitable[None]]] = {
    "app_home_opened": _home_opened,
    "user_change": _person_changed,
    "team_join": _person_changed,
    "subteam_updated": _group_changed,
}
