"""What every listener works with, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StorageUnavailableError
from bot.ports import Clock, UnitOfWork
from bot.services.ask_guest import Guest
from bot.services.request import Request
from handlers.holidays import holidays_of
from handlers.slack.memory import Known, Memory
from handlers.slack.open_forms import OpenForms
from handlers.slack.prompting.attention import Attentions
from handlers.slack.render.content import Reader
from handlers.tasks import Tasks

Body = dict[str, Any]
"""A payload of Slack's, parsed from JSON."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The parts that listeners use; put together in handlers/app.py."""

    unit_of_work: UnitOfWork
    clock: Clock
    client: AsyncWebClient
    tasks: Tasks
    wake: Callable[[], None]
    team_url: str
    team: str
    memory: Memory = field(default_factory=Memory)
    forms: OpenForms = field(default_factory=OpenForms)
    attentions: Attentions = field(default_factory=Attentions)
    guest: Guest = field(default_factory=Guest)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, from where, and how to answer them; `whispered`: in a message that only they see.

    `outside`: they belong to another company's workspace. `shown` are the blocks of the message or view in which they
    clicked; None where Slack sends none along.
    """

    workspace: str
    user: str
    key: str
    trigger_id: str
    response_url: str | None = None
    channel: str | None = None
    view: Body | None = None
    whispered: bool = False
    outside: bool = False
    shown: list[Body] | None = None

    @property
    def at_home(self) -> bool:
        """Return whether the caller clicked in App Home, which has to show what follows."""
        return self.view is not None and self.view.get("type") == "home"

    def request(self, edge: Edge) -> Request:
        """Return the request for a service, as of now."""
        now = edge.clock()
        return Request(self.workspace, self.user, self.key, now, holidays_of, outside=self.outside)


def command_caller(edge: Edge, body: Body) -> Caller:
    """Return who typed a slash command."""
    return Caller(
        workspace=edge.team,
        user=body["user_id"],
        key=f"command:{body['trigger_id']}",
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        channel=body.get("channel_id"),
        outside=body["team_id"] != edge.team,
    )


def action_caller(edge: Edge, body: Body) -> Caller:
    """Return who clicked, in a message, a form or App Home, or chose a shortcut."""
    return Caller(
        workspace=edge.team,
        user=body["user"]["id"],
        key=f"action:{body['trigger_id']}",
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        channel=(body.get("channel") or {}).get("id"),
        view=body.get("view"),
        whispered=bool((body.get("container") or {}).get("is_ephemeral")),
        outside=_outside(edge, body),
        shown=(body.get("message") or body.get("view") or {}).get("blocks"),
    )


def view_caller(edge: Edge, body: Body) -> Caller:
    """Return who submitted a form."""
    view = body["view"]
    return Caller(
        workspace=edge.team,
        user=body["user"]["id"],
        key=f"view:{view['id']}:{view.get('hash', '')}",
        trigger_id=body.get("trigger_id", ""),
        view=view,
        outside=_outside(edge, body),
    )


def menu_caller(edge: Edge, body: Body) -> Caller:
    """Return who types into a menu; nothing comes of it, so that it needs no key."""
    return Caller(edge.team, body["user"]["id"], key="", trigger_id="", outside=_outside(edge, body))


def event_request(edge: Edge, body: Body) -> Request:
    """Return the request that an event stands for; nobody in particular asks."""
    return Request(body["team_id"], "", f"event:{body['event_id']}", edge.clock(), holidays_of)


def _outside(edge: Edge, body: Body) -> bool:
    """Return whether the payload names another workspace than ours: in shared channels others click as well."""
    named = (body.get("team") or {}).get("id"), body["user"].get("team_id")
    return any(team and team != edge.team for team in named)


async def known_lately(edge: Edge, caller: Caller) -> Known:
    """Return what is known of the caller and their company: for words and forms, as it may be some seconds old."""
    return await edge.memory.lately(edge.unit_of_work, caller.request(edge))


async def known_now(edge: Edge, caller: Caller) -> Known:
    """Return what is known of the caller and their company, as it is."""
    return await edge.memory.now(edge.unit_of_work, caller.request(edge))


async def reader_of(edge: Edge, caller: Caller) -> Reader:
    """Return the language, zone and time in which to speak to the caller.

    Slack is not asked: somebody unknown is spoken to in the workspace's language. While the database is away, it is
    as the last time.
    """
    request = caller.request(edge)
    try:
        known = await edge.memory.lately(edge.unit_of_work, request)
    except StorageUnavailableError:
        known = edge.memory.last(request)
    return known.reader(request.now, caller.user)
