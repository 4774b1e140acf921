"""The Web API as a bot meets it through slack_sdk."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice, open_practice
from tests.practice.conftest import MANIFEST
from tests.practice.kit import Json, section


async def refused(call: Any) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await call
    return dict(caught.value.response.data)


async def test_a_token_says_who_it_is(client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["team_id"], me["user_id"], me["bot_id"]) == ("T0STAFFEL", "U0BOT", "B0PRACTICE")
    assert "chat:write" in me.headers["x-oauth-scopes"]


async def test_wrong_tokens_and_methods_are_refused_by_name(slack: Practice) -> None:
    assert (await refused(AsyncWebClient(token="xoxb-other", base_url=slack.api_url).auth_test()))[
        "error"
    ] == "invalid_auth"
    assert (await refused(AsyncWebClient(base_url=slack.api_url).auth_test()))["error"] == "not_authed"
    app = AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    assert (await refused(app.auth_test()))["error"] == "not_allowed_token_type"
    bot = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    assert (await refused(bot.api_call("chat.shout")))["error"] == "unknown_method"
    assert (await refused(bot.apps_connections_open(app_token=slack.bot_token)))[
        "error"
    ] == "not_allowed_token_type"


async def test_a_scope_that_the_manifest_lacks_is_named(slack: Practice) -> None:
    without = {**MANIFEST, "oauth_config": {"scopes": {"bot": ["commands"]}}}
    async with open_practice(without) as other:
        answer = await refused(
            AsyncWebClient(token=other.bot_token, base_url=other.api_url).chat_postMessage(
                channel="C0ALLE", text="x"
            )
        )
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "commands",
    )


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0ALLE"}, "no_text"),
        ({"channel": "C0ALLE", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0ALLE", "text": "x", "blocks": "nonsense"}, "invalid_blocks_format"),
        ({"channel": "C0ALLE", "text": "x", "thread_ts": "1.2"}, "thread_not_found"),
        ({"channel": "C0ALLE", "text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        (
            {
                "channel": "C0ALLE",
                "text": "x",
                "metadata": {"event_type": "x", "event_payload": {"a": "x" * 20_000}},
            },
            "metadata_too_large",
        ),
    ],
)
async def test_a_message_is_refused_by_slacks_name(client: AsyncWebClient, args: Json, error: str) -> None:
    assert (await refused(client.api_call("chat.postMessage", json=args)))["error"] == error


async def test_places_where_the_bot_may_not_write(slack: Practice, client: AsyncWebClient) -> None:
    await slack.people.open_channel("C0NEW", "neu")
    assert (await refused(client.chat_postMessage(channel="C0NEW", text="x")))["error"] == "not_in_channel"
    assert (await refused(client.conversations_history(channel="C0NEW")))["error"] == "not_in_channel"
    await slack.people.invite(slack.bot_user_id, "C0NEW")
    assert (await client.chat_postMessage(channel="C0NEW", text="x"))["ok"]
    await slack.people.archive("C0NEW", "U0SOFIA")
    assert (await refused(client.chat_postMessage(channel="C0NEW", text="x")))["error"] == "is_archived"
    await slack.people.open_channel("G0SECRET", "geheim", private=True)
    assert (await refused(client.conversations_info(channel="G0SECRET")))["error"] == "missing_scope"


async def test_a_message_changes_and_keeps_what_is_not_given(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(
        channel="C0ALLE",
        text="old",
        blocks=[section("old")],
        metadata={"event_type": "note", "event_payload": {"id": 7}},
    )
    await client.chat_update(channel="C0ALLE", ts=posted["ts"], text="new")
    plain = (await client.conversations_history(channel="C0ALLE"))["messages"][0]
    assert plain["text"] == "new"
    assert plain["blocks"][0]["text"]["text"] == "old"
    assert "metadata" not in plain
    full = (await client.conversations_history(channel="C0ALLE", include_all_metadata=True))["messages"][0]
    assert full["metadata"] == {"event_type": "note", "event_payload": {"id": 7}}
    await client.chat_update(channel="C0ALLE", ts=posted["ts"], text="new", blocks=[])
    assert "blocks" not in (await client.conversations_history(channel="C0ALLE"))["messages"][0]


async def test_only_its_own_messages_can_be_changed(slack: Practice, client: AsyncWebClient) -> None:
    theirs = await slack.person("U0ANNA").say("C0ALLE", "hi")
    assert (await refused(client.chat_update(channel="C0ALLE", ts=theirs["ts"], text="x")))[
        "error"
    ] == "cant_update_message"
    assert (await refused(client.chat_delete(channel="C0ALLE", ts=theirs["ts"])))[
        "error"
    ] == "cant_delete_message"
    assert (await refused(client.chat_update(channel="C0ALLE", ts="1.2", text="x")))[
        "error"
    ] == "message_not_found"


async def test_ephemeral_messages_are_seen_by_one_and_found_by_nobody(
    slack: Practice, client: AsyncWebClient
) -> None:
    whispered = await client.chat_postEphemeral(channel="C0SALES", user="U0ANNA", text="psst")
    assert (
        slack.person("U0ANNA").messages("C0SALES")[0] | {"text": "psst", "is_ephemeral": True}
        == slack.person("U0ANNA").messages("C0SALES")[0]
    )
    assert slack.person("U0BEN").messages("C0SALES") == []
    assert (await client.conversations_history(channel="C0SALES"))["messages"] == []
    assert (await refused(client.chat_update(channel="C0SALES", ts=whispered["message_ts"], text="x")))[
        "error"
    ] == "message_not_found"
    assert (await refused(client.chat_postEphemeral(channel="C0SALES", user="U0TOM", text="x")))[
        "error"
    ] == "user_not_in_channel"


async def test_a_person_as_channel_means_their_direct_conversation(
    slack: Practice, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="U0ANNA", text="hallo")
    opened = await client.conversations_open(users="U0ANNA")
    assert opened["channel"]["id"] == posted["channel"]
    assert opened["already_open"] is True
    assert [m["text"] for m in slack.person("U0ANNA").dm()] == ["hallo"]
    assert (await client.conversations_info(channel=posted["channel"]))["channel"]["user"] == "U0ANNA"


async def test_listings_come_in_pages(client: AsyncWebClient) -> None:
    first = await client.users_list()
    assert len(first["members"]) == 5
    seen = [member["id"] async for part in await client.users_list(limit=4) for member in part["members"]]
    assert len(seen) == len(set(seen)) == 14
    assert {"U0ANNA", "U0BOT", "USLACKBOT"} <= set(seen)
    channels = [
        c["name"]
        async for part in await client.conversations_list(types="public_channel")
        for c in part["channels"]
    ]
    assert len(channels) == 7
    members = [
        user
        async for part in await client.conversations_members(channel="C0ALLE")
        for user in part["members"]
    ]
    assert len(members) == 13
    assert (await refused(client.users_list(cursor="nonsense")))["error"] == "invalid_cursor"


async def test_history_and_threads_come_in_pages(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel="C0ALLE", text=str(i)))["ts"] for i in range(7)]
    for i in range(6):
        await client.chat_postMessage(channel="C0ALLE", text=f"re {i}", thread_ts=stamps[0])
    history = [
        m["text"]
        async for part in await client.conversations_history(channel="C0ALLE", limit=3)
        for m in part["messages"]
    ]
    assert history == list("6543210")
    thread = [
        m["text"]
        async for part in await client.conversations_replies(channel="C0ALLE", ts=stamps[0])
        for m in part["messages"]
    ]
    assert thread == ["0", *(f"re {i}" for i in range(6))]
    since = await client.conversations_history(channel="C0ALLE", oldest=stamps[3], latest=stamps[5])
    assert [m["text"] for m in since["messages"]] == ["4"]
    since = await client.conversations_history(
        channel="C0ALLE", oldest=stamps[3], latest=stamps[5], inclusive=True
    )
    assert [m["text"] for m in since["messages"]] == ["5", "4", "3"]


async def test_people_and_groups(slack: Practice, client: AsyncWebClient) -> None:
    user = (await client.users_info(user="U0BEN", include_locale=True))["user"]
    assert (user["locale"], user["tz"], user["profile"]["title"]) == ("en-US", "Europe/London", "Sales")
    assert "locale" not in (await client.users_info(user="U0BEN"))["user"]
    assert (await client.users_lookupByEmail(email=user["profile"]["email"]))["user"]["id"] == "U0BEN"
    assert (await refused(client.users_lookupByEmail(email="nobody@x.example")))["error"] == "users_not_found"
    assert (await refused(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"
    groups = (await client.usergroups_list(include_users=True))["usergroups"]
    assert [(g["handle"], g["users"]) for g in groups] == [("buchhaltung", ["U0CEM", "U0DORA"])]
    assert (await client.usergroups_users_list(usergroup="S0ACC"))["users"] == ["U0CEM", "U0DORA"]
    assert (await client.team_info())["team"]["name"] == "Hansen & Töchter"
    assert (await client.bots_info(bot="B0PRACTICE"))["bot"]["user_id"] == "U0BOT"


async def test_do_not_disturb(slack: Practice, client: AsyncWebClient) -> None:
    assert (await client.dnd_info(user="U0ANNA"))["dnd_enabled"] is False
    await slack.person("U0ANNA").do_not_disturb(1_764_000_000, 1_764_030_000)
    assert (await client.dnd_info(user="U0ANNA"))["next_dnd_start_ts"] == 1_764_000_000
    team = (await client.dnd_teamInfo(users=["U0ANNA", "U0BEN"]))["users"]
    assert [team[user]["dnd_enabled"] for user in ("U0ANNA", "U0BEN")] == [True, False]


async def test_a_file_is_uploaded_and_seen(slack: Practice, client: AsyncWebClient) -> None:
    await client.files_upload_v2(
        channel="C0ALLE",
        filename="week.png",
        title="Week",
        content=b"\x89PNG",
        initial_comment="Look",
        alt_txt="A picture",
    )
    message = slack.person("U0ANNA").messages("C0ALLE")[0]
    file = message["files"][0]
    assert (message["text"], file["title"], file["mimetype"], file["size"]) == (
        "Look",
        "Week",
        "image/png",
        4,
    )
    async with aiohttp.ClientSession() as http, http.get(file["url_private"]) as shown:
        assert await shown.read() == b"\x89PNG"
    assert (
        await refused(
            client.files_completeUploadExternal(files=[{"id": "F0NONE", "title": "x"}], channel_id="C0ALLE")
        )
    )["error"] == "file_not_found"


async def test_permalinks_and_reactions(slack: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0ALLE", text="x")
    link = (await client.chat_getPermalink(channel="C0ALLE", message_ts=posted["ts"]))["permalink"]
    assert link == f"{slack.page_url}archives/C0ALLE/p{posted['ts'].replace('.', '')}"
    await client.reactions_add(channel="C0ALLE", timestamp=posted["ts"], name="eyes")
    assert (await refused(client.reactions_add(channel="C0ALLE", timestamp=posted["ts"], name="eyes")))[
        "error"
    ] == "already_reacted"
    assert slack.person("U0ANNA").messages("C0ALLE")[0]["reactions"] == [
        {"name": "eyes", "users": ["U0BOT"], "count": 1}
    ]


async def test_every_call_is_written_down(slack: Practice, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0ALLE", text="x")
    await refused(client.chat_postMessage(channel="C0NOWHERE", text="x"))
    seen = [(call.method, call.args["channel"], call.ok, call.error, call.token_kind) for call in slack.calls]
    assert seen == [
        ("chat.postMessage", "C0ALLE", True, None, "bot"),
        ("chat.postMessage", "C0NOWHERE", False, "channel_not_found", "bot"),
    ]


async def test_a_deleted_message_with_replies_leaves_its_place(
    slack: Practice, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="C0ALLE", text="start")
    reply = await client.chat_postMessage(channel="C0ALLE", text="re", thread_ts=parent["ts"])
    seen = slack.person("U0ANNA").messages("C0ALLE")
    assert [(m["text"], m["reply_count"], m["reply_users"]) for m in seen] == [("start", 1, ["U0BOT"])]
    await client.chat_delete(channel="C0ALLE", ts=parent["ts"])
    assert slack.person("U0ANNA").messages("C0ALLE")[0]["subtype"] == "tombstone"
    await client.chat_delete(channel="C0ALLE", ts=reply["ts"])
    assert [m["text"] for m in slack.person("U0ANNA").messages("C0ALLE", parent["ts"])] == [
        "This message was deleted."
    ]


async def test_a_picture_stands_between_the_blocks_of_one_message(
    slack: Practice, client: AsyncWebClient
) -> None:
    uploaded = await client.files_upload_v2(filename="week.png", content=b"\x89PNG", alt_txt="A picture")
    picture = {"type": "image", "alt_text": "A picture", "slack_file": {"id": uploaded["file"]["id"]}}
    await client.chat_postMessage(channel="C0ALLE", text="x", blocks=[{"type": "divider"}, picture])
    (message,) = slack.person("U0ANNA").messages("C0ALLE")
    assert message["blocks"][1]["slack_file"] == picture["slack_file"]
    assert "files" not in message


@pytest.mark.parametrize(("filename", "seconds"), [("week.png", 5.0), ("week.csv", 0.0)])
async def test_a_file_that_is_still_looked_at_or_no_picture_is_not_shown(
    slack: Practice, client: AsyncWebClient, filename: str, seconds: float
) -> None:
    slack.timing.file = seconds
    uploaded = await client.files_upload_v2(filename=filename, content=b"x")
    picture = {"type": "image", "alt_text": "A picture", "slack_file": {"id": uploaded["file"]["id"]}}
    told = await refused(client.chat_postMessage(channel="C0ALLE", text="x", blocks=[picture]))
    assert told["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    await slack.clock.skip(6)
    if filename.endswith(".png"):
        await client.chat_postMessage(channel="C0ALLE", text="x", blocks=[picture])
