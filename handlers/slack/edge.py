"""What every listener works with, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.organisation import WorkspaceSettings
from bot.domain.people import language_of
from bot.errors import StorageUnavailableError
from bot.ports import Clock, UnitOfWork
from bot.services.request import Request
from handlers.slack.render.content import Reader
from handlers.tasks import Tasks
from handlers.words import words_in

Body = dict[str, Any]
"""A payload of Slack's, parsed from JSON."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The parts that listeners use; put together in handlers/app.py.

    `tongues` is in which language and zone people were spoken to last, by workspace and user: what we say while the
    database is away.
    """

    unit_of_work: UnitOfWork
    clock: Clock
    client: AsyncWebClient
    tasks: Tasks
    wake: Callable[[], None]
    team_url: str
    tongues: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, from where, and how to answer them; `whispered`: in a message that only they see."""

    workspace: str
    user: str
    key: str
    trigger_id: str
    response_url: str | None = None
    channel: str | None = None
    view: Body | None = None
    whispered: bool = False

    @property
    def at_home(self) -> bool:
        """Return whether the caller clicked in App Home, which has to show what follows."""
        return self.view is not None and self.view.get("type") == "home"

    def request(self, edge: Edge) -> Request:
        """Return the request for a service, as of now."""
        return Request(self.workspace, self.user, self.key, edge.clock())


def command_caller(body: Body) -> Caller:
    """Return who typed a slash command."""
    return Caller(
        workspace=body["team_id"],
        user=body["user_id"],
        key=f"command:{body['trigger_id']}",
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        channel=body.get("channel_id"),
    )


def action_caller(body: Body) -> Caller:
    """Return who clicked, in a message, a form or App Home, or chose a shortcut."""
    return Caller(
        workspace=team_of(body),
        user=body["user"]["id"],
        key=f"action:{body['trigger_id']}",
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        channel=(body.get("channel") or {}).get("id"),
        view=body.get("view"),
        whispered=bool((body.get("container") or {}).get("is_ephemeral")),
    )


def view_caller(body: Body) -> Caller:
    """Return who submitted a form."""
    view = body["view"]
    return Caller(
        workspace=team_of(body),
        user=body["user"]["id"],
        key=f"view:{view['id']}:{view.get('hash', '')}",
        trigger_id=body.get("trigger_id", ""),
        view=view,
    )


def event_request(edge: Edge, body: Body) -> Request:
    """Return the request that an event stands for; nobody in particular asks."""
    return Request(body["team_id"], "", f"event:{body['event_id']}", edge.clock())


def team_of(body: Body) -> str:
    """Return the workspace that a payload comes from."""
    team = body.get("team") or {}
    return str(team.get("id") or body["user"]["team_id"])


async def reader_of(edge: Edge, caller: Caller) -> Reader:
    """Return the language, zone and time in which to speak to the caller.

    Only the database is asked: somebody unknown is spoken to in the workspace's language. While the database is
    away, it is as the last time.
    """
    who = (caller.workspace, caller.user)
    try:
        edge.tongues[who] = await _tongue(edge, caller)
    except StorageUnavailableError:
        unknown = WorkspaceSettings()
        edge.tongues.setdefault(who, (unknown.language, unknown.timezone))
    language, zone = edge.tongues[who]
    return Reader(words_in(language), ZoneInfo(zone), edge.clock(), caller.user)


async def _tongue(edge: Edge, caller: Caller) -> tuple[str, str]:
    async with edge.unit_of_work.read() as work:
        person = await work.people.get(caller.workspace, caller.user)
        settings = (await work.organisations.get(caller.workspace)).workspace
    return language_of(person, settings.language), (person and person.timezone) or settings.timezone
