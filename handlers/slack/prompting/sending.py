"""Brings prompts to their readers; they are noted as shown before, since Slack cannot tell whether it has them (ADR 23)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.people import language_of
from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.errors import NeedlessError, TryLaterError
from bot.ports import Clock, Sender, UnitOfWork
from bot.services.show_prompt import Shown, show_prompt, unshow_prompt
from handlers.holidays import holidays_of
from handlers.slack.conversations import Conversations
from handlers.slack.errors import UNREACHABLE, sending_error
from handlers.slack.links import permalink
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.prompts.prompt import prompt_about_mail, prompt_beside, prompt_later
from handlers.words import words_in


class PromptSender:
    """Fulfils the port `Sender`: prompts go their own way, everything else by that of `others`."""

    def __init__(
        self, client: AsyncWebClient, unit_of_work: UnitOfWork, clock: Clock, team_url: str, others: Sender
    ) -> None:
        self._client = client
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._team_url = team_url
        self._others = others
        self._conversations = Conversations(client)

    async def send(self, row: OutboxRow) -> Sent:
        """Bring the message to Slack; raise TryLaterError, PermanentError or NeedlessError."""
        if row.kind is not MessageKind.PROMPT:
            return await self._others.send(row)
        now = self._clock()
        shown = await show_prompt(self._unit_of_work, row.workspace, row.event, holidays_of, now)
        try:
            return await self._send(shown, _reader(shown, now))
        except UNREACHABLE as error:
            meant = sending_error(error)
            later = isinstance(meant, TryLaterError)
            if isinstance(meant, TryLaterError) and meant.unsure:
                raise NeedlessError("perhaps_shown") from error
            await unshow_prompt(self._unit_of_work, shown.prompt, again=later)
            raise meant if later else NeedlessError(str(meant)) from error

    async def _send(self, shown: Shown, reader: Reader) -> Sent:
        about, prompt = shown.prompt.about, shown.prompt
        if shown.beside:
            content = prompt_beside(prompt, shown.organisation, reader)
            answer = await self._client.chat_postEphemeral(
                channel=about.channel, user=about.author, thread_ts=about.thread_ts, **_said(content)
            )
            return Sent(about.channel, str(answer["message_ts"]))
        if about.by_mail:
            content = prompt_about_mail(prompt, shown.watch, shown.organisation, reader)
        else:
            link = permalink(self._team_url, about.channel, about.ts)
            content = prompt_later(prompt, shown.organisation, reader, link)
        channel = await self._conversations.direct(prompt.workspace, about.author)
        answer = await self._client.chat_postMessage(
            channel=channel, unfurl_links=False, mrkdwn=False, **_said(content)
        )
        return Sent(channel, str(answer["ts"]))


def _said(content: Content) -> dict[str, Any]:
    return {"text": content.text, "blocks": content.blocks}


def _reader(shown: Shown, now: datetime) -> Reader:
    settings, person = shown.organisation.workspace, shown.person
    zone = ZoneInfo((person and person.timezone) or settings.timezone)
    return Reader(words_in(language_of(person, settings.language)), zone, now, shown.prompt.about.author)
