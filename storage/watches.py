"""Mails that are watched, each by the prompt about it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.mail.watching import Watch
from storage.tables import prompts
from storage.tables import watches as table

_WATCH = select(table, prompts.c.author, prompts.c.department).join(prompts, prompts.c.id == table.c.prompt)


class SqlWatches:
    """Fulfils the port `Watches`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, workspace: str, watch: Watch) -> None:
        """Watch a mail whose prompt was stored."""
        values = {"prompt": watch.prompt, "message_id": watch.message_id, "subject": watch.subject}
        statement = table.insert().values(workspace=workspace, **values, asked=[*watch.asked])
        await self._connection.execute(statement)

    async def get(self, workspace: str, prompt: int) -> Watch | None:
        """Return the watch of that prompt, if it is about a mail."""
        query = _WATCH.where(table.c.workspace == workspace, table.c.prompt == prompt)
        row = (await self._connection.execute(query)).one_or_none()
        return _read(row) if row else None

    async def of_mails(self, workspace: str, message_ids: Collection[str]) -> list[Watch]:
        """Return the watches of the mails with these ids, those that are over too."""
        query = _WATCH.where(table.c.workspace == workspace, table.c.message_id.in_(message_ids))
        return [_read(row) for row in await self._connection.execute(query.order_by(table.c.prompt))]

    async def end(self, workspace: str, prompts: Sequence[int]) -> None:
        """Let go of subject and addresses: nobody is asked about these any more."""
        its = (table.c.workspace == workspace, table.c.prompt.in_(prompts))
        await self._connection.execute(update(table).where(*its).values(subject=None, asked=null()))

    async def drop(self, workspace: str, before: datetime) -> None:
        """Forget the watches whose answer was due earlier than `before`."""
        old = select(prompts.c.id).where(prompts.c.workspace == workspace, prompts.c.noticed_at < before)
        its = (table.c.workspace == workspace, table.c.prompt.in_(old))
        await self._connection.execute(delete(table).where(*its))


def _read(row: Row[Any]) -> Watch:
    return Watch(row.prompt, row.message_id, row.author, row.department, row.subject, tuple(row.asked or ()))
