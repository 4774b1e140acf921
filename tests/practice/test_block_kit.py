"""What Slack would refuse is refused, with Slack's words and the place; what it takes is taken."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice.blockkit import check_blocks, check_view
from tests.practice.kit import Json, actions, button, field, home, modal, mrkdwn, options, plain, section

MENU = {"type": "static_select", "action_id": "a"}
PIE = {
    "type": "data_visualization",
    "title": "Week",
    "chart": {"type": "pie", "segments": [{"label": "A", "value": 1}]},
}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


def bars(series: int = 1, categories: tuple[str, ...] = ("Mon", "Tue"), name: str = "S") -> Json:
    data = [{"label": label, "value": 1.5} for label in ("Mon", "Tue")]
    chart = {
        "type": "bar",
        "series": [{"name": f"{name}{i}", "data": data} for i in range(series)],
        "axis_config": {"categories": list(categories)},
    }
    return {"type": "data_visualization", "title": "Week", "chart": chart}


def rows(count: int, width: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * width] * count}


GOOD: dict[str, list[Json]] = {
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "a section of 3000": [section("x" * 3000)],
    "ten fields of 2000": [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    "25 buttons": [actions(*(button(f"a{i}") for i in range(25)))],
    "an overflow with one option": [
        section(accessory={"type": "overflow", "action_id": "a", "options": options("1")})
    ],
    "100 options": [actions({**MENU, "options": options(*map(str, range(100)))})],
    "10 checkboxes": [actions({"type": "checkboxes", "action_id": "a", "options": options(*"0123456789")})],
    "an initial option that is offered": [
        actions({**MENU, "options": options("a", "b"), "initial_option": options("b")[0]})
    ],
    "a table of 100 rows and 20 cells": [rows(100, 20)],
    "six series": [bars(6)],
    "a pie": [PIE],
    "an uploaded picture": [{"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}}],
    "markdown": [{"type": "markdown", "text": "x" * 12_000}],
    "50 blocks": [{"type": "divider"}] * 50,
    "an input in a message": [field("a")],
    "rich text": [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
        }
    ],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "a"}],
        }
    ],
    "context": [
        {
            "type": "context",
            "elements": [mrkdwn("x"), {"type": "image", "image_url": "https://x", "alt_text": "x"}],
        }
    ],
}


@pytest.mark.parametrize("blocks", GOOD.values(), ids=GOOD)
def test_a_message_takes(blocks: list[Json]) -> None:
    assert check_blocks(blocks, "message") == []


BAD: dict[str, tuple[Any, str]] = {
    "a header of 151": (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a header in mrkdwn": (
        [{"type": "header", "text": mrkdwn("x")}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "an empty section text": (
        [section("")],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a section of 3001": (
        [section("x" * 3001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a section of nothing": ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
    "a field of 2001": (
        [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "eleven fields": (
        [{"type": "section", "fields": [mrkdwn("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "26 buttons": (
        [actions(*(button(f"a{i}") for i in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "button text of 76": (
        [actions({**button("a"), "text": plain("x" * 76)})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "a value of 2001": (
        [actions(button("a", "x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "an action_id of 256": (
        [actions(button("x" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "an address that is none": (
        [actions(button("a", url="example"))],
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a strange style": (
        [actions(button("a", style="green"))],
        "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "one action_id twice": (
        [actions(button("a"), button("a"))],
        "action_id must be unique within a block [json-pointer:/blocks/0/elements]",
    ),
    "one block_id twice": (
        [section(block_id="b"), section(block_id="b")],
        "block_id must be unique: b [json-pointer:/blocks]",
    ),
    "six in an overflow": (
        [section(accessory={"type": "overflow", "action_id": "a", "options": options(*"123456")})],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    "no options": (
        [actions({**MENU, "options": []})],
        "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "neither options nor groups": (
        [actions(MENU)],
        "exactly one of options and option_groups is required [json-pointer:/blocks/0/elements/0]",
    ),
    "101 options": (
        [actions({**MENU, "options": options(*map(str, range(101)))})],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "an option text of 76": (
        [actions({**MENU, "options": options("x" * 76)})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "an initial option from elsewhere": (
        [actions({**MENU, "options": options("a"), "initial_option": options("b")[0]})],
        "initial option(s) must match one of the options",
    ),
    "a placeholder of 151": (
        [actions({**MENU, "options": options("a"), "placeholder": plain("x" * 151)})],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    "11 checkboxes": (
        [actions({"type": "checkboxes", "action_id": "a", "options": options(*"0123456789x")})],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "11 in a context": (
        [{"type": "context", "elements": [mrkdwn("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a context text of 3001": (
        [{"type": "context", "elements": [mrkdwn("x" * 3001)]}],
        "must be less than 3001 characters",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button("a")]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "a text input among buttons": (
        [actions({"type": "plain_text_input", "action_id": "a"})],
        "unsupported type: plain_text_input",
    ),
    "101 rows": ([rows(101, 1)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    "21 cells": ([rows(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    "two tables": ([TABLE, TABLE], "only_one_table_allowed"),
    "seven series": ([bars(7)], "no more than 6 items allowed [json-pointer:/blocks/0/chart/series]"),
    "labels that are no categories": ([bars(1, ("Mon",))], "data labels must match the categories"),
    "three charts": ([PIE, PIE, PIE], "no more than 2 data_visualization blocks allowed"),
    "too much markdown together": (
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "markdown blocks must be less than 12001 characters together",
    ),
    "51 blocks": ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "an unknown block": ([{"type": "heatmap"}], "unsupported type: heatmap [json-pointer:/blocks/0/type]"),
    "a block without a type": ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    "an unknown field": (
        [section(colour="red")],
        "invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    "an image without words": (
        [{"type": "image", "image_url": "https://x"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "an image from two places": (
        [{"type": "image", "alt_text": "x", "image_url": "https://x", "slack_file": {"id": "F1"}}],
        "exactly one of image_url and slack_file is required [json-pointer:/blocks/0]",
    ),
    "a file by id and address": (
        [{"type": "image", "alt_text": "x", "slack_file": {"id": "F1", "url": "https://x"}}],
        "exactly one of id and url is required [json-pointer:/blocks/0/slack_file]",
    ),
    "a strange date": (
        [actions({"type": "datepicker", "action_id": "a", "initial_date": "1.2.2026"})],
        "must be a date of the form YYYY-MM-DD",
    ),
    "no list": ({"type": "section"}, "must be an array [json-pointer:/blocks]"),
}


@pytest.mark.parametrize(("blocks", "words"), BAD.values(), ids=BAD)
def test_a_message_does_not_take(blocks: Any, words: str) -> None:
    problems = check_blocks(blocks, "message")
    assert any(problem.startswith(f"[ERROR] {words}") for problem in problems), problems


GOOD_VIEWS: dict[str, Json] = {
    "all there is in a modal": modal(field("a"), section(), actions(button("a"))),
    "no inputs, no submit": {"type": "modal", "title": plain("x"), "blocks": [section()]},
    "100 blocks": home(*[{"type": "divider"}] * 100),
    "metadata of 3000": modal(field("a"), private_metadata="x" * 3000),
    "an initial value as long as allowed": modal(field("a", max_length=3, initial_value="abc")),
}


@pytest.mark.parametrize("view", GOOD_VIEWS.values(), ids=GOOD_VIEWS)
def test_a_view_takes(view: Json) -> None:
    assert check_view(view) == []


BAD_VIEWS: dict[str, tuple[Any, str]] = {
    "no view": (None, "must be an object [json-pointer:/view]"),
    "no title": ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    "a title of 25": (
        modal(title=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "a submit of 25": (
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "inputs without submit": (
        {"type": "modal", "title": plain("x"), "blocks": [field("a")]},
        "missing required field: submit [json-pointer:/view]",
    ),
    "101 blocks": (
        home(*[{"type": "divider"}] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "metadata of 3001": (
        modal(private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "a table": (modal(TABLE), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
    "markdown at home": (
        home({"type": "markdown", "text": "x"}),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    "max_length 3001": (
        modal(field("a", max_length=3001)),
        "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
    ),
    "too long an initial value": (
        modal(field("a", max_length=3, initial_value="abcd")),
        "initial_value is longer than max_length",
    ),
    "a hint of 2001": (
        modal({**field("a"), "hint": plain("x" * 2001)}),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]",
    ),
    "an input without a label": (
        modal({"type": "input", "element": {"type": "plain_text_input"}}),
        "missing required field: label [json-pointer:/view/blocks/0]",
    ),
    "an input with a button": (
        modal({**field("a"), "element": button("a")}),
        "unsupported type: button [json-pointer:/view/blocks/0/element/type]",
    ),
    "a message": ({"type": "message", "blocks": []}, "unsupported type: message [json-pointer:/view/type]"),
}


@pytest.mark.parametrize(("view", "words"), BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_view_does_not_take(view: Any, words: str) -> None:
    problems = check_view(view)
    assert any(problem.startswith(f"[ERROR] {words}") for problem in problems), problems


async def test_the_bot_gets_the_words_and_the_place(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(
            channel="C0ALLE", text="x", blocks=[{"type": "header", "text": plain("x" * 151)}]
        )
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    ]
    with pytest.raises(SlackApiError) as caught:
        await client.views_publish(user_id="U0ANNA", view=home({"type": "heatmap"}))
    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: heatmap [json-pointer:/view/blocks/0/type]"
    ]
