"""The inputs of a form: `block_id` and `action_id` are the field's name, so that a problem finds its place."""

import re
from collections.abc import Mapping, Sequence

from bot.domain.limits import limit
from bot.domain.text import clean
from handlers.slack.render import limits
from handlers.slack.render.blocks import Choice, option, options, plain_text
from handlers.slack.render.content import Json, Reader

Value = str | int | list[str] | None
Values = Mapping[str, str | int | list[str]]
"""What was typed so far, by field: a text, a time in Unix seconds, a day as 2026-11-27, the options that were chosen."""

TICKED = "yes"
_CHANNELS: Json = {"include": ["public", "private"], "exclude_bot_users": True}
_TEN_DIGITS = range(10**9, 10**10)  # Slack takes no other times
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def text_input(
    field: str,
    label: str,
    value: Value = None,
    *,
    hint: str = "",
    optional: bool = True,
    multiline: bool = True,
    dispatch: bool = False,
) -> Json:
    """Return a field for text, as long as the rules take it; with `dispatch` it is told while somebody types."""
    room = min(limit(field), limits.INPUT_TEXT)
    element: Json = {
        "type": "plain_text_input",
        "action_id": field,
        "multiline": multiline,
        "max_length": room,
    }
    if isinstance(value, str) and (initial := clean(value)[:room]):
        element["initial_value"] = initial
    block = field_block(field, label, element, hint=hint, optional=optional)
    if not dispatch:
        return block
    element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return {**block, "dispatch_action": True}


def time_input(field: str, label: str, value: Value = None, *, hint: str = "", optional: bool = True) -> Json:
    """Return a field for day and time, which Slack shows in the zone of the person."""
    element: Json = {"type": "datetimepicker", "action_id": field}
    if isinstance(value, int) and value in _TEN_DIGITS:
        element["initial_date_time"] = value
    return field_block(field, label, element, hint=hint, optional=optional)


def day_input(field: str, label: str, value: Value = None, *, hint: str = "", optional: bool = True) -> Json:
    """Return a field for a day."""
    element: Json = {"type": "datepicker", "action_id": field}
    if isinstance(value, str) and _DAY.fullmatch(value):
        element["initial_date"] = value
    return field_block(field, label, element, hint=hint, optional=optional)


def clock_input(field: str, label: str, value: Value = None) -> Json:
    """Return a field for a time of day, as 09:00."""
    element: Json = {"type": "timepicker", "action_id": field}
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        element["initial_time"] = value
    return field_block(field, label, element, optional=False)


def tick(field: str, label: str, text: str, value: Value = None, *, hint: str = "") -> Json:
    """Return one box to tick; any `value` ticks it."""
    choice = option(Choice(text, TICKED))
    element: Json = {"type": "checkboxes", "action_id": field, "options": [choice]}
    if value:
        element["initial_options"] = [choice]
    return field_block(field, label, element, hint=hint)


def radio(field: str, label: str, choices: Sequence[Choice], value: str) -> Json:
    """Return choices of which exactly one holds."""
    element: Json = {"type": "radio_buttons", "action_id": field, "options": options(choices)}
    if initial := [option(choice) for choice in choices if choice.value == value]:
        element["initial_option"] = initial[0]
    return field_block(field, label, element, optional=False)


def people_input(field: str, label: str, people: Sequence[str], *, hint: str = "") -> Json:
    """Return a choice of people."""
    element: Json = {"type": "multi_users_select", "action_id": field}
    if people:
        element["initial_users"] = list(people)
    return field_block(field, label, element, hint=hint)


def person_input(field: str, label: str, person: str | None, *, hint: str = "") -> Json:
    """Return a choice of one person."""
    element: Json = {"type": "users_select", "action_id": field}
    return field_block(field, label, {**element, "initial_user": person} if person else element, hint=hint)


def channel_input(
    field: str, label: str, channel: str | None, *, hint: str = "", optional: bool = False
) -> Json:
    """Return a choice of one channel, private ones included."""
    element: Json = {"type": "conversations_select", "action_id": field, "filter": _CHANNELS}
    if channel:
        element["initial_conversation"] = channel
    return field_block(field, label, element, hint=hint, optional=optional)


def channels_input(
    field: str,
    label: str,
    channels: Sequence[str] = (),
    *,
    most: int,
    hint: str = "",
    optional: bool = False,
) -> Json:
    """Return a choice of several channels, private ones included."""
    element: Json = {"type": "multi_conversations_select", "action_id": field, "filter": _CHANNELS}
    if channels:
        element["initial_conversations"] = list(channels[:most])
    return field_block(field, label, {**element, "max_selected_items": most}, hint=hint, optional=optional)


def several(
    field: str,
    label: str,
    choices: Sequence[Choice],
    value: Value,
    reader: Reader,
    *,
    hint: str = "",
    optional: bool = True,
) -> Json:
    """Return boxes to tick, or a menu where they are more than Slack takes as boxes."""
    element: Json = {"type": "checkboxes", "action_id": field, "options": options(choices)}
    if len(choices) > limits.CHECKBOXES:
        placeholder = plain_text(reader.words("Choose"), limits.PLACEHOLDER)
        element |= {"type": "multi_static_select", "placeholder": placeholder}
    chosen = value if isinstance(value, list) else []
    if initial := options([choice for choice in choices if choice.value in chosen]):
        element["initial_options"] = initial
    return field_block(field, label, element, hint=hint, optional=optional)


def field_block(field: str, label: str, element: Json, *, hint: str = "", optional: bool = True) -> Json:
    """Return the block around an element."""
    block: Json = {
        "type": "input",
        "block_id": field,
        "label": plain_text(label, limits.LABEL),
        "element": element,
        "optional": optional,
    }
    return {**block, "hint": plain_text(hint, limits.LABEL)} if hint else block
