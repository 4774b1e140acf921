"""Forms of the pages back into edits: one builder for each `callback_id`."""

from bot.domain.checks import Checks
from bot.domain.editing import SetDepartment, SetNeed
from bot.domain.text import one_line
from bot.errors import InvalidFieldsError, Problem
from bot.services.edit_organisation import edit_organisation
from bot.services.reschedule import reschedule
from handlers.holidays import holidays_of
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.pages.carried import Page, carried
from handlers.slack.pages.department import is_admin, renew_page
from handlers.slack.render.pages.hours import read_hours
from handlers.slack.values import Typed, chosen, line, text, typed

_FIELD = {"label": "label_de", "help": "help_de"}
"""Where a form shows what is wrong with a value that it asks for in two languages."""


async def submit_need(edge: Edge, caller: Caller) -> None:
    """Store a question to senders."""
    page, values = _carried(caller), typed(caller.view or {})
    checks = Checks()
    fields = {
        "label": _languages(values, "label"),
        "help": _languages(values, "help"),
        "kind": text(values, "kind"),
        "choices": _lines(values, "choices") if values.get("kind") == "choice" else (),
        "required": bool(values.get("required")),
    }
    if not fields["label"]:
        checks.problem("label_de", "missing")
    if values.get("kind") == "choice" and not fields["choices"]:
        checks.problem("choices", "missing")
    checks.done()
    await _store(edge, caller, page, SetNeed(page.department, fields, page.need))


async def submit_department(edge: Edge, caller: Caller) -> None:
    """Store how a department works."""
    page, values = _carried(caller), typed(caller.view or {})
    hours = read_hours(text(values, "hours"))
    if hours is None:
        raise InvalidFieldsError({"hours": Problem("hours_wrong")})
    fields: dict[str, object] = {
        "hours": hours,
        "topics": _lines(values, "topics"),
        "read_back": text(values, "read_back"),
    }
    if any(block.get("block_id") == "members" for block in (caller.view or {}).get("blocks", [])):
        fields["members"] = chosen(values, "members")
    await _store(edge, caller, page, SetDepartment(fields, page.department))


async def _store(edge: Edge, caller: Caller, page: Page, edit: SetNeed | SetDepartment) -> None:
    admin = is_admin(await known_now(edge, caller), caller)
    try:
        await edit_organisation(edge.unit_of_work, caller.request(edge), edit, admin=admin)
    except InvalidFieldsError as error:
        problems = {_FIELD.get(field, field): problem for field, problem in error.problems.items()}
        raise InvalidFieldsError(problems) from error
    if isinstance(edit, SetDepartment):  # new hours move the dates of what waits
        edge.tasks.start(_reschedule(edge, caller))
    if below := (caller.view or {}).get("previous_view_id"):
        edge.tasks.start(renew_page(edge, caller, page, below))


async def _reschedule(edge: Edge, caller: Caller) -> None:
    await reschedule(edge.unit_of_work, caller.workspace, holidays_of, edge.clock())


def _languages(values: Typed, field: str) -> dict[str, str]:
    found = {language: line(values, f"{field}_{language}") for language in ("de", "en")}
    return {language: written for language, written in found.items() if written}


def _lines(values: Typed, field: str) -> tuple[str, ...]:
    lines = (one_line(written) for written in text(values, field).splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def _carried(caller: Caller) -> Page:
    return carried((caller.view or {}).get("private_metadata", ""))
