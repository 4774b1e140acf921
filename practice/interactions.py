"""Acts of persons that the bot has to answer within seconds: commands, shortcuts, clicks, forms."""

from dataclasses import dataclass
from typing import Any

from practice import payloads
from practice.answers import AnswerError, answer_command
from practice.blockkit import check_view
from practice.company import Channel
from practice.delivery import Ack
from practice.elements import FIELDS, Slot, complaint, entered, initial, option, slots
from practice.markup import typed
from practice.values import Json
from practice.views import View, ViewError
from practice.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


async def run_command(
    ws: Workspace, user: str, text: str, channel: Channel, thread_ts: str | None = None
) -> Ack:
    """Run a slash command in a conversation and show what its acknowledgement carries."""
    name, _, rest = text.strip().partition(" ")
    offered = ws.app.command(name)
    if offered is None or thread_ts:
        words = "is not supported in threads. Sorry!" if offered else "is not a valid command."
        ws.notice(user, f"{name} {words}")
        return Ack(ok=False, reason="not_delivered")
    # Without should_escape Slack hands over what was typed; with it, names arrive as mentions.
    words = typed(rest.strip(), ws.company, ws.bot.name) if offered.get("should_escape") else rest.strip()
    ack = await ws.courier.ask("slash_commands", payloads.command(ws, user, name, words, channel))
    if not ack.ok:
        ws.notice(user, f"{name} {_why(ack)}")
        return ack
    try:
        answer_command(ws, user, channel, ack.body)
    except AnswerError as error:
        ws.notice(user, f'{name} failed with the error "{error}"')
    return ack


def _why(ack: Ack) -> str:
    return (
        'failed with the error "dispatch_failed"' if ack.status else "failed because the app did not respond"
    )


async def run_shortcut(ws: Workspace, user: str, callback_id: str) -> Ack:
    """Choose a global shortcut."""
    if ws.app.shortcut(callback_id, "global") is None:
        raise KeyError(f"the manifest has no global shortcut {callback_id!r}")
    return await _interact(ws, user, payloads.global_shortcut(ws, user, callback_id))


async def run_message_shortcut(
    ws: Workspace, user: str, callback_id: str, channel: Channel, message: Json
) -> Ack:
    """Choose a shortcut in the menu of a message."""
    if ws.app.shortcut(callback_id, "message") is None:
        raise KeyError(f"the manifest has no message shortcut {callback_id!r}")
    return await _interact(ws, user, payloads.message_shortcut(ws, user, callback_id, channel, message))


@dataclass(frozen=True)
class Place:
    """Where an interactive element stands: in a message of a conversation, or in a view."""

    blocks: list[Json]
    view: View | None = None
    channel: Channel | None = None
    message: Json | None = None

    def suggestions(self, ws: Workspace) -> dict[str, list[Json]]:
        """Return what the bot has offered for the external menus here, by block_id."""
        if self.view:
            return self.view.suggestions
        return ws.suggestions.setdefault(self.message["ts"] if self.message else "", {})

    def payload(self, ws: Workspace, user: str, *, answer: bool = True) -> Json:
        """Return the part of a payload that says where."""
        if self.view:
            return payloads.view_place(self.view)
        assert self.channel is not None  # noqa: S101 -- one of the two is always there
        assert self.message is not None  # noqa: S101
        return payloads.message_place(ws, user, self.channel, self.message, answer=answer)

    def slot(self, action_id: str, block_id: str | None = None, value: str | None = None) -> Slot:
        """Return the element; among several with one action_id, the button with the value."""
        found = [
            s
            for s in slots(self.blocks)
            if s.element["action_id"] == action_id and block_id in {None, s.block["block_id"]}
        ]
        if not found:
            raise KeyError(
                f"{action_id!r} is not there, only {[s.element['action_id'] for s in slots(self.blocks)]}"
            )
        return next((s for s in found if value is not None and s.element.get("value") == value), found[0])


async def use(
    ws: Workspace, user: str, place: Place, slot: Slot, value: Any = None, *, typed_state: Json | None = None
) -> Ack:
    """Click a button, or choose in a menu or a field that tells the bot at once."""
    state = _chosen(slot, value, place.suggestions(ws).get(slot.block["block_id"], []))
    if place.view and slot.element["type"] in FIELDS and state:
        place.view.state[slot.key] = state
    payload = {
        **payloads.interaction(ws, "block_actions", user),
        **place.payload(ws, user),
        "trigger_id": ws.views.trigger(user),
        "actions": [payloads.action(ws, slot, state, value)],
    }
    if not place.view:
        payload["state"] = {"values": typed_state or _message_state(place.blocks, slot, state)}
    return await _interact(ws, user, payload)


def _chosen(slot: Slot, value: Any, suggested: list[Json]) -> Json | None:
    kind = slot.element["type"]
    if kind == "overflow":
        return {"type": kind, "selected_option": option(slot.element, str(value))}
    if kind not in FIELDS:
        return None
    return entered(slot.element, value, suggested)


def _message_state(blocks: list[Json], used: Slot, state: Json | None) -> Json:
    values: Json = {}
    for slot in slots(blocks):
        current = state if slot == used and state else initial(slot.element)
        if current and slot.element["type"] in FIELDS:
            values.setdefault(slot.block["block_id"], {})[slot.element["action_id"]] = current
    return values


async def suggest(ws: Workspace, user: str, place: Place, slot: Slot, query: str) -> Json:
    """Ask the bot for the options of an external menu; return its `options` or `option_groups`."""
    payload = {
        **payloads.interaction(ws, "block_suggestion", user),
        **place.payload(ws, user, answer=False),
        "action_id": slot.element["action_id"],
        "block_id": slot.block["block_id"],
        "value": query,
    }
    ack = await ws.courier.ask("interactive", payload)
    answer = ack.body if ack.ok and isinstance(ack.body, dict) else {}
    groups = answer.get("option_groups", [])
    found = [*answer.get("options", []), *(o for group in groups for o in group["options"])]
    place.suggestions(ws)[slot.block["block_id"]] = found
    return {name: answer[name] for name in ("options", "option_groups") if name in answer}


async def submit(ws: Workspace, view: View) -> Ack:
    """Submit a modal; raise ValueError for what Slack's client would not send."""
    if not view.body.get("submit"):
        raise ValueError("this view has no submit button")
    inputs = [slot for slot in view.slots() if slot.block["type"] == "input"]
    complaints = [words for slot in inputs if (words := complaint(slot, view.state[slot.key]))]
    if complaints:
        raise ValueError("; ".join(complaints))
    ack = await _interact(ws, view.user, payloads.view_submission(ws, view))
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


async def _interact(ws: Workspace, user: str, payload: Json) -> Ack:
    ack = await ws.courier.ask("interactive", payload)
    if not ack.ok:
        ws.notice(user, TROUBLE)
    return ack
