"""What the author of a message says to the prompt about it; a cue that is wrong too often is switched off by itself."""

from datetime import datetime

from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Source
from bot.domain.prompting.noticing import told_of_cue
from bot.domain.prompting.prompts import Outcome, Prompt, answered
from bot.errors import InvalidFieldsError, NotAllowedError, NotFoundError, Problem
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def see_prompt(unit_of_work: UnitOfWork, request: Request, number: int) -> Prompt:
    """Return the actor's prompt of that id; raise NotFoundError, or NotAllowedError for somebody else's."""
    async with unit_of_work.read() as work:
        return _own(await work.prompts.get(request.workspace, number), request.actor)


async def answer_prompt(
    unit_of_work: UnitOfWork, request: Request, number: int, outcome: Outcome
) -> Prompt | None:
    """Store the outcome, UNANSWERED to take an answer back; return the prompt, None if this took effect before.

    Raises NotFoundError and NotAllowedError.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return None
        prompt = _own(await work.prompts.get(request.workspace, number, hold=True), request.actor)
        after = answered(prompt, outcome)
        await work.prompts.save(after)
        if after.outcome is Outcome.DISMISSED:
            await _look_at_cue(work, request.workspace, prompt.about.cue, request.now)
        return after


async def turned(work: Work, workspace: str, actor: str, source: Source) -> None:
    """Note that a handoff was made from a message by whoever was asked about it, in the handoff's transaction."""
    prompt = await work.prompts.about(workspace, source.channel, source.ts, hold=True)
    if prompt and prompt.about.author == actor:
        await work.prompts.save(answered(prompt, Outcome.TURNED))


async def check_first(work: Work, request: Request, command: OpenHandoff) -> None:
    """Raise InvalidFieldsError if a handoff was made from the same prompt, in a form that was open beside this one.

    Whoever wants two begins at the message, and not at the prompt.
    """
    source, workspace = command.source, request.workspace
    if command.watched is not None:
        prompt = await work.prompts.get(workspace, command.watched, hold=True)
    else:
        prompt = await work.prompts.about(workspace, source.channel, source.ts, hold=True) if source else None
    if prompt is None or prompt.about.author != request.actor or prompt.outcome is not Outcome.TURNED:
        return
    if made := await _made_of(work, prompt):
        raise InvalidFieldsError({"summary": Problem("made_already", {"handoff": f"H-{made[-1]}"})})


async def _made_of(work: Work, prompt: Prompt) -> list[int]:
    about = prompt.about
    if about.by_mail:
        return [one.number for one in await work.mails.linked(prompt.workspace, [about.ts])]
    return [one.number for one in await work.handoffs.made_from(prompt.workspace, about.channel, about.ts)]


def _own(prompt: Prompt | None, actor: str) -> Prompt:
    if prompt is None:
        raise NotFoundError("prompt_gone")
    if prompt.about.author != actor:
        raise NotAllowedError("prompt_of_others")
    return prompt


async def _look_at_cue(work: Work, workspace: str, cue: str, now: datetime) -> None:
    counts = await work.prompts.of_cue(workspace, cue, await work.noticings.cue_on_since(workspace, cue))
    if counts.too_many_dismissed and (
        off := await work.noticings.switch_cue_off(workspace, cue, counts, now)
    ):
        organisation = await work.organisations.get(workspace)
        await work.outbox.put(workspace, told_of_cue(off, organisation), now)
