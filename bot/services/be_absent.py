"""Somebody says that they are away, or back."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services.request import Request


async def be_absent(unit_of_work: UnitOfWork, request: Request, until: datetime | None) -> None:
    """Store until when the actor is away, None when they are back; what waits for them is looked at anew."""
    async with unit_of_work.write() as work:
        if await work.inbox.take(request.workspace, request.key, request.now):
            await work.people.absent(request.workspace, request.actor, until)
            await work.nudges.look_at(request.workspace, [request.actor], request.now)
