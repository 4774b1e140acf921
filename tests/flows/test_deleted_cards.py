"""Somebody deletes a card of Staffel's."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from practice import talk
from practice.delivery import Delivery
from tests.flows.office import Json, Office, read


@pytest.fixture
async def card(office: Office) -> Json:
    """The card of Ben's offer, which Priya has accepted; a line in its thread says that Staffel knows where it is."""
    card = await office.offer(office.ben, "logistics", "Pallet for Smith")
    await office.priya.click(card, "accept_handoff")
    await office.reply(office.priya, "C0LOG", card["ts"], "@U0PRIYA has accepted")
    return await office.seen(office.priya, "C0LOG", "Accountable: @U0PRIYA")


async def test_it_is_posted_again_with_its_buttons_and_its_thread(office: Office, card: Json) -> None:
    await delete(office, card)
    again = await office.seen(office.priya, "C0LOG", "Accountable: @U0PRIYA")
    assert again["ts"] != card["ts"]
    await finish(office, again)
    await office.reply(office.lars, "C0LOG", again["ts"], "@U0PRIYA is done", "Sent today")
    assert [one["ts"] for one in cards(office)] == [again["ts"]]


async def test_it_is_posted_once_though_slack_tells_it_twice(office: Office, card: Json) -> None:
    told = await delete(office, card)
    again = await office.seen(office.priya, "C0LOG", "Accountable: @U0PRIYA")
    assert (await office.slack.redeliver(told)).ok
    await finish(office, again)
    await office.reply(office.lars, "C0LOG", again["ts"], "@U0PRIYA is done")
    assert [one["ts"] for one in cards(office)] == [again["ts"]]


async def test_a_deletion_that_nobody_told_shows_at_the_next_change(office: Office, card: Json) -> None:
    forget(office, card)
    # Priya's screen is older than the deletion: she clicks on what is not there any more.
    copy = talk.bot_message(office.slack.workspace, text=card["text"], blocks=card["blocks"])
    talk.whisper(office.slack.workspace, "U0PRIYA", "C0LOG", copy)
    await finish(office, copy)
    again = await office.seen(office.lars, "C0LOG", "With @U0BEN")
    await office.reply(office.lars, "C0LOG", again["ts"], "@U0PRIYA is done")


async def test_the_card_of_an_ended_handoff_stays_deleted(office: Office, card: Json) -> None:
    ben = office.ben
    await ben.click(await office.told(ben, "You have offered"), "withdraw_handoff")
    await office.form(ben, "withdraw_handoff")
    await ben.submit()
    await office.reply(office.priya, "C0LOG", card["ts"], "withdrawn")
    await delete(office, card)
    await office.offer(ben, "logistics", "Another pallet")
    assert ["Another pallet" in read(one) for one in cards(office)] == [True]


async def delete(office: Office, card: Json) -> Delivery:
    """Delete the card as an admin would, and wait until Staffel has been told."""
    client = AsyncWebClient(office.slack.bot_token, office.slack.api_url)
    await client.chat_delete(channel="C0LOG", ts=card["ts"])
    return await office.slack.until(lambda: last_told(office))


def last_told(office: Office) -> Delivery | None:
    told = [one for one in office.slack.deliveries if "deleted" in str(one.payload.get("event"))]
    return told[-1] if told and told[-1].acked else None


def forget(office: Office, card: Json) -> None:
    """Let the card and its thread disappear without a word."""
    stored = office.slack.workspace.messages.by_channel["C0LOG"]
    stored[:] = [one for one in stored if card["ts"] not in {one["ts"], one.get("thread_ts")}]


async def finish(office: Office, card: Json) -> None:
    await office.priya.click(card, "finish_handoff")
    await office.form(office.priya, "finish_handoff")
    office.priya.fill(result="Sent today")
    await office.priya.submit()


def cards(office: Office) -> list[Json]:
    return [one for one in office.lars.messages("C0LOG") if one["user"] == office.slack.bot_user_id]
