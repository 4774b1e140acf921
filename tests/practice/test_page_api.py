"""What the page asks for and what it may do, over HTTP."""

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json, actions, button, field, home, modal, options, section


class Page:
    """A browser without a browser: asks, acts and listens for one person."""

    def __init__(self, slack: Practice, http: aiohttp.ClientSession, me: str) -> None:
        self._slack = slack
        self._http = http
        self._me = me

    async def get(self, what: str, **query: str) -> Json:
        async with self._http.get(
            f"{self._slack.page_url}practice/{what}", params={"as": self._me, **query}
        ) as answer:
            return dict(await answer.json())

    async def do(self, act: str, **order: Any) -> Json:
        async with self._http.post(
            f"{self._slack.page_url}practice/do", json={"as": self._me, "act": act, **order}
        ) as answer:
            return dict(await answer.json())

    async def listen(self) -> aiohttp.ClientWebSocketResponse:
        return await self._http.ws_connect(f"{self._slack.page_url}practice/stream?as={self._me}")


async def hear(stream: aiohttp.ClientWebSocketResponse, kind: str) -> Json:
    """Return the next news of a kind."""
    while True:
        news: Json = await stream.receive_json(timeout=2)
        if news["type"] == kind:
            return news


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def page(slack: Practice, http: aiohttp.ClientSession) -> Page:
    return Page(slack, http, "U0ANNA")


@pytest.fixture
async def bot(slack: Practice, bolt: AsyncApp, connect: Connect) -> list[Json]:
    """A bot that opens a form for /todo, refuses the word "nein", and remembers what it was told."""
    told: list[Json] = []

    @bolt.command("/todo")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        form = modal(
            field("what"),
            field("urgency", dispatch=True, type="static_select", options=options("high", "low")),
            actions(button("go", "7"), block_id="b"),
        )
        await client.views_open(trigger_id=body["trigger_id"], view=form)
        await ack()

    @bolt.view("todo")
    async def _(ack: Any, view: Json) -> None:
        told.append(view)
        refused = view["state"]["values"]["what"]["what"]["value"] == "nein"
        await ack(**({"response_action": "errors", "errors": {"what": "doch"}} if refused else {}))

    @bolt.event("app_home_opened")
    async def _(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=home(section("daheim")))

    @bolt.event("member_joined_channel")
    @bolt.event("message")
    async def _() -> None:
        pass

    @bolt.action(re.compile("urgency|go"))
    async def _(ack: Any, body: Json) -> None:
        told.append(body)
        await ack()

    @bolt.options("who")
    async def _(ack: Any) -> None:
        await ack(options=options("mueller"))

    await connect(bolt)
    return told


async def test_the_first_sight(slack: Practice, page: Page, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="U0ANNA", text="hallo")
    await client.chat_postMessage(channel="C0SALES", text="an alle")
    seen = await page.get("snapshot")
    assert (seen["team"], seen["me"], seen["bot"]) == (
        {"id": "T0STAFFEL", "name": "Hansen & Töchter"},
        "U0ANNA",
        {"id": "U0BOT", "name": "todo"},
    )
    anna = seen["people"][0]
    assert (anna["name"], anna["real_name"], anna["title"], anna["locale"], anna["tz"]) == (
        "anna",
        "Anna Albrecht",
        "Leiterin Vertrieb",
        "de-DE",
        "Europe/Berlin",
    )
    channels = {channel["id"]: channel for channel in seen["channels"]}
    assert (
        channels["C0SALES"]["unread"],
        channels["C0SALES"]["is_member"],
        channels["C0IT"]["is_member"],
    ) == (1, True, False)
    assert [(dm["user"], dm["unread"]) for dm in seen["dms"]] == [("U0BOT", 1)]
    assert [command["command"] for command in seen["commands"]] == ["/todo", "/raw"]
    assert [shortcut["type"] for shortcut in seen["shortcuts"]] == ["global", "message"]
    assert (seen["views"], seen["home"], seen["connected"], seen["weather"]["offline"]) == (
        [],
        None,
        False,
        False,
    )


async def test_who_comes_without_a_name_is_the_first(slack: Practice, http: aiohttp.ClientSession) -> None:
    assert (await Page(slack, http, "").get("snapshot"))["me"] == "U0ANNA"
    async with http.get(f"{slack.page_url}practice/snapshot?as=U0NOBODY") as answer:
        assert answer.status == 404


async def test_messages_are_said_changed_read_and_taken_back(
    slack: Practice, page: Page, bot: list[Json], client: AsyncWebClient
) -> None:
    stream = await page.listen()
    said = await page.do("say", channel="C0SALES", text="Milch & Brot")
    assert (said["ok"], (await hear(stream, "message"))["message"]["text"]) == (True, "Milch &amp; Brot")
    ts = said["message"]["ts"]
    assert (await page.do("edit", channel="C0SALES", ts=ts, text="Milch"))["ok"]
    assert (await hear(stream, "message_changed"))["message"]["text"] == "Milch"
    assert (await page.do("say", channel="C0SALES", text="ja", thread_ts=ts))["ok"]
    assert (await hear(stream, "message_changed"))["message"]["reply_count"] == 1
    assert [m["text"] for m in (await page.get("messages", channel="C0SALES", thread=ts))["messages"]] == [
        "Milch",
        "ja",
    ]
    posted = await client.chat_postMessage(channel="C0SALES", text="noch was")
    while (await hear(stream, "unread"))["count"] != 1:
        pass
    assert (await page.do("read", channel="C0SALES", ts=posted["ts"]))["ok"]
    assert (await hear(stream, "unread"))["count"] == 0
    assert (await page.do("delete", channel="C0SALES", ts=ts))["ok"]
    assert (await page.do("edit", channel="C0SALES", ts=posted["ts"], text="x"))["error"].startswith(
        "U0ANNA wrote no message"
    )
    assert (await page.do("say", channel="C0IT", text="x"))["error"].startswith("U0ANNA is not in #it")
    assert (await page.do("join", channel="C0IT"))["ok"]


async def test_a_form_from_command_to_submission(slack: Practice, page: Page, bot: list[Json]) -> None:
    stream = await page.listen()
    done = await page.do("command", channel="C0SALES", text="/todo")
    assert done["ok"]
    assert isinstance(done["ack_ms"], int)
    view = (await hear(stream, "views"))["views"][-1]
    values: dict[str, Json] = {"what": {"what": "nein"}, "urgency": {"urgency": None}}
    click = {"container": {"type": "view", "view_id": view["id"]}, "values": values}
    assert (await page.do("click", **click, block_id="urgency", action_id="urgency", selected="low"))["ok"]
    assert bot[-1]["actions"][0]["selected_option"]["value"] == "low"
    assert (await page.do("click", **click, block_id="b", action_id="go", value="7"))["ok"]
    assert bot[-1]["view"]["state"]["values"]["what"]["what"]["value"] == "nein"
    values["urgency"]["urgency"] = "high"
    refused = await page.do("submit", view_id=view["id"], values=values)
    assert (refused["ok"], refused["errors"]) == (False, {"what": "doch"})
    values["what"]["what"] = "Milch"
    assert (await page.do("submit", view_id=view["id"], values=values))["ok"]
    assert bot[-1]["state"]["values"]["urgency"]["urgency"]["selected_option"]["value"] == "high"
    assert (await hear(stream, "views"))["views"] == []
    assert (await page.do("submit", view_id=view["id"], values={}))["error"] == "view_not_found"


async def test_what_slacks_client_refuses_is_told(page: Page, bot: list[Json]) -> None:
    await page.do("command", channel="C0SALES", text="/todo")
    view = (await page.get("snapshot"))["views"][0]
    refused = await page.do("submit", view_id=view["id"], values={})
    assert (refused["ok"], refused["error"]) == (False, "what is required; urgency is required")
    assert (await page.do("close", view_id=view["id"]))["ok"]
    assert (await page.do("close", view_id=view["id"]))["ok"] is False
    assert (await page.do("dance"))["error"] == "unknown_act"
    assert (await page.do("message_shortcut", callback_id="message_todo", channel="C0SALES", ts="1.2"))[
        "ok"
    ] is False


async def test_buttons_in_threads_and_typed_fields_in_messages(
    page: Page, bot: list[Json], client: AsyncWebClient
) -> None:
    top = await client.chat_postMessage(channel="C0SALES", text="x")
    blocks = [actions(button("go"), block_id="b"), field("note"), field("who", type="external_select")]
    reply = await client.chat_postMessage(channel="C0SALES", text="y", thread_ts=top["ts"], blocks=blocks)
    container = {"type": "message", "channel": "C0SALES", "ts": reply["ts"]}
    found = await page.do("suggest", container=container, block_id="who", action_id="who", query="mü")
    assert found["options"][0]["value"] == "mueller"
    values = {"note": {"note": "eilt"}, "who": {"who": "mueller"}}
    assert (
        await page.do("click", container=container, block_id="b", action_id="go", value="1", values=values)
    )["ok"]
    state = bot[-1]["state"]["values"]
    assert (state["note"]["note"]["value"], state["who"]["who"]["selected_option"]["value"]) == (
        "eilt",
        "mueller",
    )


async def test_home_direct_messages_and_slacks_own_words(
    slack: Practice, page: Page, bot: list[Json]
) -> None:
    stream = await page.listen()
    assert (await page.do("open_home"))["ok"]
    assert (await hear(stream, "home"))["view"]["blocks"][0]["text"]["text"] == "daheim"
    opened = await page.do("open_dm", user="U0BEN")
    assert (await page.do("say", channel=opened["channel"], text="unter uns"))["ok"]
    await hear(stream, "channel")
    await page.do("command", channel="C0SALES", text="/nope")
    assert (await hear(stream, "notice"))["text"] == "/nope is not a valid command."
    assert (await page.do("open_dm", user="U0NOBODY"))["error"] == "user_not_found"


async def test_weather_and_clock_from_the_page(slack: Practice, page: Page, bot: list[Json]) -> None:
    stream = await page.listen()
    assert (await page.do("weather", slow=0.5))["weather"] == {
        "slow": 0.5,
        "rate_limited": False,
        "offline": False,
    }
    assert (await hear(stream, "weather"))["slow"] == 0.5
    assert (await page.do("skip", seconds=60))["ok"]
    assert (await hear(stream, "clock"))["offset"] == 60
    assert (await page.do("skip", to="next_monday"))["ok"]
    await page.do("weather", offline=True)
    assert (await hear(stream, "connected"))["value"] is False


async def test_whispers_are_heard_by_one(
    slack: Practice, page: Page, http: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    mine, theirs = await page.listen(), await Page(slack, http, "U0BEN").listen()
    await client.chat_postEphemeral(channel="C0SALES", user="U0ANNA", text="psst")
    await client.chat_postMessage(channel="C0SALES", text="laut")
    assert (await hear(mine, "ephemeral"))["message"]["text"] == "psst"
    assert (await theirs.receive_json(timeout=2))["type"] == "message"


async def test_assets_and_permalinks(slack: Practice, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{slack.page_url}page/..%2Fserver.py") as answer:
        assert answer.status == 404
    async with http.get(
        f"{slack.page_url}archives/C0SALES/p1764000000000100?thread_ts=1764000000.000001",
        allow_redirects=False,
    ) as answer:
        assert answer.headers["Location"] == "/#channel=C0SALES&thread=1764000000.000001&ts=1764000000.000100"
