"""What changes nothing but must not be shown twice."""

from bot.ports import UnitOfWork
from bot.services.request import Request


async def first_time(unit_of_work: UnitOfWork, request: Request) -> bool:
    """Take the request's key; return False if it was taken before."""
    async with unit_of_work.write() as work:
        return await work.inbox.take(request.workspace, request.key, request.now)
