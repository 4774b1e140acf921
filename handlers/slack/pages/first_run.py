"""The steps of the first run, each kept when it is taken: whoever stops goes on from there another day."""

import asyncio

import structlog

from bot.domain.company.membership import Membership
from bot.domain.editing import SetDepartment
from bot.errors import InvalidFieldsError
from bot.services.edit_organisation import edit_organisation
from handlers.slack.edge import Caller, Edge
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.pages.admin import check_admin
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.pages.first_run import MOST, Found, looking, name_departments
from handlers.slack.render.pages.forms import workspace_form
from handlers.slack.values import Typed, chosen, line, text, typed

log = structlog.get_logger(__name__)

_PEOPLE = 200
_OWN = frozenset({Membership.ADMIN, Membership.MEMBER})


async def submit_channels(edge: Edge, caller: Caller) -> Json:
    """Ask Slack for the names and people of the chosen channels, and show them in the next step."""
    known = await check_admin(edge, caller)
    view, reader = caller.view or {}, known.reader(edge.clock(), caller.user)
    channels = chosen(typed(view), "channels")[:MOST]
    edge.tasks.start(_look(edge, str(view.get("id", "")), channels, reader))
    return {"response_action": "update", "view": looking(reader)}


async def submit_departments(edge: Edge, caller: Caller) -> Json:
    """Store the departments, and ask for what holds for all of them."""
    known = await check_admin(edge, caller)
    values = typed(caller.view or {})
    fields = (str(block.get("block_id", "")) for block in (caller.view or {}).get("blocks", []))
    channels = [field.removeprefix("name.") for field in fields if field.startswith("name.")]
    edits = [SetDepartment(_fields(values, channel)) for channel in channels]
    try:
        after = await edit_organisation(edge.unit_of_work, caller.request(edge), *edits, admin=True)
    except InvalidFieldsError as error:  # which of them, its name tells best
        first = f"name.{channels[0]}"
        raise InvalidFieldsError({first: next(iter(error.problems.values()))}) from error
    reader = known.reader(edge.clock(), caller.user)
    return {"response_action": "update", "view": workspace_form(after.workspace, reader, first_run=True)}


async def _look(edge: Edge, view_id: str, channels: tuple[str, ...], reader: Reader) -> None:
    found = await asyncio.gather(*(_found(edge, channel) for channel in channels))
    try:
        await edge.client.views_update(view_id=view_id, view=name_departments(found, reader))
    except UNREACHABLE as error:
        log.warning("first_run_stopped", error=sending_error(error))


async def _found(edge: Edge, channel: str) -> Found:
    """Return what Slack tells of a channel; only its id, if Slack does not tell."""
    try:
        told = (await edge.client.conversations_info(channel=channel))["channel"]
        members = (await edge.client.conversations_members(channel=channel, limit=_PEOPLE))["members"]
    except UNREACHABLE as error:
        log.info("channel_not_looked_at", channel=channel, error=sending_error(error))
        return Found(channel, channel, ())
    return Found(channel, str(told.get("name") or channel), await _people(edge, members))


async def _people(edge: Edge, members: list[str]) -> tuple[str, ...]:
    """Return those of the members who may belong to a department: no bots."""
    async with edge.unit_of_work.read() as work:
        known = await work.people.some(edge.team, members)
    return tuple(user for user in members if user in known and known[user].membership in _OWN)


def _fields(values: Typed, channel: str) -> dict[str, object]:
    return {
        "name": line(values, f"name.{channel}"),
        "channel": channel,
        "office": text(values, f"office.{channel}"),
        "lead": text(values, f"lead.{channel}") or None,
        "members": chosen(values, f"members.{channel}"),
    }
