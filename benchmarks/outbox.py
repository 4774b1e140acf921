"""A look into the outbox from outside, to know when all is delivered."""

import asyncio

from sqlalchemy import func, select

from storage.database import open_storage
from storage.tables import handoffs, outbox

_GLANCE = 0.05


async def drained(url: str) -> int:
    """Return how many handoffs there are, when none of their messages waits any more."""
    waiting = select(func.count()).select_from(outbox).where(outbox.c.state == "pending")
    async with open_storage(url) as storage:
        while True:
            async with storage.engines.read.connect() as connection:
                if not await connection.scalar(waiting):
                    return await connection.scalar(select(func.count()).select_from(handoffs)) or 0
            await asyncio.sleep(_GLANCE)
