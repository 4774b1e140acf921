"""Forms of the pages back into edits: one builder for each `callback_id`."""

from bot.domain.checks import Checks
from bot.domain.company.department import Kind
from bot.domain.company.needs import NeedKind
from bot.domain.company.organisation import LanguageModelSettings
from bot.domain.editing import Edit, SetDepartment, SetNeed, SetWorkspace
from bot.errors import InvalidFieldsError, Problem
from bot.services.edit_organisation import edit_organisation
from bot.services.reschedule import reschedule
from handlers.holidays import holidays_of
from handlers.slack.desk import publish_home
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.pages.admin import check_admin, renew_admin_page
from handlers.slack.pages.carried import Page, carried
from handlers.slack.pages.department import is_admin, renew_page
from handlers.slack.render.content import Json
from handlers.slack.render.pages.assigning import PERSON
from handlers.slack.render.pages.forms import CHANNELS_OFF
from handlers.slack.render.pages.hours import read_hours
from handlers.slack.values import Typed, chosen, line, text, typed, written_lines

_REASONS = {"timezone": "no_zone", "holidays": "no_region"}
_FIELD = {"label": "label_de", "help": "help_de", "assignment": "assigned"}
"""Where a form shows what is wrong with a value that it asks for in two languages, or in two fields."""


async def submit_need(edge: Edge, caller: Caller) -> Json:
    """Store a question to senders."""
    page, values = _carried(caller), typed(caller.view or {})
    checks = Checks()
    is_choice = values.get("kind") == NeedKind.CHOICE
    fields = {
        "label": _languages(values, "label"),
        "help": _languages(values, "help"),
        "kind": text(values, "kind"),
        "choices": written_lines(values, "choices") if is_choice else (),
        "required": bool(values.get("required")),
    }
    if not fields["label"]:
        checks.problem("label_de", "missing")
    if is_choice and not fields["choices"]:
        checks.problem("choices", "missing")
    checks.done()
    await _store(edge, caller, SetNeed(page.department, fields, page.need))
    _renew_below(edge, caller, page)
    return {}


async def submit_department(edge: Edge, caller: Caller) -> Json:
    """Store a department: how it works, and from an admin all of it."""
    page, values, shown = _carried(caller), typed(caller.view or {}), _shown(caller)
    hours = read_hours(text(values, "hours"))
    if hours is None:
        raise InvalidFieldsError({"hours": Problem("hours_wrong")})
    fields: dict[str, object] = {
        "hours": hours,
        "topics": written_lines(values, "topics"),
        "read_back": text(values, "read_back"),
    }
    if "language_model" in shown:
        fields["language_model"] = bool(values.get("language_model"))
    if "members" in shown:
        fields["members"] = chosen(values, "members")
    if "assignment" in shown:
        fields |= _assignment(values)
    if "name" in shown:
        fields |= _frame(values)
    await _store(edge, caller, SetDepartment(fields, page.department))
    edge.tasks.start(_reschedule(edge, caller))  # new hours move the dates of what waits
    _renew_below(edge, caller, page)
    return {}


async def submit_workspace(edge: Edge, caller: Caller) -> Json:
    """Store what holds for the whole workspace."""
    known, values = await check_admin(edge, caller), typed(caller.view or {})
    summary = known.organisation.workspace.summary.model_copy(
        update={"channel": text(values, "summary") or None}
    )
    fields: dict[str, object] = {
        "language": text(values, "language"),
        "timezone": line(values, "timezone"),
        "holidays": line(values, "holidays") or None,
        "admins": chosen(values, "admins"),
        "summary": summary.model_dump(),
    }
    if "language_model" in _shown(caller):
        fields["language_model"] = {
            "allowed": bool(values.get("language_model")),
            "not_in": _channels_off(known.organisation.workspace.language_model, chosen(values, "not_in")),
        }
    await _store(edge, caller, SetWorkspace(fields))
    edge.tasks.start(_reschedule(edge, caller))
    _renew_below(edge, caller, Page(""))
    edge.tasks.start(publish_home(edge, caller.workspace, caller.user))
    return {}


async def _store(edge: Edge, caller: Caller, edit: Edit) -> None:
    admin = is_admin(await known_now(edge, caller), caller)
    try:
        await edit_organisation(edge.unit_of_work, caller.request(edge), edit, admin=admin)
    except InvalidFieldsError as error:
        problems = {
            _FIELD.get(field, field): Problem(_REASONS.get(field, problem.reason), problem.facts)
            for field, problem in error.problems.items()
        }
        raise InvalidFieldsError(problems) from error


def _renew_below(edge: Edge, caller: Caller, page: Page) -> None:
    """Show the page under the form as the organisation is now, if there is one."""
    if below := (caller.view or {}).get("previous_view_id"):
        renewed = (
            renew_page(edge, caller, page, below)
            if page.department
            else renew_admin_page(edge, caller, below)
        )
        edge.tasks.start(renewed)


def _channels_off(before: LanguageModelSettings, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the chosen channels, and those of the file that the form had no room for."""
    return tuple(dict.fromkeys((*chosen, *before.not_in[CHANNELS_OFF:])))


def _assignment(values: Typed) -> dict[str, object]:
    """Return who is asked to accept; a deputy only stands in for a person."""
    if text(values, "assignment") != PERSON:
        return {"assignment": text(values, "assignment"), "deputy": None}
    if not (person := text(values, "assigned")):
        raise InvalidFieldsError({"assigned": Problem("missing")})
    return {"assignment": person, "deputy": text(values, "deputy") or None}


def _frame(values: Typed) -> dict[str, object]:
    """Return the fields of a department that are the admins'."""
    return {
        "name": line(values, "name"),
        "channel": text(values, "channel"),
        "office": text(values, "office"),
        "lead": text(values, "lead") or None,
        "kind": Kind.PARTNER if values.get("partner") else Kind.INTERNAL,
    }


def _shown(caller: Caller) -> frozenset[str]:
    return frozenset(str(block.get("block_id")) for block in (caller.view or {}).get("blocks", []))


async def _reschedule(edge: Edge, caller: Caller) -> None:
    await reschedule(edge.unit_of_work, caller.workspace, holidays_of, edge.clock())


def _languages(values: Typed, field: str) -> dict[str, str]:
    found = {language: line(values, f"{field}_{language}") for language in ("de", "en")}
    return {language: written for language, written in found.items() if written}


def _carried(caller: Caller) -> Page:
    return carried((caller.view or {}).get("private_metadata", ""))
