"""The message that handoffs were made from was edited or deleted."""

from bot.domain.matter.source_changes import SourceChange
from bot.domain.matter.source_changes import follow_source as decide
from bot.ports import UnitOfWork, Work
from bot.services.record import record
from bot.services.request import Request
from bot.services.turn_handoff import persistently


async def follow_source(unit_of_work: UnitOfWork, request: Request, change: SourceChange) -> bool:
    """Tell both sides of every open handoff that was made from the message; return False if there is none.

    Most messages concern nobody here, so a look comes before the transaction that writes.
    """
    async with unit_of_work.read() as work:
        if not await work.handoffs.made_from(request.workspace, change.channel, change.ts):
            return False
    return await persistently(lambda: _once(unit_of_work, request, change))


async def _once(unit_of_work: UnitOfWork, request: Request, change: SourceChange) -> bool:
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        return await _follow(work, request, change)


async def _follow(work: Work, request: Request, change: SourceChange) -> bool:
    organisation = await work.organisations.get(request.workspace)
    followed = False
    for handoff in await work.handoffs.made_from(request.workspace, change.channel, change.ts):
        if decision := decide(handoff, organisation, change, request.now):
            await work.handoffs.save(decision.handoff)
            await record(work, decision, request.now)
            followed = True
    return followed
