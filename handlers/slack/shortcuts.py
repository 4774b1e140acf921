"""Shortcuts: a new handoff from anywhere, or from a message."""

from bot.domain.limits import limit
from bot.domain.matter.handoff import Source
from bot.domain.text import shorten
from handlers.slack.commands import filled_in
from handlers.slack.edge import Body, Caller, Edge
from handlers.slack.links import permalink
from handlers.slack.opening import show_opening
from handlers.slack.originals import text_of
from handlers.slack.prompting.heard import authors_of


async def new_handoff(edge: Edge, caller: Caller, _: Body) -> None:
    """Open the form empty."""
    await show_opening(edge, caller)


async def handoff_message(edge: Edge, caller: Caller, body: Body) -> None:
    """Open the form filled in from the message, which it will link to."""
    message = body["message"]
    plain = await text_of(edge, caller, message)
    channel, ts = body["channel"]["id"], message["ts"]
    source = Source(channel, ts, permalink(edge.team_url, channel, ts))
    values = filled_in(shorten(plain, limit("details")))
    await show_opening(edge, caller, values, source, authors=authors_of(message))


SHORTCUTS = {"new_handoff": new_handoff, "handoff_message": handoff_message}
