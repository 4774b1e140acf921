"""The form of a handoff, filled in from the message that a prompt was about."""

import asyncio

from bot.domain.limits import limit
from bot.domain.matter.handoff import Source
from bot.domain.prompting.prompts import Prompt
from bot.domain.text import shorten
from bot.errors import RefusedError
from handlers.mail.reply import own_text
from handlers.slack.answers import refuse
from handlers.slack.commands import filled_in
from handlers.slack.edge import Body, Caller, Edge
from handlers.slack.errors import UNREACHABLE
from handlers.slack.links import permalink
from handlers.slack.opening import show_opening
from handlers.slack.prompting.heard import shared_mail
from handlers.slack.render.unmarked import mentioned, unmarked
from handlers.slack.values import Typed

_PATIENCE = 1.5
"""Seconds to wait for the message: the form has to stand three seconds after the click, filled in or not."""


async def open_filled_in(edge: Edge, caller: Caller, prompt: Prompt) -> None:
    """Show the form with department, words and origin; without the words if Slack does not give them in time."""
    about = prompt.about
    by_mail = about.by_mail
    values = await (_of_mail(edge, prompt) if by_mail else _of_message(edge, caller, prompt))
    if about.department:
        values["department"] = about.department
    source = (
        None
        if by_mail
        else Source(about.channel, about.ts, permalink(edge.team_url, about.channel, about.ts))
    )
    watched = prompt.id if by_mail else None
    try:
        await show_opening(edge, caller, values, source, answer_to=caller.response_url or "", watched=watched)
    except RefusedError as refusal:
        await refuse(edge, caller, refusal)


async def _of_mail(edge: Edge, prompt: Prompt) -> Typed:
    async with edge.unit_of_work.read() as work:
        watch = await work.watches.get(prompt.workspace, prompt.id)
    return filled_in((watch and watch.subject) or "")


async def _of_message(edge: Edge, caller: Caller, prompt: Prompt) -> Typed:
    message = await _message(edge, prompt)
    return await _values(edge, caller, message) if message else {}


async def _message(edge: Edge, prompt: Prompt) -> Body | None:
    about = prompt.about
    try:
        async with asyncio.timeout(_PATIENCE):
            # Of a message outside of threads too: it is its own.
            answer = await edge.client.conversations_replies(
                channel=about.channel,
                ts=about.thread_ts or about.ts,
                oldest=about.ts,
                latest=about.ts,
                inclusive=True,
            )
    except UNREACHABLE:
        return None
    return next((one for one in answer["messages"] if one["ts"] == about.ts), None)


async def _values(edge: Edge, caller: Caller, message: Body) -> Typed:
    text = message.get("text") or ""
    async with edge.unit_of_work.read() as work:
        names = await work.people.names(caller.workspace, mentioned(text))
    parts = [unmarked(text, names)]
    if mail := shared_mail(message):
        parts += [mail.get("subject") or "", own_text(mail.get("plain_text") or "")]
    return filled_in(shorten("\n".join(filter(None, parts)), limit("details")))
