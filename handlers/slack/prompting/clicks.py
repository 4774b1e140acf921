"""What the author of a message answers to the prompt about it."""

from dataclasses import replace

from bot.domain.prompting.prompts import Outcome
from bot.services.answer_prompt import answer_prompt, see_prompt
from bot.services.prefer import prefer
from bot.services.see_preferences import see_preferences
from handlers.slack.answers import tell
from handlers.slack.commands import settings_now
from handlers.slack.edge import Caller, Edge, known_now, reader_of
from handlers.slack.links import permalink
from handlers.slack.metadata import well_formed
from handlers.slack.prompting.filling import open_filled_in
from handlers.slack.render.prompts.prompt import (
    answered_prompt,
    muted,
    prompt_about_mail,
    prompt_beside,
    prompt_later,
    unmuted,
)
from handlers.slack.render.prompts.settings import FROM_SETTINGS


async def click_make(edge: Edge, caller: Caller, value: str) -> None:
    """Open the form, filled in from the message, which Slack is asked for: nothing of it was kept."""
    prompt = await see_prompt(edge.unit_of_work, caller.request(edge), _number(value))
    if prompt.outcome is Outcome.TURNED:
        tell(edge, caller, answered_prompt(prompt, await reader_of(edge, caller)), replace=True)
    else:
        edge.tasks.start(open_filled_in(edge, caller, prompt))


async def click_accepted(edge: Edge, caller: Caller, value: str) -> None:
    """Take in that somebody has it."""
    await _answer(edge, caller, value, Outcome.ACCEPTED)


async def click_dismiss(edge: Edge, caller: Caller, value: str) -> None:
    """Take in that the message is no handoff."""
    await _answer(edge, caller, value, Outcome.DISMISSED)


async def click_undo(edge: Edge, caller: Caller, value: str) -> None:
    """Take an answer back: the prompt stands there again."""
    request = caller.request(edge)
    prompt = await answer_prompt(edge.unit_of_work, request, _number(value), Outcome.UNANSWERED)
    if prompt is None:
        return
    known = await known_now(edge, caller)
    reader = known.reader(request.now, caller.user)
    async with edge.unit_of_work.read() as work:
        watch = await work.watches.get(prompt.workspace, prompt.id)
    if prompt.outcome is Outcome.TURNED:
        content = answered_prompt(prompt, reader)
    elif prompt.about.by_mail:
        content = prompt_about_mail(prompt, watch, known.organisation, reader)
    elif caller.whispered:
        content = prompt_beside(prompt, known.organisation, reader)
    else:
        link = permalink(edge.team_url, prompt.about.channel, prompt.about.ts)
        content = prompt_later(prompt, known.organisation, reader, link)
    tell(edge, caller, content, replace=True)


async def click_mute(edge: Edge, caller: Caller, value: str) -> None:
    """Ask the caller about none of their messages any more."""
    if await _prefer(edge, caller, prompts=False):
        content = muted(await reader_of(edge, caller))
        tell(
            edge,
            caller,
            await settings_now(edge, caller) if value == FROM_SETTINGS else content,
            replace=True,
        )


async def click_unmute(edge: Edge, caller: Caller, value: str) -> None:
    """Ask the caller again."""
    if await _prefer(edge, caller, prompts=True):
        content = unmuted(await reader_of(edge, caller))
        tell(
            edge,
            caller,
            await settings_now(edge, caller) if value == FROM_SETTINGS else content,
            replace=True,
        )


async def _answer(edge: Edge, caller: Caller, value: str, outcome: Outcome) -> None:
    if prompt := await answer_prompt(edge.unit_of_work, caller.request(edge), _number(value), outcome):
        edge.wake()
        tell(edge, caller, answered_prompt(prompt, await reader_of(edge, caller)), replace=True)


async def _prefer(edge: Edge, caller: Caller, *, prompts: bool) -> bool:
    request = caller.request(edge)
    own = (await see_preferences(edge.unit_of_work, request)).own
    return await prefer(edge.unit_of_work, request, {caller.user: replace(own, prompts=prompts)})


def _number(value: str) -> int:
    with well_formed():
        return int(value)
