"""What has arrived, so that nothing takes effect twice."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import inbox, workspaces
from storage.upserts import insert
from storage.workspaces import make_known


class SqlInbox:
    """Fulfils the port `Inbox`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, workspace: str, key: str, now: datetime) -> bool:
        """Return True the first time a key arrives; it is kept when the transaction commits.

        On PostgreSQL the second of two simultaneous transactions waits for the first.
        """
        if await self._insert(workspace, key, now):
            return True
        # Either the key is there, or this is the very first that arrives from the workspace.
        return await make_known(self._connection, workspace) and await self._insert(workspace, key, now)

    async def answer(self, workspace: str, key: str, answer: Mapping[str, object]) -> None:
        """Keep the answer, so that a redelivery gets the same."""
        statement = update(inbox).where(inbox.c.workspace == workspace, inbox.c.key == key)
        await self._connection.execute(statement.values(answer=dict(answer)))

    async def answered(self, workspace: str, key: str) -> Mapping[str, object] | None:
        """Return the answer that was kept under `key`, or None."""
        query = select(inbox.c.answer).where(inbox.c.workspace == workspace, inbox.c.key == key)
        answer: Mapping[str, object] | None = await self._connection.scalar(query)
        return answer

    async def _insert(self, workspace: str, key: str, now: datetime) -> bool:
        row = select(
            literal(workspace, inbox.c.workspace.type),
            literal(key, inbox.c.key.type),
            literal(now, inbox.c.received_at.type),
        ).where(exists().where(workspaces.c.id == workspace))
        statement = (
            insert(self._connection, inbox)
            .from_select(["workspace", "key", "received_at"], row)
            .on_conflict_do_nothing()
        )
        return (await self._connection.execute(statement.returning(inbox.c.key))).first() is not None
