"""What a user sees of a message or a form, as text: mentions as @U0ANNA, buttons in brackets, ⋯ with its options."""

from collections.abc import Sequence
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
    match block["type"]:
        case "rich_text":
            return "".join(_rich(element) for section in block["elements"] for element in section["elements"])
        case "actions":
            return " ".join(_element(element) for element in block["elements"])
        case "input":
            star = "" if block["optional"] else "*"
            return f"{block['label']['text']}{star}: {_element(block['element'])}".rstrip()
        case "section":
            accessory = f" {_element(block['accessory'])}" if "accessory" in block else ""
            return str(block["text"]["text"]) + accessory
        case "header":
            return f"# {block['text']['text']}"
        case _:
            return "---"


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
