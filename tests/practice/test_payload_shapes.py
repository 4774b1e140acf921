"""What we send has the fields and types that Slack's own recordings have (tests/data/slack)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json, actions, button, field, home, modal, options

SHAPES = Path(__file__).parents[1] / "data" / "slack" / "payloads"
# Too varied for one example each: Block Kit has its own rules, state and files depend on what stands there.
FREE = {"blocks", "state", "files", "metadata"}
# The recordings are older than these fields, which Slack's documentation has.
NEWER = {"/response_urls", "/event/event_ts"}


def differences(sent: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Yield what we send that Slack does not, or in another type; null stands for "none of it"."""
    if isinstance(sent, dict) and isinstance(shape, dict):
        for name in sent.keys() - FREE:
            yield from _field(sent[name], name, shape, f"{path}/{name}")
    elif isinstance(sent, list) and isinstance(shape, list):
        for index, value in enumerate(sent):
            yield from differences(value, shape[0], f"{path}/{index}")
    elif sent is not None and type(sent) is not type(shape):
        yield f"{path} is {type(sent).__name__}, Slack's {type(shape).__name__}"


def _field(sent: Any, name: str, shape: Json, path: str) -> Iterator[str]:
    if name in shape:
        yield from differences(sent, shape[name], path)
    elif path not in NEWER:
        yield f"{path} is not Slack's"


def shape_of(name: str) -> Json:
    return dict(json.loads((SHAPES / f"{name}Payload.json").read_text("utf-8")))


EVENTS = ["token", "team_id", "api_app_id", "event", "type", "event_id", "event_time", "authorizations"]
INTERACTIONS = ["type", "team", "user", "api_app_id", "token", "is_enterprise_install", "enterprise"]
# What a bot relies on has to be there, not only be right where it is there.
NEEDED: dict[str, list[str]] = {
    "SlashCommand": [
        "token",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "user_id",
        "user_name",
        "command",
        "text",
        "api_app_id",
        "response_url",
        "trigger_id",
        "is_enterprise_install",
    ],
    "BlockAction": [
        *INTERACTIONS,
        "container",
        "trigger_id",
        "actions",
        "channel",
        "message",
        "response_url",
        "state",
    ],
    "MessageShortcut": [
        "type",
        "callback_id",
        "trigger_id",
        "message_ts",
        "response_url",
        "message",
        "team",
        "user",
        "channel",
        "token",
        "action_ts",
    ],
    "ViewSubmission": [*INTERACTIONS, "trigger_id", "view"],
    "ViewClosed": [*INTERACTIONS, "view", "is_cleared"],
    **dict.fromkeys(
        [
            "Message",
            "MessageChanged",
            "MessageDeleted",
            "AppMention",
            "AppHomeOpened",
            "TeamJoin",
            "UserChange",
            "MemberJoinedChannel",
            "MemberLeftChannel",
            "SubteamUpdated",
            "SubteamMembersChanged",
        ],
        EVENTS,
    ),
    **dict.fromkeys(["ChannelArchive", "ChannelRename", "DndUpdatedUser"], EVENTS),
}


@pytest.fixture
async def sent(slack: Practice, bolt: AsyncApp, connect: Connect, client: AsyncWebClient) -> dict[str, Json]:
    """One payload of each kind, by the name of its recording."""

    @bolt.middleware
    async def _(body: Json, ack: Any) -> Any:
        if body.get("event", {}).get("type") == "app_home_opened":
            await client.views_publish(user_id=body["event"]["user"], view=home())
        return await ack()

    await connect(bolt)
    await act(slack, client)
    return {name: d.payload for d in slack.deliveries if (name := recording(d.payload))}


async def act(slack: Practice, client: AsyncWebClient) -> None:
    anna = slack.person("U0ANNA")
    said = await anna.say("C0SALES", "hallo")
    await anna.say("C0SALES", "<@U0BOT> hallo", thread_ts=said["ts"])
    await anna.edit("C0SALES", said["ts"], "hallo!")
    await anna.message_shortcut("message_todo", "C0SALES", said["ts"])
    await anna.delete("C0SALES", said["ts"])
    await anna.command("/todo x", channel="C0SALES")
    await client.chat_postMessage(
        channel="C0SALES",
        text="x",
        blocks=[actions(button("b"), {"type": "static_select", "action_id": "s", "options": options("a")})],
    )
    await anna.click(anna.messages("C0SALES")[-1], "s", "a")
    trigger = slack.workspace.triggers.new(anna.id)
    await client.views_open(
        trigger_id=trigger, view=modal(field("what", optional=True), notify_on_close=True, callback_id="x")
    )
    await anna.submit()
    await client.views_open(
        trigger_id=slack.workspace.triggers.new(anna.id), view=modal(notify_on_close=True)
    )
    await anna.close()
    await anna.open_home()
    await anna.open_home()
    await administrate(slack)


async def administrate(slack: Practice) -> None:
    anna = slack.person("U0ANNA")
    await anna.change(title="Chefin")
    await anna.do_not_disturb(1_764_000_000, 1_764_030_000)
    await anna.join("C0IT")
    await anna.leave("C0IT")
    await slack.people.hire("U0NINA", "Nina Neu")
    await slack.people.set_group("S0ACC", ["U0NINA"])
    await slack.people.rename("C0IT", "technik")
    await slack.people.archive("C0IT", "U0SOFIA")


def recording(payload: Json) -> str | None:
    if "command" in payload:
        return "SlashCommand"
    event = payload.get("event", {})
    kind = event.get("subtype") or event.get("type") or payload["type"]
    names = {"message_action": "MessageShortcut", "block_actions": "BlockAction"}
    return names.get(kind) or "".join(word.capitalize() for word in kind.split("_"))


async def test_payloads_have_slacks_fields_and_types(sent: dict[str, Json]) -> None:
    assert sorted(sent) == sorted(NEEDED)
    assert {name: list(differences(sent[name], shape_of(name))) for name in NEEDED} == {
        name: [] for name in NEEDED
    }


async def test_payloads_have_what_a_bot_relies_on(sent: dict[str, Json]) -> None:
    missing = {
        name: [field for field in fields if field not in sent[name]] for name, fields in NEEDED.items()
    }
    assert missing == {name: [] for name in NEEDED}
