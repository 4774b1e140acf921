"""Buttons, menus and fields, in messages and in views."""

from dataclasses import dataclass
from typing import Any

from practice import payloads
from practice.asking import interact
from practice.company import Channel
from practice.delivery import Ack
from practice.elements import FIELDS, Slot, initial, slots
from practice.entering import entered, option
from practice.values import Json
from practice.view import View
from practice.workspace import Workspace


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
        "trigger_id": ws.triggers.new(user),
        "actions": [payloads.action(ws, slot, state, value)],
    }
    if not place.view:
        payload["state"] = {"values": typed_state or _message_state(place.blocks, slot, state)}
    return await interact(ws, user, payload)


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
