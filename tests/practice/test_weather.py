"""Bad weather between the bot and Slack, and the clock that skips ahead."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice, open_practice
from practice.changes import Changes
from practice.clock import Clock
from tests.practice.conftest import MANIFEST, Connect
from tests.practice.kit import Json


@pytest.fixture
def bare(slack: Practice) -> AsyncWebClient:
    """A client that does not try again."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


async def limited(client: AsyncWebClient, channel: str) -> str | None:
    """Post; return Retry-After if Slack wants us to wait."""
    try:
        await client.chat_postMessage(channel=channel, text="x")
    except SlackApiError as error:
        return str(error.response.headers["Retry-After"]) if error.response["error"] == "ratelimited" else "?"
    return None


async def test_in_calm_weather_nothing_is_limited(bare: AsyncWebClient) -> None:
    assert [await limited(bare, "C0ALLE") for _ in range(5)] == [None] * 5


async def test_rate_limited_one_message_a_second_and_channel(slack: Practice, bare: AsyncWebClient) -> None:
    slack.weather.rate_limited = True
    assert [await limited(bare, "C0ALLE") for _ in range(2)] == ["1", "1"]
    await slack.clock.skip(1)
    assert [await limited(bare, channel) for channel in ("C0ALLE", "C0ALLE", "C0IT")] == [None, "1", "1"]
    assert (await bare.auth_test())["ok"]
    slack.weather.calm()
    assert await limited(bare, "C0ALLE") is None
    assert [call.error for call in slack.calls if call.method == "chat.postMessage"].count("ratelimited") == 4


async def test_an_own_limit_lets_a_burst_through(slack: Practice, bare: AsyncWebClient) -> None:
    slack.limits.per_channel = (0.1, 2)
    assert [await limited(bare, "C0ALLE") for _ in range(3)] == [None, None, "10"]
    assert await limited(bare, "C0IT") is None


async def test_offline_nothing_comes_through_and_then_everything(
    slack: Practice, bolt: AsyncApp, connect: Connect, bare: AsyncWebClient
) -> None:
    heard: list[str] = []

    @bolt.event("message")
    async def _(event: Json) -> None:
        heard.append(event["text"])

    await connect(bolt)
    slack.weather.offline = True
    await slack.until(lambda: not slack.workspace.sockets.connections)
    with pytest.raises(aiohttp.ClientError):
        await bare.chat_postMessage(channel="C0ALLE", text="x")
    anna = slack.person("U0ANNA")
    await anna.say("C0SALES", "hört mich wer?")
    assert not (await anna.command("/todo x", channel="C0SALES")).ok
    slack.weather.offline = False
    await slack.until(lambda: heard)
    assert heard == ["hört mich wer?"]


async def test_a_reset_before_does_nothing_and_a_reset_after_has_done_it(
    slack: Practice, bare: AsyncWebClient
) -> None:
    slack.weather.reset_before = 1.0
    with pytest.raises(aiohttp.ClientError):
        await bare.chat_postMessage(channel="C0ALLE", text="nie")
    slack.weather.calm()
    slack.weather.reset_after = 1.0
    with pytest.raises(aiohttp.ClientError):
        await bare.chat_postMessage(channel="C0ALLE", text="doch")
    assert [m["text"] for m in slack.messages("C0ALLE")] == ["doch"]


async def test_errors_of_slack_itself(slack: Practice, bare: AsyncWebClient) -> None:
    slack.weather.error_500 = 1.0
    with pytest.raises(SlackApiError) as caught:
        await bare.chat_postMessage(channel="C0ALLE", text="x")
    assert caught.value.response.status_code == 500
    slack.weather.calm()
    slack.weather.error_429 = 1.0
    assert await limited(bare, "C0ALLE") == "1"
    assert [call.error for call in slack.calls] == ["500", "429"]
    assert slack.messages("C0ALLE") == []


async def test_slow_answers_come_late(slack: Practice, bare: AsyncWebClient) -> None:
    slack.weather.slow = 0.05
    before = asyncio.get_running_loop().time()
    await bare.auth_test()
    assert asyncio.get_running_loop().time() - before >= 0.05


async def test_chaos_can_be_repeated(slack: Practice, bare: AsyncWebClient) -> None:
    async def run() -> list[str | None]:
        slack.weather.error_429 = 0.5
        slack.weather.random.seed(7)
        return [await limited(bare, "C0ALLE") for _ in range(8)]

    first = await run()
    assert first == await run()
    assert set(first) == {None, "1"}


async def test_payloads_that_arrive_twice(slack: Practice, bolt: AsyncApp, connect: Connect) -> None:
    ids: list[str] = []

    @bolt.event("message")
    async def _(body: Json) -> None:
        ids.append(body["event_id"])

    await connect(bolt)
    slack.weather.redeliver = 1.0
    await slack.person("U0ANNA").say("C0SALES", "einmal")
    await slack.until(lambda: len(ids) == 2)
    assert ids[0] == ids[1]


async def get(slack: Practice, query: str = "") -> Json:
    async with aiohttp.ClientSession() as http, http.get(slack.clock_url + query) as answer:
        return dict(await answer.json())


async def test_followers_are_told_of_a_skip_before_it_ends(slack: Practice) -> None:
    before = await get(slack)
    told: list[Json] = []

    async def follow() -> None:
        told.append(await get(slack, f"?after={before['version']}"))

    following = asyncio.ensure_future(follow())
    await slack.until(lambda: slack.clock.followed)
    await slack.clock.skip(3600)
    await following
    assert (told[0]["offset"], told[0]["version"]) == (before["offset"] + 3600, before["version"] + 1)
    assert (await get(slack, f"?after={before['version']}"))["offset"] == 3600


@pytest.mark.parametrize(
    ("goal", "now", "then"),
    [
        ("hour", "2026-11-24 10:20", "2026-11-24 11:00"),
        ("next_morning", "2026-11-24 10:20", "2026-11-25 09:00"),
        ("next_morning", "2026-11-24 07:00", "2026-11-24 09:00"),
        ("next_monday", "2026-11-24 10:20", "2026-11-30 09:00"),
        ("next_monday", "2026-11-23 09:00", "2026-11-30 09:00"),
        ("next_monday", "2026-11-23 08:00", "2026-11-23 09:00"),
        ("next_morning", "2026-10-24 10:00", "2026-10-25 09:00"),
    ],
)
async def test_the_clock_skips_to_where_people_want_to_be(
    monkeypatch: pytest.MonkeyPatch, goal: str, now: str, then: str
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime.fromisoformat(now).replace(tzinfo=berlin)
    monkeypatch.setattr("practice.clock.time.time", start.timestamp)
    clock = Clock("Europe/Berlin", Changes())
    await clock.skip_to(goal)
    assert datetime.fromtimestamp(clock.now(), UTC) == datetime.fromisoformat(then).replace(tzinfo=berlin)


async def test_the_clock_only_goes_forward(slack: Practice) -> None:
    with pytest.raises(ValueError, match="never goes back"):
        await slack.clock.skip(-1)
    with pytest.raises(ValueError, match="next_monday"):
        await slack.clock.skip_to("yesterday")


async def test_new_messages_bear_the_skipped_time(slack: Practice) -> None:
    early = await slack.person("U0ANNA").say("C0SALES", "früh")
    await slack.clock.skip(86_400)
    late = await slack.person("U0ANNA").say("C0SALES", "spät")
    assert 86_400 <= float(late["ts"]) - float(early["ts"]) < 86_410


async def test_a_workspace_is_found_again_where_it_was_kept(tmp_path: Any) -> None:
    async with open_practice(MANIFEST, keep=tmp_path) as first:
        client = AsyncWebClient(token=first.bot_token, base_url=first.api_url)
        await client.chat_postMessage(channel="U0ANNA", text="hallo")
        await client.chat_postEphemeral(channel="C0SALES", user="U0ANNA", text="psst")
        said = await first.person("U0ANNA").say("C0SALES", "Milch")
        await first.person("U0ANNA").change(locale="en-US")
        await first.clock.skip(7200)
    async with open_practice(MANIFEST, keep=tmp_path) as again:
        anna = again.person("U0ANNA")
        assert ([m["text"] for m in anna.dm()], anna.locale) == (["hallo"], "en-US")
        assert [m["text"] for m in anna.messages("C0SALES")] == ["psst", "Milch"]
        assert again.clock.offset == 7200
        later = await anna.say("C0SALES", "Brot")
        assert later["ts"] > said["ts"]
        assert later["client_msg_id"] != said["client_msg_id"]


async def test_payloads_that_arrive_four_times_at_once(
    slack: Practice, bolt: AsyncApp, connect: Connect
) -> None:
    texts: list[str] = []
    all_there = asyncio.Event()

    @bolt.command("/todo")
    async def _(ack: Any, body: Json) -> None:
        texts.append(body["text"])
        if len(texts) == 4:
            all_there.set()
        await all_there.wait()
        await ack(f"{body['text']} is noted")

    await connect(bolt)
    slack.weather.copies = 4
    assert (await slack.person("U0ANNA").command("/todo milk", channel="C0SALES")).ok
    assert texts == ["milk"] * 4
    assert [ack.body for ack in slack.deliveries[-1].acks] == [{"text": "milk is noted"}] * 4
