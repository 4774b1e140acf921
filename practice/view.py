"""One open view of one person, and what is typed into it."""

from dataclasses import dataclass, field
from typing import Any

from practice.elements import FIELDS, Slot, initial, slots, still_offered
from practice.entering import entered
from practice.values import Json, copied

State = dict[tuple[str, str, str], Json]


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
        return copied(self.body | {"state": {"values": values}})

    def carry_over(self) -> None:
        """Keep what was typed where block, action and type are still there, and begin the rest anew."""
        before, self.state = self.state, {}
        for slot in self.slots():
            old, fresh = before.get(slot.key), initial(slot.element)
            if fresh is not None:
                self.state[slot.key] = old if old and still_offered(slot.element, old) else fresh
