"""Blocks and views for tests, as short as they can be written."""

from typing import Any

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def section(words: str = "hi", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(words), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def button(action_id: str, value: str = "1", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Click"), "value": value, **more}


def options(*values: str) -> list[Json]:
    return [{"text": plain(value), "value": value} for value in values]


def field(name: str, *, dispatch: bool = False, optional: bool = False, **element: Any) -> Json:
    """An input whose block and action carry its name; a text input unless said otherwise."""
    block: Json = {
        "type": "input",
        "block_id": name,
        "label": plain(name),
        "optional": optional,
        "dispatch_action": dispatch,
    }
    return block | {"element": {"type": "plain_text_input", "action_id": name, **element}}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "todo",
        "title": plain("To-do"),
        "submit": plain("Save"),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
