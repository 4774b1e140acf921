"""Submitting and closing modals."""

from practice import payloads
from practice.asking import TROUBLE, interact
from practice.blockkit import check_view
from practice.delivery import Ack
from practice.entering import complaint
from practice.triggers import ViewError
from practice.values import Json
from practice.view import View
from practice.workspace import Workspace


async def submit(ws: Workspace, view: View) -> Ack:
    """Submit a modal; raise ValueError for what Slack's client would not send."""
    if not view.body.get("submit"):
        raise ValueError("this view has no submit button")
    inputs = [slot for slot in view.slots() if slot.block["type"] == "input"]
    complaints = [words for slot in inputs if (words := complaint(slot, view.state[slot.key]))]
    if complaints:
        raise ValueError("; ".join(complaints))
    ack = await interact(ws, view.user, payloads.view_submission(ws, view))
    if ack.ok:
        try:
            _respond(ws, view, ack.body if isinstance(ack.body, dict) else {})
        except ViewError:
            ws.notice(view.user, TROUBLE)
    return ack


def _respond(ws: Workspace, view: View, answer: Json) -> None:
    action = answer.get("response_action")
    if action == "errors":
        known = {slot.block["block_id"] for slot in view.slots()}
        if not set(answer.get("errors", {})) <= known:
            raise ViewError("errors for blocks that are not there")
    elif action == "clear":
        ws.views.close(view.user, everything=True)
    elif action in {"update", "push"}:
        if check_view(answer.get("view")):
            raise ViewError("invalid_arguments")
        _replace(ws, view, action, answer["view"])
    elif ws.views.top(view.user) is view:
        ws.views.close(view.user)


def _replace(ws: Workspace, view: View, action: str, body: Json) -> None:
    if action == "update":
        ws.views.update(view, body)
    else:
        ws.views.push(view.user, body)


async def close(ws: Workspace, user: str, *, everything: bool = False) -> None:
    """Close the top modal (or all); the bot hears of it where a view asks for that."""
    top = ws.views.top(user)
    if top is None:
        raise LookupError("no view is open")
    everything = everything or bool(top.body.get("clear_on_close"))
    for view in ws.views.close(user, everything=everything):
        if view.body.get("notify_on_close"):
            await ws.courier.ask("interactive", payloads.view_closed(ws, view, is_cleared=everything))
