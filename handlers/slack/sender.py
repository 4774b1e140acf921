"""Brings one message of the outbox to Slack: rendered from the present state, found again before it is sent twice."""

from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.messages import MessageKind
from bot.domain.outbox import OutboxRow, Sent
from bot.errors import NeedlessError, SendingError, TryLaterError
from bot.ports import Clock, UnitOfWork
from handlers.slack.contents import Letter, compose
from handlers.slack.conversations import Conversations
from handlers.slack.errors import GONE, THREAD_GONE, UNREACHABLE, error_name, sending_error

EVENT_TYPE = "staffel_message"


class SlackSender:
    """Fulfils the port `Sender` with Slack's Web API."""

    def __init__(self, client: AsyncWebClient, unit_of_work: UnitOfWork, clock: Clock, team_url: str) -> None:
        self._client = client
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._team_url = team_url
        self._conversations = Conversations(client)

    async def send(self, row: OutboxRow) -> Sent:
        """Post the message, or update it where it stands; raise TryLaterError, PermanentError or NeedlessError."""
        letter = await compose(self._unit_of_work, row, self._clock(), self._team_url)
        try:
            return replace(await self._send(row, letter), live=letter.live)
        except UNREACHABLE as error:
            raise _meaning(sending_error(error), row, letter) from error

    async def _send(self, row: OutboxRow, letter: Letter) -> Sent:
        if row.channel and row.ts and (there := await self._updated(Sent(row.channel, row.ts), row, letter)):
            return there
        channel = row.to
        if row.kind is MessageKind.DIRECT:
            channel = await self._conversations.direct(row.workspace, row.to)
        if row.unsure and (found := await self._conversations.find(channel, letter.thread_ts, row.id)):
            return await self._update(found, row, letter) if row.kind is MessageKind.CARD else found
        return await self._post(channel, row, letter)

    async def _post(self, channel: str, row: OutboxRow, letter: Letter) -> Sent:
        answer = await self._client.chat_postMessage(
            channel=channel, thread_ts=letter.thread_ts, **self._arguments(row, letter)
        )
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def _updated(self, where: Sent, row: OutboxRow, letter: Letter) -> Sent | None:
        """Return where the updated card stands; None if somebody deleted it and it is missed."""
        try:
            return await self._update(where, row, letter)
        except SlackApiError as error:
            if error_name(error) not in GONE:
                raise
            return None if letter.missed else where

    async def _update(self, where: Sent, row: OutboxRow, letter: Letter) -> Sent:
        await self._client.chat_update(channel=where.channel, ts=where.ts, **self._arguments(row, letter))
        return where

    def _arguments(self, row: OutboxRow, letter: Letter) -> dict[str, Any]:
        return {
            "text": letter.content.text,
            "blocks": letter.content.blocks,
            "metadata": {
                "event_type": EVENT_TYPE,
                "event_payload": {"outbox_id": str(row.id), "handoff": str(row.number)},
            },
            "unfurl_links": False,
            "unfurl_media": False,
            "mrkdwn": False,
        }


def _meaning(error: SendingError, row: OutboxRow, letter: Letter) -> SendingError:
    if row.kind is MessageKind.LINE and str(error) in THREAD_GONE:
        # The card above was deleted: it comes again if it is missed, and otherwise its thread has ended with it.
        return TryLaterError(str(error)) if letter.missed else NeedlessError(str(error))
    return error
