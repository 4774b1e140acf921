"""A workspace gets the id that Slack tells, after it was set up under one of its own."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import RefusedError
from storage.tables import audits, handoffs, inbox, numbers, people, workspaces


async def adopt(connection: AsyncConnection, old: str, new: str) -> None:
    """Rename the workspace `old` to `new`: an UPDATE, which the foreign keys carry through almost all tables.

    What has arrived from `new` before anybody set it up is kept. Raises RefusedError if `new` was set up or used.
    """
    if old == new:
        return
    await _empty(connection, old, new)
    await connection.execute(update(workspaces).where(workspaces.c.id == old).values(id=new))
    await connection.execute(update(numbers).where(numbers.c.workspace == old).values(workspace=new))


async def _empty(connection: AsyncConnection, old: str, new: str) -> None:
    in_use = select(workspaces.c.id).where(workspaces.c.id == new, workspaces.c.settings.is_not(None))
    opened = select(handoffs.c.workspace).where(handoffs.c.workspace == new).limit(1)
    if await connection.scalar(in_use) or await connection.scalar(opened):
        raise RefusedError("workspace_in_use", workspace=new)
    for table, name in ((inbox, inbox.c.key), (people, people.c.user)):
        arrived = select(name).where(table.c.workspace == new)
        await connection.execute(delete(table).where(table.c.workspace == old, name.in_(arrived)))
        await connection.execute(update(table).where(table.c.workspace == new).values(workspace=old))
    await connection.execute(update(audits).where(audits.c.workspace == new).values(workspace=old))
    await connection.execute(delete(workspaces).where(workspaces.c.id == new))
    await connection.execute(delete(numbers).where(numbers.c.workspace == new))
