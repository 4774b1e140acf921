"""The message that a handoff is made from: asked of Slack, since nothing of it was kept, and read as people saw it."""

import asyncio

from handlers.mail.reply import own_text
from handlers.slack.edge import Body, Caller, Edge
from handlers.slack.errors import UNREACHABLE
from handlers.slack.prompting.heard import shared_mail
from handlers.slack.render.unmarked import mentioned, unmarked

_PATIENCE = 1.5
"""Seconds to wait for it: a form has to stand three seconds after the click, filled in or not."""


async def message_at(
    edge: Edge, channel: str, ts: str, thread_ts: str | None = None, *, patience: float = _PATIENCE
) -> Body | None:
    """Return the message; None if Slack does not give it within `patience` seconds, or there is none."""
    try:
        async with asyncio.timeout(patience):
            # Of a message outside of threads too: it is its own.
            answer = await edge.client.conversations_replies(
                channel=channel, ts=thread_ts or ts, oldest=ts, latest=ts, inclusive=True
            )
    except UNREACHABLE:
        return None
    return next((one for one in answer["messages"] if one["ts"] == ts), None)


async def text_of(edge: Edge, caller: Caller, message: Body) -> str:
    """Return what the message says, with the mail that was shared in it, without the mails that this one answers."""
    written = message.get("text") or ""
    async with edge.unit_of_work.read() as work:
        names = await work.people.names(caller.workspace, mentioned(written))
    parts = [unmarked(written, names)]
    if mail := shared_mail(message):
        parts += [mail.get("subject") or "", own_text(mail.get("plain_text") or "")]
    return "\n".join(filter(None, parts)).strip()
