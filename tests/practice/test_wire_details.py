"""Details that bots trip over."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json, actions, button, home, section


async def test_two_clicks_at_the_same_moment_both_arrive(
    slack: Practice, bolt: AsyncApp, connect: Connect, client: AsyncWebClient
) -> None:
    triggers: list[str] = []

    @bolt.action("done")
    async def _(ack: Any, body: Json) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await connect(bolt)
    await client.chat_postMessage(channel="C0ACC", text="x", blocks=[actions(button("done"))])
    people = [slack.person("U0CEM"), slack.person("U0DORA")]
    card = people[0].messages("C0ACC")[0]
    acks = await asyncio.gather(*(person.click(card, "done") for person in people))
    assert [ack.ok for ack in acks] == [True, True]
    assert len(set(triggers)) == 2


async def test_a_redelivered_click_has_the_same_trigger(
    slack: Practice, bolt: AsyncApp, connect: Connect, client: AsyncWebClient
) -> None:
    seen: list[tuple[str, Any]] = []

    @bolt.action("done")
    async def _(ack: Any, body: Json, request: Any) -> None:
        seen.append((body["trigger_id"], request.headers.get("x-slack-retry-num")))
        await ack()

    await connect(bolt)
    await client.chat_postMessage(channel="C0ACC", text="x", blocks=[actions(button("done"))])
    await slack.person("U0CEM").click(slack.person("U0CEM").messages("C0ACC")[0], "done")
    assert (await slack.redeliver()).ok
    assert seen == [(seen[0][0], None), (seen[0][0], ["1"])]


async def test_blocks_and_elements_without_ids_get_some(slack: Practice, client: AsyncWebClient) -> None:
    nameless = {name: value for name, value in button("x").items() if name != "action_id"}
    await client.chat_postMessage(channel="C0ACC", text="x", blocks=[section(), actions(nameless)])
    blocks = slack.person("U0CEM").messages("C0ACC")[0]["blocks"]
    assert all(block["block_id"] for block in blocks)
    assert blocks[1]["elements"][0]["action_id"]
    await client.views_publish(user_id="U0CEM", view=home(actions(nameless)))
    view = slack.person("U0CEM").home
    assert view is not None
    assert view["blocks"][0]["elements"][0]["action_id"]


async def test_what_was_seen_does_not_change_under_the_reader(
    slack: Practice, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C0ACC", text="alt")
    before = slack.person("U0CEM").messages("C0ACC")
    await client.chat_update(channel="C0ACC", ts=posted["ts"], text="neu")
    assert before[0]["text"] == "alt"


async def test_forms_and_json_are_read_alike(slack: Practice, client: AsyncWebClient) -> None:
    await client.api_call(
        "chat.postMessage",
        params={"channel": "C0ACC", "text": "als Formular", "blocks": '[{"type":"divider"}]'},
    )
    await client.api_call(
        "chat.postMessage", json={"channel": "C0ACC", "text": "als JSON", "blocks": [{"type": "divider"}]}
    )
    seen = slack.person("U0CEM").messages("C0ACC")
    assert [(m["text"], m["blocks"][0]["type"]) for m in seen] == [
        ("als Formular", "divider"),
        ("als JSON", "divider"),
    ]


async def test_a_reply_to_everybody_stands_in_the_channel_too(
    slack: Practice, client: AsyncWebClient
) -> None:
    top = await client.chat_postMessage(channel="C0ACC", text="oben")
    await client.chat_postMessage(channel="C0ACC", text="still", thread_ts=top["ts"])
    await client.chat_postMessage(channel="C0ACC", text="laut", thread_ts=top["ts"], reply_broadcast=True)
    cem = slack.person("U0CEM")
    assert [m["text"] for m in cem.messages("C0ACC")] == ["oben", "laut"]
    assert [m["text"] for m in cem.messages("C0ACC", top["ts"])] == ["oben", "still", "laut"]


async def test_private_channels_and_several_people(slack: Practice, client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users=["U0ANNA", "U0BEN"], return_im=True)
    assert opened["channel"]["is_mpim"] is True
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.conversations_open(users=["U0NOBODY"])
    with pytest.raises(SlackApiError, match="invalid_types"):
        await client.conversations_list(types="secret")
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_list(types="public_channel,private_channel")
    assert caught.value.response["needed"] == "groups:read"
