"""What was typed into a form: Slack's view state as plain values by field."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.text import clean, one_line

Typed = dict[str, str | int | list[str]]
"""By field: a text, a Unix time, or the chosen options' values; what was left empty is missing."""

NEED = "need."


def typed(view: Mapping[str, Any]) -> Typed:
    """Return what was typed into the view so far."""
    values: Typed = {}
    for field, actions in view.get("state", {}).get("values", {}).items():
        for element in actions.values():
            value = _value(element)
            if value not in (None, "", []):
                values[field] = value
    return values


def _value(element: Mapping[str, Any]) -> Any:
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or []]
    for key in ("selected_users", "selected_conversations"):
        if key in element:
            return element[key]
    if option := element.get("selected_option"):
        return option["value"]
    for key in (
        "value",
        "selected_date_time",
        "selected_date",
        "selected_time",
        "selected_user",
        "selected_conversation",
    ):
        if element.get(key) is not None:
            return element[key]
    return None


def text(values: Typed, field: str) -> str:
    """Return a text as typed, made safe to keep."""
    value = values.get(field, "")
    return clean(value) if isinstance(value, str) else ""


def line(values: Typed, field: str) -> str:
    """Return a text as one line, made safe to keep."""
    return one_line(text(values, field))


def instant(values: Typed, field: str, zone: ZoneInfo) -> datetime | None:
    """Return a time, in UTC; a day without a time is its beginning in `zone`. What is no time counts as empty."""
    value = values.get(field)
    try:
        if isinstance(value, int):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            return datetime.combine(date.fromisoformat(value), time(), zone).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def day(values: Typed, field: str) -> date | None:
    """Return a day. What is no day counts as empty."""
    try:
        return date.fromisoformat(text(values, field))
    except ValueError:
        return None


def clock(values: Typed, field: str) -> time | None:
    """Return a time of day. What is none counts as empty."""
    try:
        return time.fromisoformat(text(values, field))
    except ValueError:
        return None


def chosen(values: Typed, field: str) -> tuple[str, ...]:
    """Return the chosen options of a field with several."""
    value = values.get(field, [])
    return tuple(value) if isinstance(value, list) else ()


def written_lines(values: Typed, field: str) -> tuple[str, ...]:
    """Return what stands on the lines of a text, each once and none empty."""
    lines = (one_line(written) for written in text(values, field).splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def needs(values: Typed) -> dict[str, str]:
    """Return the answers to information needs, by key."""
    return {field.removeprefix(NEED): text(values, field) for field in values if field.startswith(NEED)}
