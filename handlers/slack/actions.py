"""Clicks: one table from `action_id` to what is done."""

from collections.abc import Awaitable, Callable, Iterator, Mapping

import structlog

from bot.domain.matter.lists import Listing
from bot.domain.matter.transitions import Action
from bot.domain.nudging.snoozing import Snooze
from bot.errors import NotAllowedError
from bot.services.look_up import see_turn
from bot.services.membership import admit
from bot.services.once import first_time
from handlers.slack.answers import tell
from handlers.slack.catching_up import catch_up
from handlers.slack.commands import find_page, list_page, show_number
from handlers.slack.desk import choose_list
from handlers.slack.edge import Body, Caller, Edge
from handlers.slack.mails import click_accept_by_mail, click_deny, click_take_in
from handlers.slack.metadata import well_formed
from handlers.slack.nudge_settings import click_settings
from handlers.slack.nudging import click_batch, click_snooze, click_wake, click_why
from handlers.slack.opening import choose_department, drop_guesses, follow_writing, show_opening
from handlers.slack.pages import admin, rules
from handlers.slack.pages import department as page
from handlers.slack.prompting.table import PROMPT_CLICKS
from handlers.slack.render.buttons import TALK
from handlers.slack.render.forms.hints import DROP_GUESSES
from handlers.slack.render.home import FILTER
from handlers.slack.render.mails import ACCEPT_BY_MAIL, DENY, TAKE_IN
from handlers.slack.render.nudges.buttons import SHOW_BATCH, WAKE, WHY
from handlers.slack.render.nudges.preferences import SETTINGS
from handlers.slack.render.pages import names
from handlers.slack.render.rules import REVIEW
from handlers.slack.render.spoken import OPEN_SPOKEN
from handlers.slack.render.summary.buttons import (
    EXPLAIN_FIGURE,
    HOW_MEASURED,
    MY_DEPARTMENT,
    SUMMARY_CSV,
)
from handlers.slack.rules import click_review
from handlers.slack.silo_clicks import explain_figure, how_measured, my_department, send_csv
from handlers.slack.spoken.hearing import click_open
from handlers.slack.talks import click_talk
from handlers.slack.turning import click_turn

log = structlog.get_logger(__name__)

SHOW_HISTORY = "show_history"

Click = Callable[[Edge, Caller, str], Awaitable[None]]


async def click(edge: Edge, caller: Caller, element: Body) -> None:
    """Do what the clicked element stands for; an element that asks for nothing, as a link, is passed over."""
    await admit(edge.unit_of_work, caller.request(edge))
    # Slack wants the ids of one row to differ; what stands behind the dot only makes them so.
    action_id, value = element["action_id"].partition(".")[0], _value(element)
    if action_id == "more":
        action_id, _, value = value.partition(":")
    if action_id in TURNS:
        await _turn(edge, caller, Action(action_id), _number(value), shown=_shown(element, caller.shown))
    elif action_id in SNOOZES:
        await click_snooze(edge, caller, Snooze(action_id), _number(value))
    elif handler := _CLICKS.get(action_id):
        await handler(edge, caller, value)
    else:
        log.info("click_without_effect", action=action_id[:40])


async def _turn(edge: Edge, caller: Caller, action: Action, number: int, *, shown: bool) -> None:
    if not shown:
        # A message may have changed under their finger: whoever was only slower is told so.
        turn = await see_turn(edge.unit_of_work, caller.request(edge), number, action)
        raise NotAllowedError("not_on_message", action=action.value, handoff=turn.handoff.name)
    await click_turn(edge, caller, action, number)


def _shown(element: Body, blocks: list[Body] | None) -> bool:
    """Return whether the element stands in what its clicker saw; True where Slack does not tell what that was."""
    return blocks is None or (element["action_id"], _value(element)) in set(_clickable(blocks))


def _clickable(blocks: list[Body]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for one in (*block.get("elements", ()), block.get("accessory") or {}, block.get("element") or {}):
            if "action_id" in one:
                yield from ((one["action_id"], option["value"]) for option in one.get("options", ()))
                yield one["action_id"], str(one.get("value") or "")


def _value(element: Body) -> str:
    option = element.get("selected_option") or {}
    return str(element.get("value") or option.get("value") or "")


def _number(value: str) -> int:
    with well_formed():
        return int(value)


async def _show_history(edge: Edge, caller: Caller, value: str) -> None:
    history = await show_number(edge, caller, _number(value))
    if await first_time(edge.unit_of_work, caller.request(edge)):
        tell(edge, caller, history)
        catch_up(edge, caller, _number(value))


async def _turn_page(edge: Edge, caller: Caller, value: str) -> None:
    which, _, offset = value.partition(":")
    with well_formed():
        listing = Listing(which)
    tell(edge, caller, await list_page(edge, caller, listing, _number(offset)), replace=True)


async def _find_page(edge: Edge, caller: Caller, value: str) -> None:
    offset, _, text = value.partition(":")
    tell(edge, caller, await find_page(edge, caller, text, _number(offset)), replace=True)


async def _new_handoff(edge: Edge, caller: Caller, _: str) -> None:
    await show_opening(edge, caller)


async def _department(edge: Edge, caller: Caller, _: str) -> None:
    if (caller.view or {}).get("callback_id") == "open_handoff":
        await choose_department(edge, caller)


async def _written(edge: Edge, caller: Caller, _: str) -> None:
    if (caller.view or {}).get("callback_id") == "open_handoff":
        await follow_writing(edge, caller)


async def _drop(edge: Edge, caller: Caller, _: str) -> None:
    if (caller.view or {}).get("callback_id") == "open_handoff":
        await drop_guesses(edge, caller)


TURNS = frozenset(Action)
SNOOZES = frozenset(Snooze)
_CLICKS: Mapping[str, Click] = {
    "department": _department,
    DROP_GUESSES: _drop,
    **dict.fromkeys(("summary", "details", "customer", "urgent", "from_department"), _written),
    SHOW_HISTORY: _show_history,
    "list_page": _turn_page,
    "find_page": _find_page,
    "new_handoff": _new_handoff,
    EXPLAIN_FIGURE: explain_figure,
    MY_DEPARTMENT: my_department,
    SUMMARY_CSV: send_csv,
    HOW_MEASURED: how_measured,
    WAKE: click_wake,
    WHY: click_why,
    SETTINGS: click_settings,
    SHOW_BATCH: click_batch,
    REVIEW: click_review,
    OPEN_SPOKEN: click_open,
    TALK: click_talk,
    TAKE_IN: click_take_in,
    DENY: click_deny,
    ACCEPT_BY_MAIL: click_accept_by_mail,
    **PROMPT_CLICKS,
    names.DEPARTMENT_PAGE: page.open_page,
    names.ADD_NEED: page.add_need,
    names.EDIT_NEED: page.edit_need,
    names.MOVE_NEED: page.move_need,
    names.REMOVE_NEED: page.remove_need,
    names.REQUIRE_NEED: page.require_need,
    names.BRING_NEED_BACK: page.bring_need_back,
    names.EDIT_DEPARTMENT: page.edit_department,
    names.RULES_PAGE: rules.open_rules,
    names.ADD_RULE: rules.add_rule,
    names.EDIT_RULE: rules.edit_rule,
    names.STILL_RIGHT: rules.still_right,
    names.REMOVE_RULE: rules.remove_rule,
    names.BRING_RULE_BACK: rules.bring_rule_back,
    FILTER: choose_list,
    names.ADMIN_PAGE: admin.open_admin_page,
    names.ADD_DEPARTMENT: admin.add_department,
    names.REMOVE_DEPARTMENT: admin.remove_department,
    names.EDIT_WORKSPACE: admin.edit_workspace,
    names.LAST_CHANGES: admin.last_changes,
    names.FIRST_DEPARTMENTS: admin.begin_first_run,
}
