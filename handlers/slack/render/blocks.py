"""Builders of Block Kit that keep Slack's limits: what is too long is shortened visibly, never refused.

Small functions of our own rather than slack_sdk.models: those take rich text only as nested objects, accept what
Slack refuses (SLACK.md) and need some 90 µs a block. The tests check every renderer against both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.slack.render import limits
from handlers.slack.render.content import Json
from handlers.slack.render.rich import cut, literal


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a menu: what is read and what is sent."""

    text: str
    value: str


def plain_text(text: str, limit: int) -> Json:
    """Return a plain text object in which even :emoji: names stay text; it is never empty."""
    return _plain_text(literal(text), limit)


def header(text: str) -> Json:
    """Return a heading."""
    return {"type": "header", "text": plain_text(text, limits.HEADER)}


def section(text: str, accessory: Json | None = None) -> Json:
    """Return a block of plain text, with a button at its side; what people typed is made `literal` before."""
    block: Json = {"type": "section", "text": _plain_text(text, limits.SECTION)}
    return {**block, "accessory": accessory} if accessory else block


def divider() -> Json:
    """Return a line between two parts."""
    return {"type": "divider"}


def button(text: str, action_id: str, value: str, style: str | None = None) -> Json:
    """Return a button; `style` is primary, danger or None."""
    result: Json = {"type": "button", "text": plain_text(text, limits.BUTTON_TEXT), "action_id": action_id}
    return result | ({"value": value} if value else {}) | ({"style": style} if style else {})


def overflow(action_id: str, choices: Sequence[Choice]) -> Json:
    """Return the ⋯ menu."""
    shown = options(choices[: limits.OVERFLOW_OPTIONS])
    return {"type": "overflow", "action_id": action_id, "options": shown}


def options(choices: Sequence[Choice]) -> list[Json]:
    """Return the options of a menu, as many as Slack takes."""
    return [option(choice) for choice in choices[: limits.OPTIONS]]


def option(choice: Choice) -> Json:
    """Return one option of a menu."""
    return {"text": plain_text(choice.text, limits.OPTION_TEXT), "value": choice.value}


def actions(elements: Sequence[Json]) -> list[Json]:
    """Return a row of buttons, or no block if there are none."""
    shown = list(elements)[: limits.ELEMENTS_IN_ACTIONS]
    return [{"type": "actions", "elements": shown}] if shown else []


def _plain_text(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": cut(text, limit) or "–", "emoji": False}
