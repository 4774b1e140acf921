"""Bring sender and receiver of a moment that matters together."""

from bot.domain.matter.talking_first import talk_first as decide
from bot.ports import UnitOfWork
from bot.services.request import Request
from bot.services.turn_handoff import load_turn


async def talk_first(unit_of_work: UnitOfWork, request: Request, number: int) -> bool:
    """Queue the message that opens their conversation; False if this request took effect before.

    Raises NotFoundError, NotAllowedError or RefusedError.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        turn = await load_turn(work, request, number)
        await work.outbox.put(request.workspace, [decide(turn)], request.now)
        return True
