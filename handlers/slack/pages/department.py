"""A department's page: opened, and one thing changed with a click or a form."""

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.domain.company.department import Department
from bot.domain.company.membership import Membership
from bot.domain.editing import BringNeedBack, Edit, MoveNeed, RemoveNeed, SetNeed, may_edit
from bot.domain.editing.departments import the_department
from bot.domain.matter import roles
from bot.errors import NotAllowedError
from bot.services.edit_organisation import edit_organisation
from handlers.slack.answers import show_form, show_form_when_built
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.memory import Known
from handlers.slack.pages.carried import Page, carried
from handlers.slack.render.content import Json
from handlers.slack.render.pages.department import department_page
from handlers.slack.render.pages.forms import department_form, need_form

log = structlog.get_logger(__name__)

_LATELY = timedelta(weeks=4)


async def open_page(edge: Edge, caller: Caller, key: str) -> None:
    """Open the page of a department for its lead or an admin."""
    known, department = await theirs(edge, caller, key)
    show_form_when_built(edge, caller, lambda: _page(edge, caller, known, department, Page(key)))


async def add_need(edge: Edge, caller: Caller, key: str) -> None:
    """Open the empty form of a question to senders."""
    known, _ = await theirs(edge, caller, key)
    reader = known.reader(edge.clock(), caller.user)
    show_form(edge, caller, lambda: need_form(None, reader, metadata=Page(key).written()))


async def edit_need(edge: Edge, caller: Caller, need: str) -> None:
    """Open the form of a question to senders."""
    page = _carried(caller)
    known, department = await theirs(edge, caller, page.department)
    reader = known.reader(edge.clock(), caller.user)
    metadata = Page(page.department, need=need).written()
    show_form(edge, caller, lambda: need_form(department.need(need), reader, metadata=metadata))


async def move_need(edge: Edge, caller: Caller, need: str) -> None:
    """Ask for this one place earlier."""
    page = Page(_carried(caller).department)
    await _change(edge, caller, MoveNeed(page.department, need), page)


async def require_need(edge: Edge, caller: Caller, need: str) -> None:
    """Have senders answer this from now on."""
    page = Page(_carried(caller).department)
    _, department = await theirs(edge, caller, page.department)
    if asked := department.need(need):
        fields = asked.model_dump(exclude={"key"}) | {"required": True}
        await _change(edge, caller, SetNeed(page.department, fields, need), page)


async def remove_need(edge: Edge, caller: Caller, need: str) -> None:
    """Ask senders no more for this, and offer the way back."""
    page = _carried(caller)
    _, department = await theirs(edge, caller, page.department)
    removed = department.need(need)
    position = department.needs.index(removed) if removed else 0
    after = Page(page.department, removed=removed.model_dump_json() if removed else "", position=position)
    await _change(edge, caller, RemoveNeed(page.department, need), after)


async def bring_need_back(edge: Edge, caller: Caller, _: str) -> None:
    """Undo the removal that the page carries."""
    page = _carried(caller)
    if need := page.removed_need():
        edit = BringNeedBack(page.department, need, page.position)
        await _change(edge, caller, edit, Page(page.department))


async def edit_department(edge: Edge, caller: Caller, key: str) -> None:
    """Open the form of how a department works."""
    known, department = await theirs(edge, caller, key)
    reader, admin = known.reader(edge.clock(), caller.user), is_admin(known, caller)
    metadata = Page(key).written()
    show_form(edge, caller, lambda: department_form(department, reader, metadata=metadata, admin=admin))


async def renew_page(edge: Edge, caller: Caller, page: Page, view_id: str) -> None:
    """Show the page as the department is now; who changed something sees it at once."""
    known, department = await theirs(edge, caller, page.department)
    view = await _page(edge, caller, known, department, replace(page, need=""))
    try:
        await edge.client.views_update(view_id=view_id, view=view)
    except UNREACHABLE as error:  # it is saved; the page shows it when it is opened again
        log.info("page_not_updated", error=sending_error(error))


def is_admin(known: Known, caller: Caller) -> bool:
    """Return whether the caller looks after the workspace."""
    membership = known.person.membership if known.person else Membership.MEMBER
    return roles.is_admin(caller.user, known.organisation, membership)


async def _change(edge: Edge, caller: Caller, edit: Edit, page: Page) -> None:
    known = await known_now(edge, caller)
    admin = is_admin(known, caller)
    await edit_organisation(edge.unit_of_work, caller.request(edge), edit, admin=admin)
    edge.tasks.start(renew_page(edge, caller, page, str((caller.view or {}).get("id", ""))))


def _carried(caller: Caller) -> Page:
    return carried((caller.view or {}).get("private_metadata", ""))


async def theirs(edge: Edge, caller: Caller, key: str) -> tuple[Known, Department]:
    """Return the department, if the caller looks after it; raise RefusedError otherwise."""
    known = await known_now(edge, caller)
    department = the_department(known.organisation, key)
    if not may_edit(department, caller.user, admin=is_admin(known, caller)):
        raise NotAllowedError("settings_of_others", people=department.lead or "")
    return known, department


async def _page(edge: Edge, caller: Caller, known: Known, department: Department, page: Page) -> Json:
    now = edge.clock()
    async with edge.unit_of_work.read() as work:
        asked = await work.handoffs.asked(caller.workspace, department.key, now - _LATELY)
    reader, removed = known.reader(now, caller.user), page.removed_need()
    return department_page(department, reader, metadata=page.written(), removed=removed, asked=asked)
