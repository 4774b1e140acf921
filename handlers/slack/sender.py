"""Brings one message of the outbox to Slack: rendered from the present state, found again before it is sent twice."""

import asyncio
from dataclasses import replace
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.messages import MessageKind, to_person
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.errors import ClosedChannelError, NeedlessError, PermanentError, SendingError, TryLaterError
from handlers.slack.composing import Composer
from handlers.slack.conversations import Conversations
from handlers.slack.errors import GONE, THREAD_GONE, TOKEN, UNREACHABLE, error_name, sending_error
from handlers.slack.letters import Letter

log = structlog.get_logger(__name__)

EVENT_TYPE = "staffel_message"

_LOOKED_AT = (0.5, 1.0, 1.5, 2.0)
"""Seconds between attempts to show an uploaded picture: Slack looks at it first, most often for one second."""


class SlackSender:
    """Fulfils the port `Sender` with Slack's Web API."""

    def __init__(self, client: AsyncWebClient, composer: Composer) -> None:
        self._client = client
        self._composer = composer
        self._conversations = Conversations(client)
        self._token_refused = False

    async def send(self, row: OutboxRow) -> Sent:
        """Post the message, or update it where it stands; raise TryLaterError, PermanentError or NeedlessError."""
        letter = await self._composer.letter(row)
        try:
            sent = replace(await self._send(row, letter), live=letter.live)
        except UNREACHABLE as error:
            meant = _meaning(sending_error(error), row, letter)
            self._note(meant, row)
            raise meant from error
        self._token_refused = False
        return sent

    def _note(self, error: SendingError, row: OutboxRow) -> None:
        if isinstance(error, PermanentError):
            log.warning("message_refused", outbox_id=row.id, kind=row.kind, to=row.to, error=str(error))
        elif str(error) in TOKEN and not self._token_refused:
            self._token_refused = True  # once is enough: every message will say the same until it is mended
            log.error(
                "token_refused", error=str(error), mend="reinstall the app, and set SLACK_BOT_TOKEN anew"
            )

    async def _send(self, row: OutboxRow, letter: Letter) -> Sent:
        if row.channel and row.ts and (there := await self._updated(Sent(row.channel, row.ts), row, letter)):
            return there
        channel = row.to
        if to_person(row.to):
            channel = await self._conversations.direct(row.workspace, row.to)
        if row.unsure and (found := await self._conversations.find(channel, letter.thread_ts, row)):
            return await self._update(found, row, letter) if row.kind is MessageKind.CARD else found
        return await self._post(channel, row, letter)

    async def _post(self, channel: str, row: OutboxRow, letter: Letter) -> Sent:
        if letter.plainer is None:
            return await self._posted(channel, row, letter)
        for seconds in _LOOKED_AT:
            try:
                return await self._posted(channel, row, letter)
            except SlackApiError as error:
                if error_name(error) != "invalid_blocks":
                    raise
            await asyncio.sleep(seconds)
        log.warning("picture_not_shown", outbox_id=row.id)
        return await self._posted(channel, row, replace(letter, content=letter.plainer))

    async def _posted(self, channel: str, row: OutboxRow, letter: Letter) -> Sent:
        answer = await self._client.chat_postMessage(
            channel=channel,
            thread_ts=letter.thread_ts,
            reply_broadcast=letter.broadcast or None,
            **self._arguments(row, letter),
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


_IN_A_THREAD = frozenset({MessageKind.LINE, MessageKind.POKE})


def _meaning(error: SendingError, row: OutboxRow, letter: Letter) -> SendingError:
    if row.kind in _IN_A_THREAD and str(error) in THREAD_GONE:
        # The card above was deleted: it comes again if it is missed, and otherwise its thread has ended with it.
        return TryLaterError(str(error)) if letter.missed else NeedlessError(str(error))
    if row.kind is MessageKind.SOURCE_NOTE and isinstance(error, PermanentError):
        return NeedlessError(str(error))  # where the message stood we are guests; the card says it all
    if to_person(row.to) and isinstance(error, ClosedChannelError):
        return PermanentError(str(error))  # somebody's own conversation is theirs to mend
    return error
