"""Submitted forms: done and closed, or still open and saying what is wrong where it is wrong."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.domain.matter.transitions import Action
from bot.domain.nudging.snoozing import Snooze
from bot.errors import InvalidFieldsError, RefusedError, StaffelError
from bot.services.membership import admit
from bot.services.refusals import keep_refusal
from handlers.slack.edge import Body, Caller, Edge, reader_of
from handlers.slack.nudge_settings import submit_settings
from handlers.slack.nudging import submit_snooze
from handlers.slack.opening import rebuilt, submit_opening
from handlers.slack.pages.first_run import submit_channels, submit_departments
from handlers.slack.pages.rules import submit_rule
from handlers.slack.pages.submitting import submit_department, submit_need, submit_workspace
from handlers.slack.render.notice import kept_form
from handlers.slack.render.nudges.preferences import SETTINGS
from handlers.slack.render.pages import names
from handlers.slack.render.reasons import reason
from handlers.slack.turning import submit_turn
from handlers.slack.values import typed

log = structlog.get_logger(__name__)

OPENING = "open_handoff"
Answer = dict[str, Any]

_PAGES: Mapping[str, Callable[[Edge, Caller], Awaitable[Answer]]] = {
    names.EDIT_NEED: submit_need,
    names.EDIT_DEPARTMENT: submit_department,
    names.EDIT_RULE: submit_rule,
    names.EDIT_WORKSPACE: submit_workspace,
    names.FIRST_DEPARTMENTS: submit_channels,
    names.NAME_DEPARTMENTS: submit_departments,
}


async def submit(edge: Edge, caller: Caller) -> Answer:
    """Do what the form stands for; return the answer to the submission.

    What is wrong with the fields takes no key: the same form comes again when it was mended.
    """
    try:
        await admit(edge.unit_of_work, caller.request(edge))
        return await _do(edge, caller)
    except InvalidFieldsError as invalid:
        return await _errors(edge, caller, invalid)
    except RefusedError as refusal:
        return await _refusal(edge, caller, refusal)


async def not_saved(edge: Edge, caller: Caller, error: StaffelError) -> Answer:
    """Return the answer that keeps the form as it is, and says that it could not be saved."""
    log.warning("form_not_saved", error=str(error))
    reader = await reader_of(edge, caller)
    first = next(iter(_fields(caller.view or {})))
    return {"response_action": "errors", "errors": {first: reason("form_not_saved", {}, reader)}}


async def _do(edge: Edge, caller: Caller) -> Answer:
    callback = (caller.view or {})["callback_id"]
    if callback == OPENING:
        await submit_opening(edge, caller)
    elif callback == Snooze.TOMORROW:
        await submit_snooze(edge, caller)
    elif callback == SETTINGS:
        await submit_settings(edge, caller)
    elif handler := _PAGES.get(callback):
        return await handler(edge, caller)
    elif callback in frozenset(Action):
        await submit_turn(edge, caller, Action(callback))
    return {}


async def _errors(edge: Edge, caller: Caller, invalid: InvalidFieldsError) -> Answer:
    reader = await reader_of(edge, caller)
    sentences = {
        field: reason(problem.reason, problem.facts, reader) for field, problem in invalid.problems.items()
    }
    if sentences.keys() <= set(_fields(caller.view or {})):
        return {"response_action": "errors", "errors": sentences}
    # A department whose needs changed meanwhile: Slack can only show errors on fields that are there.
    form = await rebuilt(edge, caller, notice="\n".join(sentences.values()))
    return {"response_action": "update", "view": form}


async def _refusal(edge: Edge, caller: Caller, refusal: RefusedError) -> Answer:
    await keep_refusal(edge.unit_of_work, caller.request(edge), refusal)
    edge.wake()
    reader = await reader_of(edge, caller)
    texts = [text for text in typed(caller.view or {}).values() if isinstance(text, str)]
    view = kept_form(reason(refusal.reason, refusal.facts, reader), texts, reader)
    return {"response_action": "update", "view": view}


def _fields(view: Body) -> list[str]:
    return [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
