"""What interactive elements hold: how their state looks in `state.values` and how typing changes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from practice.values import Json

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
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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


def entered(element: Json, value: Any, more_options: list[Json] | None = None) -> Json:
    """Return the state after somebody entered `value`; raise ValueError where Slack's client would not take it."""
    field = FIELDS[element["type"]][0]
    if value is None or value == "":
        return {"type": element["type"], field: [] if field in PLURAL else None}
    return {"type": element["type"], field: _coerce(element, field, value, more_options or [])}


def empty(state: Json) -> bool:
    """Whether nothing was entered."""
    field = FIELDS[state["type"]][0]
    return state[field] is None or state[field] == []


def _coerce(element: Json, field: str, value: Any, more_options: list[Json]) -> Any:
    if field == "value":
        return _text(element, str(value))
    if field == "rich_text_value":
        return (
            value
            if isinstance(value, dict)
            else {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
                ],
            }
        )
    if field == "selected_option":
        return option(element, str(value), more_options)
    if field == "selected_options":
        return _options(element, value, more_options)
    if field in PLURAL:
        return [value] if isinstance(value, str) else list(value)
    return _moment(element["type"], value)


def _text(element: Json, value: str) -> str:
    longest = element.get("max_length", 3000)
    if len(value) > longest:
        raise ValueError(f"{element['action_id']}: {len(value)} characters, at most {longest} can be typed")
    return _number(element, value) if element["type"] == "number_input" else value


def _number(element: Json, value: str) -> str:
    value = value.replace(",", ".")
    number = float(value)
    if not element.get("is_decimal_allowed") and not number.is_integer():
        raise ValueError(f"{element['action_id']}: {value} is no whole number")
    if not float(element.get("min_value", "-inf")) <= number <= float(element.get("max_value", "inf")):
        raise ValueError(f"{element['action_id']}: {value} is out of range")
    return value


def options_of(element: Json) -> list[Json]:
    """Return the options of an element, grouped or not."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(choice for group in groups for choice in group["options"])]


def option(element: Json, value: str, more_options: list[Json] | None = None) -> Json:
    """Return the option with a value."""
    # What an external menu begins with was offered, too.
    first: list[Json] = (
        [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
    )
    offered = [*options_of(element), *first, *(more_options or [])]
    found: Json | None = next((choice for choice in offered if choice.get("value") == value), None)
    if found is None:
        raise ValueError(
            f"{element['action_id']}: {value!r} is not offered, only {[choice.get('value') for choice in offered]}"
        )
    return found


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


def _options(element: Json, value: Any, more_options: list[Json]) -> list[Json]:
    if isinstance(value, bool):
        return options_of(element)[:1] if value else []
    values = [value] if isinstance(value, str) else list(value)
    most = element.get("max_selected_items", len(values))
    if len(values) > most:
        raise ValueError(f"{element['action_id']}: at most {most} can be chosen")
    return [option(element, str(single), more_options) for single in values]


def _moment(kind: str, value: Any) -> Any:
    if kind == "datepicker":
        return date.fromisoformat(str(value)).isoformat()
    if kind == "timepicker":
        return time.fromisoformat(str(value)).strftime("%H:%M")
    if kind == "datetimepicker":
        return int(value)
    return str(value)


def complaint(slot: Slot, state: Json) -> str | None:
    """Return why Slack's client would not send this input; None when it would."""
    name = slot.block["block_id"]
    if empty(state):
        return None if slot.block.get("optional") else f"{name} is required"
    value = str(state.get("value") or "")
    shortest = slot.element.get("min_length", 0)
    if slot.element["type"] in TEXTS and len(value) < shortest:
        return f"{name} needs at least {shortest} characters"
    if slot.element["type"] == "email_text_input" and not EMAIL.fullmatch(value):
        return f"{name} is not an e-mail address"
    return None
