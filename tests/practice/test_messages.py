"""What persons write reaches the bot as Slack's events, and what the bot writes reaches persons."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json


@pytest.fixture
async def heard(bolt: AsyncApp, connect: Connect) -> list[Json]:
    """All events that the bot gets, its own messages included."""
    events: list[Json] = []

    @bolt.middleware
    async def _(body: Json, next: Any) -> None:  # noqa: A002 -- Bolt's name
        if body.get("type") == "event_callback":
            events.append(body["event"])
        await next()

    async def ignore() -> None:
        pass

    for name in (
        "message",
        "app_mention",
        "user_change",
        "team_join",
        "member_joined_channel",
        "member_left_channel",
        "subteam_updated",
    ):
        bolt.event(name)(ignore)
    for name in ("subteam_members_changed", "channel_archive", "channel_rename", "dnd_updated_user"):
        bolt.event(name)(ignore)
    await connect(bolt)
    return events


async def test_a_message_its_change_and_its_end(slack: Practice, heard: list[Json]) -> None:
    anna = slack.person("U0ANNA")
    said = await anna.say("C0SALES", "Gutschrift <fehlt> & eilt")
    await anna.edit("C0SALES", said["ts"], "Gutschrift da")
    await anna.delete("C0SALES", said["ts"])
    new, changed, deleted = heard
    assert (new["text"], new["channel_type"], new.get("subtype")) == (
        "Gutschrift &lt;fehlt&gt; &amp; eilt",
        "channel",
        None,
    )
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "Gutschrift da",
        new["text"],
    )
    assert changed["message"]["edited"]["user"] == "U0ANNA"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said["ts"])
    assert anna.messages("C0SALES") == []


async def test_names_become_mentions_and_the_bot_hears_its_own(slack: Practice, heard: list[Json]) -> None:
    await slack.person("U0ANNA").say("C0SALES", "@todo frag @dora oder @buchhaltung in #it, nicht @niemand")
    message, mention = heard
    assert (
        message["text"]
        == "<@U0BOT> frag <@U0DORA> oder <!subteam^S0ACC|@buchhaltung> in <#C0IT|it>, nicht @niemand"
    )
    assert (mention["type"], mention["text"], mention["channel"]) == (
        "app_mention",
        message["text"],
        "C0SALES",
    )
    kinds = [part["type"] for part in message["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["user", "text", "user", "text", "usergroup", "text", "channel", "text"]


async def test_ready_markup_stays(slack: Practice, heard: list[Json]) -> None:
    await slack.person("U0ANNA").say("C0SALES", "<@U0BEN> siehe <https://example.com>")
    assert heard[0]["text"] == "<@U0BEN> siehe <https://example.com>"


async def test_direct_messages_and_threads(slack: Practice, heard: list[Json]) -> None:
    anna = slack.person("U0ANNA")
    said = await anna.say(slack.bot_user_id, "hallo")
    await anna.say(slack.bot_user_id, "noch was", thread_ts=said["ts"])
    assert [(event["channel_type"], event.get("thread_ts")) for event in heard] == [
        ("im", None),
        ("im", said["ts"]),
    ]
    assert [m["text"] for m in anna.dm()] == ["hallo"]
    assert [m["text"] for m in anna.messages(slack.bot_user_id, said["ts"])] == ["hallo", "noch was"]


async def test_the_bot_hears_itself_but_bolt_passes_over_it(
    slack: Practice, heard: list[Json], client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ALLE", text="<@U0BOT> spricht")
    await slack.until(lambda: [d for d in slack.deliveries if d.echo and d.acked])
    event = slack.deliveries[0].payload["event"]
    assert (event["bot_id"], event["text"], heard) == ("B0PRACTICE", "<@U0BOT> spricht", [])


async def test_where_the_bot_is_not_it_hears_nothing(slack: Practice, heard: list[Json]) -> None:
    anna = slack.person("U0ANNA")
    await anna.say("U0BEN", "unter uns")
    await slack.people.remove(slack.bot_user_id, "C0SALES")
    await anna.say("C0SALES", "ohne Bot")
    assert [event["type"] for event in heard] == ["member_left_channel"]
    assert [m["text"] for m in slack.person("U0BEN").messages("U0ANNA")] == ["unter uns"]


async def test_only_members_write_into_a_channel(slack: Practice, heard: list[Json]) -> None:
    anna = slack.person("U0ANNA")
    with pytest.raises(PermissionError, match="U0ANNA is not in #it"):
        await anna.say("C0IT", "hallo")
    await anna.join("C0IT")
    await anna.say("C0IT", "hallo")
    assert [event["type"] for event in heard] == ["member_joined_channel", "message"]


async def test_changes_of_people_and_groups_are_told(slack: Practice, heard: list[Json]) -> None:
    await slack.person("U0ANNA").change(locale="en-GB", status_text="Urlaub", status_emoji=":palm_tree:")
    await slack.people.hire("U0NINA", "Nina Neu", locale="de-DE")
    await slack.people.set_group("S0ACC", ["U0DORA", "U0NINA"])
    await slack.people.rename("C0IT", "technik")
    await slack.people.archive("C0IT", "U0SOFIA")
    changed, joined, members, group, renamed, archived = heard
    assert (changed["user"]["locale"], changed["user"]["profile"]["status_text"]) == ("en-GB", "Urlaub")
    assert slack.person("U0ANNA").locale == "en-GB"
    assert (joined["type"], joined["user"]["real_name"]) == ("team_join", "Nina Neu")
    assert (members["added_users"], members["removed_users"]) == (["U0NINA"], ["U0CEM"])
    assert group["subteam"]["users"] == ["U0DORA", "U0NINA"]
    assert (renamed["channel"]["name"], archived["channel"]) == ("technik", "C0IT")


async def test_a_mail_arrives_as_slackbots_file(slack: Practice, heard: list[Json]) -> None:
    await slack.people.mail("C0SERVICE", "Reklamation", "Die Ware fehlt.", sender="kunde@example.com")
    event = heard[0]
    assert (event["subtype"], event["user"], event["text"]) == ("file_share", "USLACKBOT", "")
    mail = event["files"][0]
    assert (mail["filetype"], mail["subject"], mail["plain_text"], mail["from"][0]["address"]) == (
        "email",
        "Reklamation",
        "Die Ware fehlt.",
        "kunde@example.com",
    )


async def test_waiting_in_vain_says_what_was_seen_instead(slack: Practice, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0ALLE", text="etwas anderes")
    with pytest.raises(TimeoutError, match="etwas anderes"):
        await slack.until(lambda: False, timeout=0.01)
