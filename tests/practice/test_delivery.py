"""Payloads reach the bot over Socket Mode or signed HTTP, with Slack's patience and Slack's retries."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json


class Wire:
    """A bare Socket Mode connection: a bot that answers only when the test says so."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self) -> Json:
        return dict(await self.socket.receive_json(timeout=2))

    async def ack(self, envelope: Json, payload: Json | None = None) -> None:
        await self.socket.send_json(
            {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
        )


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def wire(slack: Practice, http: aiohttp.ClientSession) -> Wire:
    return await open_wire(slack, http)


async def open_wire(slack: Practice, http: aiohttp.ClientSession) -> Wire:
    client = AsyncWebClient(base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token=slack.app_token)
    return Wire(await http.ws_connect(opened["url"]))


async def test_a_socket_begins_with_hello_and_a_ticket_opens_once(
    slack: Practice, http: aiohttp.ClientSession
) -> None:
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    hello = await Wire(await http.ws_connect(opened["url"])).next()
    assert (hello["type"], hello["num_connections"], hello["connection_info"]["app_id"]) == (
        "hello",
        1,
        "A0PRACTICE",
    )
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(opened["url"])


async def test_each_payload_goes_to_one_of_the_connections(
    slack: Practice, http: aiohttp.ClientSession
) -> None:
    wires = [await open_wire(slack, http) for _ in range(2)]
    got: list[int] = []

    async def serve(number: int) -> None:
        await wires[number].next()
        while True:
            envelope = await wires[number].next()
            got.append(number)
            await wires[number].ack(envelope)

    servers = [asyncio.ensure_future(serve(number)) for number in range(2)]
    for _ in range(4):
        assert (await slack.person("U0ANNA").command("/todo Milch", channel="C0SALES")).ok
    for server in servers:
        server.cancel()
    assert sorted(got) == [0, 0, 1, 1]


async def test_the_eleventh_connection_is_sent_away(slack: Practice, http: aiohttp.ClientSession) -> None:
    wires = [await open_wire(slack, http) for _ in range(10)]
    for wire in wires:
        await wire.next()
    last = await open_wire(slack, http)
    assert await last.next() == {"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}}


async def test_an_envelope_carries_a_command_and_its_ack_an_answer(slack: Practice, wire: Wire) -> None:
    await wire.next()
    running = asyncio.ensure_future(slack.person("U0ANNA").command("/todo frag @ben", channel="C0SALES"))
    envelope = await wire.next()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert (
        envelope["payload"]["command"],
        envelope["payload"]["text"],
        envelope["payload"]["user_name"],
    ) == ("/todo", "frag <@U0BEN>", "anna")
    await wire.ack(envelope, {"text": "notiert"})
    ack = await running
    assert (ack.ok, ack.status, ack.body) == (True, 200, {"text": "notiert"})
    assert [(m["text"], m["is_ephemeral"]) for m in slack.person("U0ANNA").messages("C0SALES")] == [
        ("notiert", True)
    ]


async def test_a_command_that_is_not_answered_fails_in_slacks_words(slack: Practice, wire: Wire) -> None:
    slack.timing.ack = 0.02
    ack = await slack.person("U0ANNA").command("/todo Milch", channel="C0SALES")
    assert (ack.ok, ack.timed_out) == (False, True)
    assert slack.person("U0ANNA").errors == ["/todo failed because the app did not respond"]


async def test_without_a_connection_a_command_fails_at_once(slack: Practice) -> None:
    ack = await slack.person("U0ANNA").command("/todo Milch", channel="C0SALES")
    assert not ack.ok
    assert slack.person("U0ANNA").errors == ["/todo failed because the app did not respond"]


async def test_what_is_no_command_never_leaves_the_client(slack: Practice, wire: Wire) -> None:
    anna = slack.person("U0ANNA")
    assert not (await anna.command("/nope", channel="C0SALES")).ok
    assert not (await anna.command("/todo x", channel="C0SALES", thread_ts="1.2")).ok
    assert anna.errors == ["/nope is not a valid command.", "/todo is not supported in threads. Sorry!"]
    assert slack.deliveries == []


async def test_without_should_escape_text_arrives_as_typed(slack: Practice, wire: Wire) -> None:
    await wire.next()
    running = asyncio.ensure_future(slack.person("U0ANNA").command("/raw #it <b> & @ben", channel="C0SALES"))
    envelope = await wire.next()
    await wire.ack(envelope)
    await running
    assert envelope["payload"]["text"] == "#it <b> & @ben"


async def test_an_event_that_is_not_acknowledged_comes_again_and_again(slack: Practice, wire: Wire) -> None:
    slack.timing.ack = 0.02
    await wire.next()
    await slack.person("U0ANNA").say("C0SALES", "hört mich wer?")
    first, second = await wire.next(), await wire.next()
    assert (first["retry_attempt"], second["retry_attempt"], second["retry_reason"]) == (0, 1, "timeout")
    await slack.until(lambda: slack.deliveries[0].attempts == 2 and len(slack.deliveries[0].acks) == 2)
    await slack.clock.skip(60)
    third = await wire.next()
    await wire.ack(third)
    assert third["retry_attempt"] == 2
    assert first["payload"] == second["payload"] == third["payload"]
    await slack.until(lambda: slack.deliveries[0].acked)
    assert (slack.deliveries[0].attempts, slack.deliveries[0].given_up) == (3, False)


async def test_after_the_last_retry_slack_gives_up(slack: Practice, wire: Wire) -> None:
    slack.timing.ack = 0.01
    slack.timing.retries = (0.0, 0.0, 0.0)
    await slack.person("U0ANNA").say("C0SALES", "hört mich wer?")
    await slack.until(lambda: slack.deliveries[0].given_up)
    assert slack.deliveries[0].attempts == 4


async def test_events_wait_for_a_bot_that_is_away(slack: Practice, http: aiohttp.ClientSession) -> None:
    await slack.person("U0ANNA").say("C0SALES", "eins")
    await slack.person("U0ANNA").say("C0SALES", "zwei")
    wire = await open_wire(slack, http)
    await wire.next()
    got = [(await wire.next())["payload"]["event"]["text"] for _ in range(2)]
    assert got == ["eins", "zwei"]


async def test_a_socket_that_breaks_before_the_ack_is_no_answer(slack: Practice, wire: Wire) -> None:
    await wire.next()
    running = asyncio.ensure_future(slack.person("U0ANNA").command("/todo Milch", channel="C0SALES"))
    await wire.next()
    await wire.socket.close()
    ack = await running
    assert (ack.ok, ack.reason) == (False, "connection_failed")


async def test_a_refreshed_connection_is_made_anew(slack: Practice, bolt: AsyncApp, connect: Connect) -> None:
    @bolt.command("/todo")
    async def _(ack: Any) -> None:
        await ack("notiert")

    await connect(bolt)
    await slack.refresh()
    await slack.connected()
    assert (await slack.person("U0ANNA").command("/todo Milch", channel="C0SALES")).ok
    assert [call.method for call in slack.calls].count("apps.connections.open") >= 2


@pytest.fixture
async def request_url(bolt: AsyncApp) -> AsyncIterator[str]:
    """The unchanged bot behind an HTTP request URL; Bolt checks the signature."""
    runner = web.AppRunner(bolt.web_app("/slack/events"), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


async def test_over_http_commands_interactions_and_events_are_signed(
    slack: Practice, bolt: AsyncApp, request_url: str
) -> None:
    seen: list[str] = []

    @bolt.command("/todo")
    async def _(ack: Any, command: Json) -> None:
        seen.append(command["text"])
        await ack("notiert")

    @bolt.shortcut("new_todo")
    async def _(ack: Any, shortcut: Json) -> None:
        seen.append(shortcut["type"])
        await ack()

    @bolt.event("message")
    async def _(event: Json) -> None:
        seen.append(event["text"])

    slack.deliver_to(request_url)
    await slack.connected()
    anna = slack.person("U0ANNA")
    ack = await anna.command("/todo Käse & Brot", channel="C0SALES")
    assert (ack.ok, ack.status, ack.body) == (True, 200, "notiert")
    assert (await anna.shortcut("new_todo")).ok
    await anna.say("C0SALES", "hallo")
    assert seen == ["Käse & Brot".replace("&", "&amp;"), "shortcut", "hallo"]
    assert anna.messages("C0SALES")[0]["text"] == "notiert"


async def test_over_http_errors_are_retried_for_events_only(slack: Practice) -> None:
    got: list[tuple[str | None, str | None, bytes]] = []

    async def fail(request: web.Request) -> web.Response:
        got.append(
            (
                request.headers.get("X-Slack-Retry-Num"),
                request.headers.get("X-Slack-Retry-Reason"),
                await request.read(),
            )
        )
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/", fail)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.timing.retries = (0.0, 0.0)
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    await slack.person("U0ANNA").say("C0SALES", "hallo")
    await slack.until(lambda: slack.deliveries[0].given_up)
    assert [number for number, _, _ in got] == [None, "1", "2"]
    assert got[1][1] == "http_error"
    assert len({body for _, _, body in got}) == 1
    ack = await slack.person("U0ANNA").command("/todo x", channel="C0SALES")
    assert (ack.ok, ack.status, len(got)) == (False, 500, 4)
    assert slack.person("U0ANNA").errors == ['/todo failed with the error "dispatch_failed"']
    slack.deliver_to("http://127.0.0.1:9/")
    assert (await slack.person("U0ANNA").command("/todo x", channel="C0SALES")).reason == "connection_failed"
    await runner.cleanup()


async def test_a_payload_can_be_delivered_again_byte_for_byte(slack: Practice, wire: Wire) -> None:
    await wire.next()
    running = asyncio.ensure_future(slack.person("U0ANNA").command("/todo Milch", channel="C0SALES"))
    first = await wire.next()
    await wire.ack(first)
    await running
    again = asyncio.ensure_future(slack.redeliver())
    second = await wire.next()
    await wire.ack(second)
    assert (await again).ok
    assert json.dumps(second["payload"]) == json.dumps(first["payload"])
    assert (second["envelope_id"], second["retry_attempt"]) == (first["envelope_id"], 1)
    assert slack.deliveries[0].attempts == 2
