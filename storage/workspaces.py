"""The row that everything of a workspace hangs on."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import workspaces
from storage.upserts import insert


async def make_known(connection: AsyncConnection, workspace: str) -> bool:
    """Add the workspace's row, not set up yet, if there is none; return whether it was added."""
    statement = insert(connection, workspaces).values(id=workspace).on_conflict_do_nothing()
    added = await connection.execute(statement.returning(workspaces.c.id))
    return added.first() is not None
