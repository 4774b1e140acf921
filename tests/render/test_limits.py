"""The checker itself refuses what Slack would refuse."""

import pytest

from handlers.slack.render.blocks import Choice, actions, button, option, overflow, section
from handlers.slack.render.content import Content, Json
from handlers.slack.render.rich import paragraph, text
from tests.render.limits import check_message, check_view

FINE = paragraph(text("Hallo"))
BOXES = [option(Choice(f"Feld {number}", str(number))) for number in range(11)]


def view(*blocks: Json, **more: object) -> Json:
    title = {"type": "plain_text", "text": "Titel", "emoji": False}
    return {"type": "modal", "title": title, "submit": title, "blocks": [*FINE, *blocks], **more}


def test_what_is_fine_is_fine() -> None:
    check_message(Content("Hallo <@U0ANNA> &amp; alle", [*FINE, *actions([button("Ja", "yes", "1")])]))
    check_view(view())


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        ("", FINE),
        ("<!channel>", FINE),
        ("R&D", FINE),
        ("x", FINE * 51),
        ("x", paragraph(text("x" * 4000)) * 3),
        ("x", [{"type": "section", "text": {"type": "mrkdwn", "text": "*x*"}}]),
        ("x", [{"type": "section", "text": {"type": "plain_text", "text": ":tada:", "emoji": True}}]),
        ("x", [section("x", button("x" * 74, "", "1"))]),
        ("x", [{"type": "actions", "elements": [button("a", "same", "1"), button("b", "same", "2")]}]),
        ("x", actions([overflow("more", [Choice("a", "1"), Choice("b", "1")])])),
        ("x", paragraph(text("\u202egnal"))),
        ("x", paragraph(text("\u2068offen"))),
        ("x", [{"type": "rich_text", "elements": []}, {"type": "image"}]),
    ],
)
def test_a_message_that_slack_refuses_is_refused(said: str, blocks: list[Json]) -> None:
    with pytest.raises((AssertionError, KeyError)):
        check_message(Content(said, blocks))


@pytest.mark.parametrize(
    "bad",
    [
        view(private_metadata="x" * 3001),
        view(*FINE * 100),
        view(title={"type": "plain_text", "text": "x" * 25, "emoji": False}),
        view({"type": "input", "block_id": "a", "element": {"type": "plain_text_input", "action_id": "b"}}),
        view(
            {
                "type": "input",
                "block_id": "a",
                "label": {"type": "plain_text", "text": "A", "emoji": False},
                "element": {"type": "checkboxes", "action_id": "a", "options": BOXES},
            }
        ),
    ],
)
def test_a_view_that_slack_refuses_is_refused(bad: Json) -> None:
    with pytest.raises(AssertionError):
        check_view(bad)
