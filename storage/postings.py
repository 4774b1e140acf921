"""The weekly posts of the silo summary that were begun; no week of a scope is begun twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.postings import Posting
from storage.tables import postings as table
from storage.upserts import insert

_WHOLE = ""  # part of the unique key, and NULLs differ from each other


class SqlPostings:
    """Fulfils the port `Postings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, workspace: str, scope: str | None, week: str, now: datetime) -> Posting | None:
        """Return the posting that begins now; None if it was begun before."""
        statement = insert(self._connection, table).values(
            workspace=workspace, scope=scope or _WHOLE, week=week, begun_at=now
        )
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "scope", "week"])
        begun = await self._connection.scalar(statement.returning(table.c.id))
        return Posting(begun, scope, week) if begun is not None else None

    async def begun(self, workspace: str, week: str) -> set[str | None]:
        """Return the scopes whose post of that week was begun; the whole workspace is None."""
        query = select(table.c.scope).where(table.c.workspace == workspace, table.c.week == week)
        return {scope or None for scope in await self._connection.scalars(query)}

    async def get(self, workspace: str, posting: int) -> Posting | None:
        """Return the posting of that id, if there is one."""
        query = select(table.c.id, table.c.scope, table.c.week)
        query = query.where(table.c.workspace == workspace, table.c.id == posting)
        row = (await self._connection.execute(query)).one_or_none()
        return Posting(row.id, row.scope or None, row.week) if row else None
