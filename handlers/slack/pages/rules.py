"""The page of the routing rules that lead to a department: opened, and one of them changed with a click or a form."""

from datetime import date
from zoneinfo import ZoneInfo

import structlog

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.editing import BringRuleBack, Edit, RemoveRule, SetRule
from bot.services.edit_organisation import edit_organisation
from bot.services.report_rules import review_rule
from handlers.slack.answers import show_form, show_form_when_built
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.memory import Known
from handlers.slack.pages.carried import Page, carried
from handlers.slack.pages.department import is_admin, theirs
from handlers.slack.render.content import Json
from handlers.slack.render.pages.rules import rule_form, rules_page
from handlers.slack.values import Typed, text, typed, written_lines

log = structlog.get_logger(__name__)


async def open_rules(edge: Edge, caller: Caller, key: str) -> None:
    """Open the page of the rules for a department's lead or an admin."""
    known, department = await theirs(edge, caller, key)
    show_form_when_built(edge, caller, lambda: _page(edge, caller, known, department, Page(key)))


async def add_rule(edge: Edge, caller: Caller, key: str) -> None:
    """Open the empty form of a rule."""
    known, _ = await theirs(edge, caller, key)
    reader = known.reader(edge.clock(), caller.user)
    metadata = Page(key).written()
    show_form(edge, caller, lambda: rule_form(None, known.organisation, reader, metadata=metadata))


async def edit_rule(edge: Edge, caller: Caller, mark: str) -> None:
    """Open the form of a rule."""
    page = _carried(caller)
    known, department = await theirs(edge, caller, page.department)
    reader = known.reader(edge.clock(), caller.user)
    rule = next((one for one in known.organisation.rules_to(department.key) if one.mark == mark), None)
    metadata = Page(page.department, rule=mark).written()
    show_form(edge, caller, lambda: rule_form(rule, known.organisation, reader, metadata=metadata))


async def still_right(edge: Edge, caller: Caller, mark: str) -> None:
    """Note that the caller has reviewed the rule today."""
    page = Page(_carried(caller).department)
    await theirs(edge, caller, page.department)
    if await review_rule(edge.unit_of_work, caller.request(edge), mark):
        edge.wake()
    edge.tasks.start(renew_rules(edge, caller, page, str((caller.view or {}).get("id", ""))))


async def remove_rule(edge: Edge, caller: Caller, mark: str) -> None:
    """Let a rule go, and offer the way back."""
    page = _carried(caller)
    known, department = await theirs(edge, caller, page.department)
    rules = known.organisation.rules
    at = next((at for at, one in enumerate(rules) if (one.to, one.mark) == (department.key, mark)), None)
    removed = rules[at].model_dump_json() if at is not None else ""
    after = Page(page.department, removed=removed, position=at or 0)
    await _change(edge, caller, RemoveRule(page.department, mark), after)


async def bring_rule_back(edge: Edge, caller: Caller, _: str) -> None:
    """Undo the removal that the page carries."""
    page = _carried(caller)
    if rule := page.removed_rule():
        edit = BringRuleBack(page.department, rule, page.position)
        await _change(edge, caller, edit, Page(page.department))


async def submit_rule(edge: Edge, caller: Caller) -> Json:
    """Store a rule, as reviewed today."""
    page, values = _carried(caller), typed(caller.view or {})
    known = await known_now(edge, caller)
    today = _today(edge, known.organisation)
    edit = SetRule(page.department, _condition(values), today, page.rule)
    admin = is_admin(known, caller)
    await edit_organisation(edge.unit_of_work, caller.request(edge), edit, admin=admin)
    if below := (caller.view or {}).get("previous_view_id"):
        edge.tasks.start(renew_rules(edge, caller, Page(page.department), below))
    return {}


async def renew_rules(edge: Edge, caller: Caller, page: Page, view_id: str) -> None:
    """Show the page as the rules are now."""
    known, department = await theirs(edge, caller, page.department)
    view = await _page(edge, caller, known, department, page)
    try:
        await edge.client.views_update(view_id=view_id, view=view)
    except UNREACHABLE as error:  # it is saved; the page shows it when it is opened again
        log.info("page_not_updated", error=sending_error(error))


def _condition(values: Typed) -> dict[str, object]:
    return {
        "topic": written_lines(values, "topic"),
        "customer": written_lines(values, "customer"),
        "channel": text(values, "channel") or None,
        "urgent": True if values.get("urgent") else None,
        "from_department": text(values, "department") or None,
    }


async def _change(edge: Edge, caller: Caller, edit: Edit, page: Page) -> None:
    admin = is_admin(await known_now(edge, caller), caller)
    await edit_organisation(edge.unit_of_work, caller.request(edge), edit, admin=admin)
    edge.tasks.start(renew_rules(edge, caller, page, str((caller.view or {}).get("id", ""))))


async def _page(edge: Edge, caller: Caller, known: Known, department: Department, page: Page) -> Json:
    async with edge.unit_of_work.read() as work:
        uses = await work.routings.uses(caller.workspace)
    reader, removed = known.reader(edge.clock(), caller.user), page.removed_rule()
    return rules_page(
        department, known.organisation, reader, uses=uses, metadata=page.written(), removed=removed
    )


def _carried(caller: Caller) -> Page:
    return carried((caller.view or {}).get("private_metadata", ""))


def _today(edge: Edge, organisation: Organisation) -> date:
    return edge.clock().astimezone(ZoneInfo(organisation.workspace.timezone)).date()
