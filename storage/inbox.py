"""What has arrived, so that nothing takes effect twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from storage.organisations import SeenEditions
from storage.prepared import Prepared
from storage.tables import inbox, workspaces
from storage.upserts import insert_in
from storage.workspaces import make_known


class SqlInbox:
    """Fulfils the port `Inbox`."""

    def __init__(self, connection: AsyncConnection, seen: SeenEditions) -> None:
        self._connection = connection
        self._seen = seen

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

    async def older(self, workspace: str, before: datetime, *, after: str, limit: int) -> list[str]:
        """Return keys that arrived earlier than `before`, in order, those that follow `after`."""
        old = select(inbox.c.key).where(
            inbox.c.workspace == workspace, inbox.c.key > after, inbox.c.received_at < before
        )
        return list(await self._connection.scalars(old.order_by(inbox.c.key).limit(limit)))

    async def drop(self, workspace: str, keys: Sequence[str]) -> None:
        """Forget these keys."""
        these = delete(inbox).where(inbox.c.workspace == workspace, inbox.c.key.in_(keys))
        await self._connection.execute(these)

    async def _insert(self, workspace: str, key: str, now: datetime) -> bool:
        its = {"workspace": workspace, "key": key, "received_at": now}
        edition: str | None = await _TAKE.ask(self._connection, its)
        if edition is None:
            return False
        self._seen[workspace] = edition
        return True


def _take(dialect: str) -> ReturningInsert[str]:
    """Return the statement on the way of every request: it adds the key if it may and is new.

    It tells the edition of the organisation too, for which another question would be asked next.
    """
    names = ("workspace", "key", "received_at")
    known = exists().where(workspaces.c.id == bindparam("workspace"))
    row = select(*(bindparam(name, type_=inbox.c[name].type) for name in names)).where(known)
    edition = select(workspaces.c.edition).where(workspaces.c.id == bindparam("workspace"))
    adding = insert_in(dialect, inbox).from_select(names, row).on_conflict_do_nothing()
    return adding.returning(edition.scalar_subquery().label("edition"))


_TAKE = Prepared(_take)
