"""Typing and choosing: what Slack's client makes of it, and what it does not take."""

import re
from datetime import date, time
from typing import Any

from practice.elements import FIELDS, PLURAL, Slot, empty, options_of
from practice.values import Json

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def entered(element: Json, value: Any, more_options: list[Json] | None = None) -> Json:
    """Return the state after somebody entered `value`; raise ValueError where Slack's client would not take it."""
    field = FIELDS[element["type"]][0]
    if value is None or value == "":
        return {"type": element["type"], field: [] if field in PLURAL else None}
    return {"type": element["type"], field: _coerce(element, field, value, more_options or [])}


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
