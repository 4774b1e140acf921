"""Buttons and menus in messages, shortcuts on messages, response URLs and the home tab."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json, actions, button, home, options, section

CARD = [
    section("Milch kaufen", block_id="text"),
    actions(
        button("done", "7"),
        {"type": "overflow", "action_id": "more", "options": options("later", "never")},
        block_id="buttons",
    ),
]


@pytest.fixture
async def clicked(bolt: AsyncApp, connect: Connect) -> list[Json]:
    """All interactions that the bot gets; it acknowledges each."""
    bodies: list[Json] = []

    async def note(ack: Any, body: Json) -> None:
        if body.get("type") != "event_callback":
            bodies.append(body)
        await ack()

    for action in ("done", "more", "pick"):
        bolt.action(action)(note)
    bolt.shortcut("message_todo")(note)
    bolt.command("/todo")(note)
    bolt.event("message")(note)
    await connect(bolt)
    return bodies


async def test_a_button_in_a_message(slack: Practice, clicked: list[Json], client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0ALLE", text="Milch", blocks=CARD)
    dora = slack.person("U0DORA")
    assert (await dora.click(dora.messages("C0ALLE")[0], "done")).ok
    body = clicked[0]
    assert body["user"] == {"id": "U0DORA", "username": "dora", "name": "dora", "team_id": "T0STAFFEL"}
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "C0ALLE",
        "is_ephemeral": False,
    }
    assert (body["channel"], body["message"]["ts"]) == ({"id": "C0ALLE", "name": "alle"}, posted["ts"])
    action = body["actions"][0]
    assert (action["type"], action["block_id"], action["value"], action["text"]["text"]) == (
        "button",
        "buttons",
        "7",
        "Click",
    )


async def test_a_menu_behind_three_dots(slack: Practice, clicked: list[Json], client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0ALLE", text="Milch", blocks=CARD)
    dora = slack.person("U0DORA")
    await dora.click(dora.messages("C0ALLE")[0], "more", "never")
    assert clicked[0]["actions"][0]["selected_option"]["value"] == "never"
    with pytest.raises(ValueError, match="not offered"):
        await dora.click(dora.messages("C0ALLE")[0], "more", "sometimes")
    with pytest.raises(KeyError, match="only"):
        await dora.click(dora.messages("C0ALLE")[0], "gone")


async def test_one_of_several_equal_buttons_is_told_by_its_value(
    slack: Practice, clicked: list[Json], client: AsyncWebClient
) -> None:
    await client.chat_postMessage(
        channel="C0ALLE", text="x", blocks=[actions(button("done", "1")), actions(button("done", "2"))]
    )
    dora = slack.person("U0DORA")
    await dora.click(dora.messages("C0ALLE")[0], "done", "2")
    assert clicked[0]["actions"][0]["value"] == "2"


async def test_a_choice_in_a_message_stands_in_the_state(
    slack: Practice, clicked: list[Json], client: AsyncWebClient
) -> None:
    await client.chat_postMessage(
        channel="C0ALLE",
        text="x",
        blocks=[
            actions(
                {"type": "static_select", "action_id": "pick", "options": options("a", "b")}, block_id="b"
            )
        ],
    )
    dora = slack.person("U0DORA")
    await dora.click(dora.messages("C0ALLE")[0], "pick", "b")
    assert clicked[0]["state"]["values"]["b"]["pick"]["selected_option"]["value"] == "b"


async def test_a_stale_screen_still_has_its_buttons(
    slack: Practice, clicked: list[Json], client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C0ALLE", text="Milch", blocks=CARD)
    dora = slack.person("U0DORA")
    before = dora.messages("C0ALLE")[0]
    await client.chat_update(channel="C0ALLE", ts=posted["ts"], text="erledigt", blocks=[section("erledigt")])
    assert (await dora.click(before, "done")).ok
    assert clicked[0]["message"]["text"] == "erledigt"
    await client.chat_delete(channel="C0ALLE", ts=posted["ts"])
    with pytest.raises(LookupError, match="is gone"):
        await dora.click(before, "done")


async def test_a_button_in_an_ephemeral_message_comes_without_the_message(
    slack: Practice, clicked: list[Json], client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C0ALLE", user="U0DORA", text="Milch", blocks=CARD)
    dora = slack.person("U0DORA")
    await dora.click(dora.messages("C0ALLE")[0], "done")
    assert clicked[0]["container"]["is_ephemeral"] is True
    assert "message" not in clicked[0]
    answer = AsyncWebhookClient(clicked[0]["response_url"])
    await answer.send(replace_original=True, text="erledigt")
    assert [(m["text"], "blocks" in m) for m in dora.messages("C0ALLE")] == [("erledigt", False)]
    await answer.send(delete_original=True)
    assert dora.messages("C0ALLE") == []


async def test_a_shortcut_on_a_message(slack: Practice, clicked: list[Json]) -> None:
    ben = slack.person("U0BEN")
    said = await slack.person("U0ANNA").say("C0SALES", "Bitte Milch")
    assert (await ben.message_shortcut("message_todo", "C0SALES", said["ts"])).ok
    body = clicked[0]
    assert (body["type"], body["callback_id"], body["message_ts"], body["message"]["text"]) == (
        "message_action",
        "message_todo",
        said["ts"],
        "Bitte Milch",
    )


async def test_a_response_url_answers_five_times_in_half_an_hour(
    slack: Practice, clicked: list[Json]
) -> None:
    anna = slack.person("U0ANNA")
    await anna.command("/todo Milch", channel="C0SALES")
    answer = AsyncWebhookClient(clicked[0]["response_url"])
    assert (await answer.send(text="nur du")).status_code == 200
    await answer.send(text="alle", response_type="in_channel")
    assert [m["text"] for m in anna.messages("C0SALES")] == ["nur du", "alle"]
    assert [m["text"] for m in slack.person("U0BEN").messages("C0SALES")] == ["alle"]
    refused = await answer.send(blocks=[{"type": "heatmap"}])
    assert (refused.status_code, "invalid_blocks" in refused.body) == (400, True)
    for _ in range(2):
        await answer.send(text="x")
    assert (await answer.send(text="x")).status_code == 404
    await anna.command("/todo Brot", channel="C0SALES")
    await slack.clock.skip(1801)
    late = await AsyncWebhookClient(clicked[1]["response_url"]).send(text="zu spät")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def test_the_home_tab(
    slack: Practice, bolt: AsyncApp, connect: Connect, client: AsyncWebClient
) -> None:
    opened: list[Json] = []

    @bolt.event("app_home_opened")
    async def _(event: Json) -> None:
        opened.append(event)
        await client.views_publish(user_id=event["user"], view=home(section(f"Mal {len(opened)}")))

    await connect(bolt)
    anna = slack.person("U0ANNA")
    first = await anna.open_home()
    assert first is not None
    assert (opened[0]["tab"], "view" in opened[0]) == ("home", False)
    second = await anna.open_home()
    assert second is not None
    assert (second["id"], second["blocks"][0]["text"]["text"]) == (first["id"], "Mal 2")
    assert opened[1]["view"]["hash"] == first["hash"] != second["hash"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id="U0ANNA", view=home(), hash=first["hash"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.views_publish(user_id="U0NOBODY", view=home())


async def test_a_command_answers_in_its_acknowledgement(
    slack: Practice, bolt: AsyncApp, connect: Connect
) -> None:
    @bolt.command("/todo")
    async def _(ack: Any, command: Json) -> None:
        if command["text"] == "bad":
            await ack(blocks=[{"type": "heatmap"}])
        else:
            await ack(response_type="in_channel", blocks=[section("für alle")], text="für alle")

    await connect(bolt)
    anna = slack.person("U0ANNA")
    await anna.command("/todo x", channel="C0SALES")
    assert slack.person("U0BEN").messages("C0SALES")[0]["blocks"][0]["text"]["text"] == "für alle"
    await anna.command("/todo bad", channel="C0SALES")
    assert anna.errors == ['/todo failed with the error "invalid_blocks"']
