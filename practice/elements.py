"""Interactive elements: where they stand in blocks, and how their state looks in `state.values`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practice.ids import Ids
from practice.values import Json, copied

# type of element -> (its field in the state, the field of its initial value)
FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
PLURAL = ("selected_options", "selected_users", "selected_channels", "selected_conversations", "files")


@dataclass(frozen=True)
class Slot:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what has to stay the same for typed input to survive an update."""
        return self.block["block_id"], self.element["action_id"], self.element["type"]

    @property
    def dispatches(self) -> bool:
        """Whether a change is sent to the bot at once."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def slots(blocks: list[Json]) -> Iterator[Slot]:
    """Yield all interactive elements in the order of the page."""
    for block in blocks:
        yield from (Slot(block, element) for element in _elements(block) if "action_id" in element)


def _elements(block: Json) -> list[Json]:
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] in {"actions", "context_actions"}:
        return list(block["elements"])
    return [block["accessory"]] if "accessory" in block else []


def initial(element: Json) -> Json | None:
    """Return the state that an element starts with; None when it has no state (a button)."""
    if element["type"] not in FIELDS:
        return None
    field, source = FIELDS[element["type"]]
    empty: list[Any] | None = [] if field in PLURAL else None
    return {"type": element["type"], field: element.get(source, empty)}


def empty(state: Json) -> bool:
    """Whether nothing was entered."""
    field = FIELDS[state["type"]][0]
    return state[field] is None or state[field] == []


def options_of(element: Json) -> list[Json]:
    """Return the options of an element, grouped or not."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(choice for group in groups for choice in group["options"])]


def still_offered(element: Json, state: Json) -> bool:
    """Whether a choice made before is among the options that an element has now."""
    if "options" not in element and "option_groups" not in element:
        return True
    chosen = [
        *state.get("selected_options", []),
        *([state["selected_option"]] if state.get("selected_option") else []),
    ]
    values = {choice.get("value") for choice in options_of(element)}
    return all(choice.get("value") in values for choice in chosen)


def with_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    """Return a copy of blocks in which every block and element has its id, as Slack stores them."""
    blocks = copied(blocks)
    for block in blocks:
        block["block_id"] = block.get("block_id") or ids.short()
        for element in _all(block):
            element["action_id"] = element.get("action_id") or ids.short()
    return blocks


def _all(block: Json) -> list[Json]:
    candidates = [block.get("element"), block.get("accessory")]
    if block["type"] in {"actions", "context_actions"}:
        candidates += block["elements"]
    return [element for element in candidates if isinstance(element, dict) and element.get("type") != "image"]
