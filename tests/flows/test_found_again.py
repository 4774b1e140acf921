"""A message that Slack may have already is looked for before it is sent again, however much was written since."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow, Sent
from handlers.manifest import manifest
from handlers.slack.conversations import Conversations
from handlers.slack.sender import EVENT_TYPE
from practice import Practice, open_practice

SINCE_THEN = 450
CHANNEL = "C0ALLE"
COMPANY = {
    "team": {"id": "T0", "name": "Hansen"},
    "people": [{"id": "U0ANNA", "real_name": "Anna", "locale": "de-DE"}],
    "channels": [{"id": CHANNEL, "name": "alle", "members": ["U0ANNA"]}],
}


@asynccontextmanager
async def slack() -> AsyncIterator[tuple[Practice, AsyncWebClient]]:
    async with open_practice(manifest(), company=COMPANY) as practice:
        yield practice, AsyncWebClient(practice.bot_token, practice.api_url)


async def post(client: AsyncWebClient, row: OutboxRow, thread_ts: str | None = None) -> Sent:
    payload = {"outbox_id": str(row.id), "handoff": "1"}
    metadata = {"event_type": EVENT_TYPE, "event_payload": payload}
    sent = await client.chat_postMessage(channel=CHANNEL, thread_ts=thread_ts, text="H-1", metadata=metadata)
    return Sent(CHANNEL, sent["ts"])


def a_row(row_id: int, created_at: datetime) -> OutboxRow:
    return OutboxRow(row_id, "T0", MessageKind.CARD, CHANNEL, 1, 1, 0, 1, 0, created_at, unsure=True)


@pytest.mark.parametrize("in_thread", [False, True], ids=["channel", "thread"])
async def test_a_message_is_found_below_all_that_was_written_since(*, in_thread: bool) -> None:
    row, other = a_row(1, datetime.now(UTC)), a_row(2, datetime.now(UTC))
    async with slack() as (practice, client):
        anna = practice.person("U0ANNA")
        thread = (await anna.say(CHANNEL, "Morning"))["ts"] if in_thread else None
        sent = await post(client, row, thread)
        for _ in range(SINCE_THEN):
            await anna.say(CHANNEL, "Lunch?", thread_ts=thread)
        conversations = Conversations(client)
        assert await conversations.find(CHANNEL, thread, row) == sent
        assert await conversations.find(CHANNEL, thread, other) is None


async def test_what_was_written_before_the_message_was_queued_is_not_searched() -> None:
    async with slack() as (practice, client):
        for _ in range(SINCE_THEN):
            await practice.person("U0ANNA").say(CHANNEL, "Lunch?")
        row = a_row(1, datetime.now(UTC) + timedelta(hours=1))
        assert await Conversations(client).find(CHANNEL, None, row) is None
        assert [call.method for call in practice.calls].count("conversations.history") == 1
