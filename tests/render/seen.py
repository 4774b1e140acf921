"""What a user sees of a message or a form, as text: mentions as @U0ANNA, buttons in brackets, ⋯ with its options."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.slack.render.content import Content, Reader
from handlers.words import words_in
from tests.company import MONDAY

Json = dict[str, Any]
ZONE = ZoneInfo("Europe/Berlin")


def reader(language: str = "de", user: str | None = None, now: datetime = MONDAY) -> Reader:
    """Return somebody who reads in Berlin on the Monday of all tests."""
    return Reader(words_in(language), ZONE, now, user)


def seen(content: Content) -> str:
    """Return what is shown of a message."""
    return "\n".join(_block(block) for block in content.blocks)


def form(view: Json) -> str:
    """Return what is shown of a view: every field is `label*: what stands in it`, with * if it has to be filled."""
    parts = [view["title"]["text"], *(_block(block) for block in view["blocks"])]
    return "\n".join([*parts, f"[{view['submit']['text']}]"])


def home_seen(view: Json) -> str:
    """Return what is shown of App Home."""
    return "\n".join(_block(block) for block in view["blocks"])


def _block(block: Json) -> str:
    draw = _BLOCKS.get(block["type"])
    return draw(block) if draw else "---"


def _rich_text(block: Json) -> str:
    return "".join(_rich(element) for section in block["elements"] for element in section["elements"])


def _input(block: Json) -> str:
    star = "" if block["optional"] else "*"
    return f"{block['label']['text']}{star}: {_element(block['element'])}".rstrip()


def _section(block: Json) -> str:
    accessory = f" {_element(block['accessory'])}" if "accessory" in block else ""
    return str(block["text"]["text"]) + accessory


def _in_actions(element: Json) -> str:
    is_menu = element["type"] == "static_select"
    return f"▾ {element['placeholder']['text']}" if is_menu else _element(element)


def _chart(block: Json) -> str:
    lines = [
        f"{series['name']}: " + " ".join(f"{point['label']}={point['value']:g}" for point in series["data"])
        for series in block["chart"]["series"]
    ]
    return "\n".join([f"~ {block['title']}", *lines])


def _rich(element: Json) -> str:
    match element["type"]:
        case "user":
            return f"@{element['user_id']}"
        case "channel":
            return f"#{element['channel_id']}"
        case _:
            return str(element["text"])


def _element(element: Json) -> str:
    match element["type"]:
        case "button":
            return f"[{element['text']['text']}]"
        case "overflow":
            return f"⋯ {_options(element['options'])}"
        case "checkboxes" | "multi_static_select":
            return f"☐ {_options(element['options'])}"
        case "static_select":
            return f"▾ {element['initial_option']['text']['text'] if 'initial_option' in element else ''}"
        case _:
            return str(next((value for key, value in element.items() if key.startswith("initial_")), ""))


def _options(options: Sequence[Json]) -> str:
    return " · ".join(option["text"]["text"] for option in options)


_BLOCKS: dict[str, Callable[[Json], str]] = {
    "rich_text": _rich_text,
    "actions": lambda block: " ".join(map(_in_actions, block["elements"])),
    "input": _input,
    "section": _section,
    "header": lambda block: f"# {block['text']['text']}",
    "image": lambda block: f"({block['alt_text']})",
    "table": lambda block: "\n".join(" | ".join(cell["text"] for cell in row) for row in block["rows"]),
    "data_visualization": _chart,
}
