"""Modals and home tabs: who has which views open, what was typed into them, and which triggers may open more."""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from practice.app import APP_ID, BOT_ID
from practice.delivery import Timing
from practice.elements import FIELDS, Slot, entered, initial, slots, still_offered
from practice.ids import Ids
from practice.values import Json

MOST_VIEWS = 3
State = dict[tuple[str, str, str], Json]


class ViewError(Exception):
    """A view could not be opened or changed; the text is Slack's error name."""


@dataclass
class View:
    """An open view of one person, with what is typed into it."""

    user: str
    body: Json
    state: State = field(default_factory=dict)
    suggestions: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the view's id."""
        return str(self.body["id"])

    def slots(self) -> list[Slot]:
        """Return its interactive elements."""
        return list(slots(self.body["blocks"]))

    def slot(self, name: str, action_id: str | None = None) -> Slot:
        """Return the element in a block (or with an action_id) of this name."""
        found = [
            s
            for s in self.slots()
            if s.block["block_id"] == name and action_id in {None, s.element["action_id"]}
        ]
        found = found or [s for s in self.slots() if s.element["action_id"] == name]
        if not found:
            raise KeyError(
                f"{name!r} is not in the view; it has {[s.block['block_id'] for s in self.slots()]}"
            )
        return found[0]

    def enter(self, slot: Slot, value: Any) -> None:
        """Type or choose something."""
        if slot.element["type"] not in FIELDS:
            raise KeyError(
                f"nothing can be entered into {slot.element['action_id']!r}, it is a {slot.element['type']}"
            )
        self.state[slot.key] = entered(slot.element, value, self.suggestions.get(slot.block["block_id"]))

    def as_sent(self) -> Json:
        """Return the view as Slack sends it, with its state."""
        values: dict[str, Json] = {}
        for block, action, kind in self.state:
            values.setdefault(block, {})[action] = self.state[block, action, kind]
        return deepcopy(self.body | {"state": {"values": values}})


class Views:
    """All open views, and the triggers that the bot may exchange for new ones."""

    def __init__(self, team_id: str, ids: Ids, timing: Timing, on_change: Callable[[str, str], None]) -> None:
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._triggers: dict[str, tuple[str, float]] = {}
        self._spent: set[str] = set()
        self._team_id = team_id
        self._ids = ids
        self._timing = timing
        self._on_change = on_change

    def trigger(self, user: str) -> str:
        """Return a trigger that lives a few seconds and opens one view for a person."""
        number = self._ids.new("")
        trigger = f"{int(number)}.{number}.practice{int(number):x}"
        self._triggers[trigger] = (user, time.monotonic())
        return trigger

    def exchange(self, trigger: str) -> str:
        """Return the person a trigger belongs to, and use it up."""
        if trigger not in self._triggers:
            raise ViewError("invalid_trigger_id")
        user, born = self._triggers[trigger]
        if trigger in self._spent:
            raise ViewError("exchanged_trigger_id")
        if time.monotonic() - born > self._timing.trigger:
            raise ViewError("expired_trigger_id")
        self._spent.add(trigger)
        return user

    def top(self, user: str) -> View | None:
        """Return the view that a person looks at."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View | None:
        """Return an open view or a home tab."""
        everything = [*(view for stack in self.stacks.values() for view in stack), *self.homes.values()]
        if view_id:
            return next((view for view in everything if view.id == view_id), None)
        return next(
            (view for view in everything if external_id and view.body["external_id"] == external_id), None
        )

    def open(self, user: str, body: Json) -> View:
        """Open a modal, in place of whatever the person had open."""
        self._check_external_id(body)
        view = self._new(user, body)
        self.stacks[user] = [view]
        self._on_change(user, "modal")
        return view

    def push(self, user: str, body: Json) -> View:
        """Open a modal on top of the others."""
        stack = self.stacks.get(user) or []
        if not stack:
            raise ViewError("not_found")
        if len(stack) >= MOST_VIEWS:
            raise ViewError("push_limit_reached")
        self._check_external_id(body)
        view = self._new(user, body, root=stack[0].id, previous=stack[-1].id)
        stack.append(view)
        self._on_change(user, "modal")
        return view

    def update(self, view: View, body: Json, expected_hash: str | None = None) -> View:
        """Put new content into an open view; what was typed stays where block, action and type stay the same."""
        if expected_hash and expected_hash != view.body["hash"]:
            raise ViewError("hash_conflict")
        self._check_external_id(body, view)
        kept = {name: view.body[name] for name in ("id", "root_view_id", "previous_view_id")}
        view.body = self._complete(body) | kept
        view.state = self._carry_over(view)
        self._on_change(view.user, view.body["type"])
        return view

    def publish(self, user: str, body: Json, expected_hash: str | None = None) -> View:
        """Show a home tab."""
        view = self.homes.get(user)
        if view:
            return self.update(view, body, expected_hash)
        self.homes[user] = view = self._new(user, body)
        self._on_change(user, "home")
        return view

    def close(self, user: str, *, everything: bool = False) -> list[View]:
        """Close the top modal, or all of them; return what was closed, top first."""
        stack = self.stacks.get(user, [])
        closed = stack[::-1] if everything else stack[-1:]
        self.stacks[user] = stack[: len(stack) - len(closed)]
        self._on_change(user, "modal")
        return closed

    def _check_external_id(self, body: Json, instead_of: View | None = None) -> None:
        other = self.find(external_id=body.get("external_id"))
        if other and other is not instead_of:
            raise ViewError("duplicate_external_id")

    def _new(self, user: str, body: Json, root: str | None = None, previous: str | None = None) -> View:
        view_id = self._ids.new("V")
        complete = self._complete(body) | {
            "id": view_id,
            "root_view_id": root or view_id,
            "previous_view_id": previous,
        }
        view = View(user, complete)
        view.state = self._carry_over(view)
        return view

    def _carry_over(self, view: View) -> State:
        fresh = {slot.key: initial(slot.element) for slot in view.slots()}
        offered = {slot.key: slot.element for slot in view.slots()}
        kept = {
            key: state
            for key, state in view.state.items()
            if key in offered and still_offered(offered[key], state)
        }
        return {key: kept.get(key, state) for key, state in fresh.items() if state is not None}

    def _complete(self, body: Json) -> Json:
        blocks = with_ids(body.get("blocks", []), self._ids)
        defaults: Json = {
            "team_id": self._team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        }
        fixed = {
            "blocks": blocks,
            "hash": self._hash(),
            "app_id": APP_ID,
            "app_installed_team_id": self._team_id,
            "bot_id": BOT_ID,
        }
        return {**defaults, **deepcopy(body), **fixed}

    def _hash(self) -> str:
        return f"{int(time.time())}.{self._ids.short()}"


def with_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    """Return a copy of blocks in which every block and element has its id, as Slack stores them."""
    blocks = deepcopy(blocks)
    for block in blocks:
        block["block_id"] = block.get("block_id") or ids.short()
        for element in _interactive(block):
            element["action_id"] = element.get("action_id") or ids.short()
    return blocks


def _interactive(block: Json) -> list[Json]:
    candidates = [block.get("element"), block.get("accessory")]
    if block["type"] in {"actions", "context_actions"}:
        candidates += block["elements"]
    return [element for element in candidates if isinstance(element, dict) and element.get("type") != "image"]
