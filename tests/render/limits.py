"""What Slack refuses, checked strictly: written down from SLACK.md a second time, apart from the renderers.

The SDK and the practice workspace check it too; each of the three knows something that the others let pass.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.slack.render.content import Content
from practice.blockkit import check_blocks

Json = dict[str, Any]

MENTION = re.compile(r"<@[UW][A-Z0-9]{1,30}>|<#[CGD][A-Z0-9]{1,30}>")
ESCAPED = re.compile(r"&(amp|lt|gt);")
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
UNKNOWN_TO_THE_SDK = {"data_visualization"}
TOTAL = 10_000  # undocumented; refused from some 11 300 on (slackapi/bolt-js #2867)


def check_message(content: Content) -> None:
    """Fail if Slack would refuse the message or find markup in it."""
    assert 0 < len(content.text) <= 4000
    _no_markup_in(content.text)
    assert len(content.blocks) <= 50
    assert sum(map(len, texts(content.blocks))) <= TOTAL
    _check_blocks(content.blocks, BLOCKS_OF_MESSAGES)
    assert check_blocks(content.blocks, "message") == []


def check_view(view: Json) -> None:
    """Fail if Slack would refuse the view or find markup in it."""
    assert view["type"] in {"modal", "home"}
    assert 0 < len(view["blocks"]) <= 100
    assert len(view.get("private_metadata", "")) <= 3000
    assert len(view.get("callback_id", "")) <= 255
    if view["type"] == "modal":
        for part in {"title", "submit", "close"} & view.keys():
            _plain_text(view[part], 24)
    has_inputs = any(block["type"] == "input" for block in view["blocks"])
    assert "submit" in view or not has_inputs
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(ids) == len(set(ids))
    _check_blocks(view["blocks"], BLOCKS_OF_VIEWS)
    assert check_blocks(view["blocks"], view["type"]) == []
    assert View(**view).to_dict() == {key: value for key, value in view.items() if value != ""}


def texts(node: object) -> Iterator[str]:
    """Yield every text that is shown."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif key != "initial_value":
                yield from texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)


def _check_blocks(blocks: Sequence[Json], known: dict[str, Callable[[Json], None]]) -> None:
    for block in blocks:
        known[block["type"]](block)
        if block["type"] not in UNKNOWN_TO_THE_SDK:
            parsed = Block.parse(block)
            assert parsed
            assert parsed.to_dict() == block  # the SDK's own checks, and no key that it does not know
    written = json.dumps(blocks)
    assert "mrkdwn" not in re.findall(r'"type": "(\w+)"', written)
    shown = "".join(texts(list(blocks)))
    assert not OVERRIDES & set(shown)
    assert shown.count("\u2068") == shown.count("\u2069")


def _rich_text(block: Json) -> None:
    for section in block["elements"]:
        assert section["type"] == "rich_text_section"
        assert section["elements"]
        assert sum(len(element.get("text", "")) for element in section["elements"]) <= 4000
        for element in section["elements"]:
            _RICH[element["type"]](element)


def _rich_word(element: Json) -> None:
    assert element.keys() <= {"type", "text", "style"}
    assert element["text"]


def _rich_link(element: Json) -> None:
    assert element["url"].startswith("https://")
    assert len(element["url"]) <= 3000
    assert element["text"]


def _rich_user(element: Json) -> None:
    assert re.fullmatch(r"[UW][A-Z0-9]{1,30}", element["user_id"])


def _rich_channel(element: Json) -> None:
    assert re.fullmatch(r"[CGD][A-Z0-9]{1,30}", element["channel_id"])


def _header(block: Json) -> None:
    _plain_text(block["text"], 150)


def _section(block: Json) -> None:
    _plain_text(block["text"], 3000)
    if "accessory" in block:
        _element(block["accessory"])


def _actions(block: Json) -> None:
    elements = block["elements"]
    assert 0 < len(elements) <= 25
    ids = [element["action_id"] for element in elements]
    assert len(ids) == len(set(ids))
    for element in elements:
        _element(element)


def _image(block: Json) -> None:
    assert 0 < len(block["alt_text"]) <= 2000
    assert re.fullmatch(r"F[A-Z0-9]{1,30}", block["slack_file"]["id"])


def _table(block: Json) -> None:
    assert 0 < len(block["rows"]) <= 100
    assert len({len(row) for row in block["rows"]}) == 1
    for row in block["rows"]:
        assert 0 < len(row) <= 20
        for cell in row:
            assert cell["type"] == "raw_text"
            assert cell["text"]


def _chart(block: Json) -> None:
    assert 0 < len(block["title"]) <= 50
    chart = block["chart"]
    assert chart["type"] in {"bar", "line", "area"}
    assert 0 < len(chart["series"]) <= 6
    categories = chart["axis_config"]["categories"]
    assert 0 < len(categories) <= 20
    for series in chart["series"]:
        assert 0 < len(series["name"]) <= 20
        assert [point["label"] for point in series["data"]] == categories
        assert all(len(point["label"]) <= 20 for point in series["data"])


def _input(block: Json) -> None:
    assert block["block_id"] == block["element"]["action_id"]
    assert len(block["block_id"]) <= 255
    _plain_text(block["label"], 2000)
    if "hint" in block:
        _plain_text(block["hint"], 2000)
    _element(block["element"])


def _element(element: Json) -> None:
    assert 0 < len(element["action_id"]) <= 255
    if "placeholder" in element:
        _plain_text(element["placeholder"], 150)
    _ELEMENTS[element["type"]](element)


def _button(element: Json) -> None:
    _plain_text(element["text"], 75)
    assert len(element.get("value", "x")) in range(1, 2001)
    assert element.get("style") in {None, "primary", "danger"}


def _people(element: Json) -> None:
    assert all(re.fullmatch(r"[UW][A-Z0-9]+", user) for user in element.get("initial_users", []))


def _choices(element: Json, most: int) -> None:
    options = element["options"]
    assert 0 < len(options) <= most
    for option in options:
        _plain_text(option["text"], 75)
        assert 0 < len(option["value"]) <= 150
    values = [option["value"] for option in options]
    assert len(values) == len(set(values))
    initial = element.get("initial_options", [])
    if "initial_option" in element:
        initial = [element["initial_option"]]
    assert all(option in options for option in initial)
    assert "initial_options" not in element or initial


def _text_input(element: Json) -> None:
    assert element["max_length"] <= 3000
    assert len(element.get("initial_value", "x")) in range(1, element["max_length"] + 1)


def _time(element: Json) -> None:
    assert len(str(element.get("initial_date_time", 10**9))) == 10


def _day(element: Json) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", element.get("initial_date", "2026-11-27"))


def _clock(element: Json) -> None:
    assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", element.get("initial_time", "09:00"))


def _external(element: Json) -> None:
    assert "options" not in element


def _nothing(_: Json) -> None:
    pass


def _plain_text(text: Json, most: int) -> None:
    assert text["type"] == "plain_text"
    assert text["emoji"] is False
    assert 0 < len(text["text"]) <= most


def _no_markup_in(text: str) -> None:
    left = ESCAPED.sub("", MENTION.sub("", text))
    assert not set("<>&") & set(left), left


_RICH = {"text": _rich_word, "link": _rich_link, "user": _rich_user, "channel": _rich_channel}
_ELEMENTS: dict[str, Callable[[Json], None]] = {
    "button": _button,
    "overflow": lambda element: _choices(element, 5),
    "checkboxes": lambda element: _choices(element, 10),
    "static_select": lambda element: _choices(element, 100),
    "multi_static_select": lambda element: _choices(element, 100),
    "external_select": _external,
    "multi_users_select": _people,
    "plain_text_input": _text_input,
    "datetimepicker": _time,
    "datepicker": _day,
    "timepicker": _clock,
}
BLOCKS_OF_MESSAGES = {
    "rich_text": _rich_text,
    "header": _header,
    "section": _section,
    "divider": _nothing,
    "actions": _actions,
    "image": _image,
    "table": _table,
    "data_visualization": _chart,
}
BLOCKS_OF_VIEWS = {
    **{
        kind: check
        for kind, check in BLOCKS_OF_MESSAGES.items()
        if kind not in {"table", "data_visualization"}
    },
    "input": _input,
}
