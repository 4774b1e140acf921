"""A message sounds thrown over the wall: its author is asked, if they may be; a message that changed is asked about no more."""

from dataclasses import replace

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.prompting.prompts import Noticed, Outcome, may_be_asked
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def notice(unit_of_work: UnitOfWork, request: Request, noticed: Noticed) -> bool:
    """Put the prompt on its way; return False if there is none, or this event took effect before.

    What is on is read here, whatever the process that heard the message remembers of it.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        if not await may_ask(work, request.workspace, noticed):
            return False
        prompt = await work.prompts.add(request.workspace, noticed, request.now)
        if prompt is None:
            return False
        message = Message(MessageKind.PROMPT, noticed.author, number=0, hop=0, event=prompt.id)
        await work.outbox.put(request.workspace, [message], request.now)
        return True


async def may_ask(work: Work, workspace: str, noticed: Noticed) -> bool:
    """Return whether its author may be asked about a message, as things are now."""
    noticing = await work.noticings.get(workspace)
    if not noticing.asks(noticed.channel, noticed.cue):
        return False
    person = await work.people.get(workspace, noticed.author)
    preferences = await work.nudges.preferences(workspace, noticed.author)
    organisation = await work.organisations.get(workspace)
    return may_be_asked(noticed, person, preferences, organisation)


async def take_back(unit_of_work: UnitOfWork, request: Request, channel: str, ts: str) -> None:
    """Let go of a prompt that still waits: its message was deleted, or says something else now."""
    async with unit_of_work.read() as work:
        found = await work.prompts.about(request.workspace, channel, ts)
    if found is None or found.outcome is not Outcome.WAITING:
        return
    async with unit_of_work.write() as work:
        prompt = await work.prompts.about(request.workspace, channel, ts, hold=True)
        if prompt and prompt.outcome is Outcome.WAITING:
            await work.prompts.save(replace(prompt, outcome=Outcome.DROPPED))
