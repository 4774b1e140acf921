"""Forms, as a person fills them and a bot reads them."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect, Json


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def field(name: str, **element: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": name, **element}
    return {"type": "input", "block_id": name, "label": text(name), "element": element}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "todo",
        "title": text("To-do"),
        "submit": text("Save"),
        "blocks": list(blocks),
        **more,
    }


OPTIONS = [{"text": text(name), "value": name} for name in ("high", "low")]


async def test_a_form_opens_from_a_shortcut_and_its_values_reach_the_bot(
    slack: Practice, bolt: AsyncApp, connect: Connect
) -> None:
    got: list[Json] = []

    @bolt.shortcut("new_todo")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        urgency = field("urgency", type="static_select", options=OPTIONS)
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=modal(field("what"), urgency, field("due", type="datetimepicker")),
        )

    @bolt.view("todo")
    async def _(ack: Any, view: Json) -> None:
        got.append(view["state"]["values"])
        await ack()

    await connect(bolt)
    anna = slack.person("U0ANNA")
    assert (await anna.shortcut("new_todo")).ok
    await slack.until(lambda: anna.view)
    anna.fill(what="Milch", urgency="high", due=1_764_000_000)
    assert (await anna.submit()).ok
    assert got[0]["what"]["what"] == {"type": "plain_text_input", "value": "Milch"}
    assert got[0]["urgency"]["urgency"]["selected_option"]["value"] == "high"
    assert got[0]["due"]["due"] == {"type": "datetimepicker", "selected_date_time": 1_764_000_000}
    assert anna.view is None


async def test_the_client_refuses_what_slacks_client_refuses(
    slack: Practice, bolt: AsyncApp, connect: Connect
) -> None:
    @bolt.shortcut("new_todo")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=modal(field("what", max_length=5), field("urgency", type="static_select", options=OPTIONS)),
        )
        await ack()

    await connect(bolt)
    anna = slack.person("U0ANNA")
    await anna.shortcut("new_todo")
    with pytest.raises(ValueError, match="what is required; urgency is required"):
        await anna.submit()
    with pytest.raises(ValueError, match="at most 5"):
        anna.fill(what="zu lang")
    with pytest.raises(ValueError, match="not offered"):
        anna.fill(urgency="medium")
    with pytest.raises(KeyError, match="nowhere"):
        anna.fill(nowhere="x")
