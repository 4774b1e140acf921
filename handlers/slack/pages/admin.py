"""The page of those who look after Staffel: opened, and one thing changed with a click or a form."""

from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.domain.editing import RemoveDepartment
from bot.errors import NotAllowedError
from bot.services.edit_organisation import edit_organisation
from handlers.slack.answers import show_form
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.memory import Known
from handlers.slack.pages.carried import Page
from handlers.slack.pages.department import is_admin
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.pages.admin import admin_page, changes_page
from handlers.slack.render.pages.first_run import choose_channels
from handlers.slack.render.pages.forms import department_form, workspace_form

log = structlog.get_logger(__name__)

_LATELY = timedelta(days=90)
_CHANGES = 30


async def open_admin_page(edge: Edge, caller: Caller, _: str) -> None:
    """Open the page."""
    await _show(edge, caller, lambda known, reader: admin_page(known.organisation, reader))


async def add_department(edge: Edge, caller: Caller, _: str) -> None:
    """Open the empty form of a department."""
    metadata = Page("").written()
    await _show(edge, caller, lambda _, reader: department_form(None, reader, metadata=metadata, admin=True))


async def edit_workspace(edge: Edge, caller: Caller, _: str) -> None:
    """Open the form of what holds for the whole workspace."""
    await _show(edge, caller, lambda known, reader: workspace_form(known.organisation.workspace, reader))


async def begin_first_run(edge: Edge, caller: Caller, _: str) -> None:
    """Open the first of three steps."""
    await _show(edge, caller, lambda _, reader: choose_channels(reader))


async def last_changes(edge: Edge, caller: Caller, _: str) -> None:
    """Show who changed what lately."""
    async with edge.unit_of_work.read() as work:
        entries = await work.audits.entries(caller.workspace, edge.clock() - _LATELY)
    last = entries[: -_CHANGES - 1 : -1]
    await _show(edge, caller, lambda _, reader: changes_page(last, reader))


async def remove_department(edge: Edge, caller: Caller, key: str) -> None:
    """Let a department go; its open handoffs stay with whoever is accountable."""
    known = await check_admin(edge, caller)
    department = known.organisation.department(key)
    await edit_organisation(edge.unit_of_work, caller.request(edge), RemoveDepartment(key), admin=True)
    words = known.reader(edge.clock(), caller.user).words
    template = words("{department} was removed. Its open handoffs stay with whoever is accountable for them.")
    notice = template.format(department=department.name if department else key)
    edge.tasks.start(renew_admin_page(edge, caller, str((caller.view or {}).get("id", "")), notice))


async def renew_admin_page(edge: Edge, caller: Caller, view_id: str, notice: str = "") -> None:
    """Show the page as the organisation is now."""
    known = await known_now(edge, caller)
    view = admin_page(known.organisation, known.reader(edge.clock(), caller.user), notice=notice)
    try:
        await edge.client.views_update(view_id=view_id, view=view)
    except UNREACHABLE as error:  # it is saved; the page shows it when it is opened again
        log.info("page_not_updated", error=sending_error(error))


async def check_admin(edge: Edge, caller: Caller) -> Known:
    """Return what is known; raise NotAllowedError unless the caller looks after the workspace."""
    known = await known_now(edge, caller)
    if not is_admin(known, caller):
        raise NotAllowedError("settings_of_admins", people=" ".join(known.organisation.workspace.admins))
    return known


async def _show(edge: Edge, caller: Caller, build: Callable[[Known, Reader], Json]) -> None:
    known = await check_admin(edge, caller)
    reader = known.reader(edge.clock(), caller.user)
    show_form(edge, caller, lambda: build(known, reader))
