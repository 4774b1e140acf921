"""The audit log."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.company.audit import AuditEntry
from storage.tables import audits as table
from storage.workspaces import make_known


class SqlAudits:
    """Fulfils the port `Audits`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: str, entries: Sequence[AuditEntry]) -> None:
        """Append to the log."""
        if entries:
            await make_known(self._connection, workspace)
            rows = [{"workspace": workspace, **asdict(entry)} for entry in entries]
            await self._connection.execute(table.insert(), rows)

    async def entries(self, workspace: str, since: datetime | None) -> list[AuditEntry]:
        """Return the entries from `since` on, oldest first."""
        query = select(table.c.at, table.c.who, table.c.what, table.c.before, table.c.after)
        query = query.where(table.c.workspace == workspace).order_by(table.c.at, table.c.id)
        if since:
            query = query.where(table.c.at >= since)
        return [AuditEntry(**row._mapping) for row in await self._connection.execute(query)]

    async def drop(self, workspace: str, before: datetime) -> int:
        """Forget what is older than `before`; return how much that was."""
        old = delete(table).where(table.c.workspace == workspace, table.c.at < before)
        return (await self._connection.execute(old)).rowcount
