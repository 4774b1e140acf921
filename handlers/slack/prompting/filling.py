"""The form of a handoff, filled in from the message that a prompt was about."""

from bot.domain.limits import limit
from bot.domain.matter.handoff import Source
from bot.domain.prompting.prompts import Prompt
from bot.domain.text import shorten
from bot.errors import RefusedError
from handlers.slack.answers import refuse
from handlers.slack.commands import filled_in
from handlers.slack.edge import Caller, Edge
from handlers.slack.links import permalink
from handlers.slack.opening import show_opening
from handlers.slack.originals import message_at, text_of
from handlers.slack.values import Typed


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
    about = prompt.about
    message = await message_at(edge, about.channel, about.ts, about.thread_ts)
    if message is None:
        return {}
    return filled_in(shorten(await text_of(edge, caller, message), limit("details")))
