"""Channels into which Slack takes nothing."""

from datetime import datetime

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.troubles import Trouble, is_channel
from storage.tables import outbox
from storage.tables import troubles as table
from storage.tables.messages import DEAD
from storage.upserts import insert


class SqlTroubles:
    """Fulfils the port `Troubles`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, workspace: str, channel: str, error: str, now: datetime) -> Trouble | None:
        """Return the trouble that begins now; None if it has been known."""
        statement = insert(self._connection, table).values(
            workspace=workspace, channel=channel, error=error, since=now
        )
        statement = statement.on_conflict_do_nothing(index_elements=["workspace", "channel", "error"])
        begun = await self._connection.scalar(statement.returning(table.c.id))
        return Trouble(begun, channel, error, now) if begun is not None else None

    async def get(self, workspace: str, trouble: int) -> Trouble | None:
        """Return the trouble of that id, if it has not ended."""
        row = (await self._connection.execute(_all(workspace).where(table.c.id == trouble))).one_or_none()
        return Trouble(**row._mapping) if row else None

    async def all(self, workspace: str) -> list[Trouble]:
        """Return every trouble that has not ended, the oldest first."""
        rows = await self._connection.execute(_all(workspace).order_by(table.c.id))
        return [Trouble(**row._mapping) for row in rows]

    async def end_mended(self, workspace: str, channel: str | None = None) -> None:
        """End the trouble of this channel, or of all, for which no message is dead."""
        waits = exists().where(
            outbox.c.workspace == table.c.workspace, outbox.c.to == table.c.channel, outbox.c.state == DEAD
        )
        known = await self._connection.scalars(
            select(table.c.channel).where(table.c.workspace == workspace, ~waits)
        )
        mended = {one for one in known if is_channel(one) and channel in {None, one}}
        ended = delete(table).where(table.c.workspace == workspace, table.c.channel.in_(mended))
        await self._connection.execute(ended)

    async def end(self, workspace: str, channel: str) -> None:
        """End the trouble of one channel."""
        its = (table.c.workspace == workspace, table.c.channel == channel)
        await self._connection.execute(delete(table).where(*its))

    async def drop(self, workspace: str, channel: str, before: datetime) -> None:
        """Forget the troubles of one channel that began earlier than `before`."""
        its = (table.c.workspace == workspace, table.c.channel == channel, table.c.since < before)
        await self._connection.execute(delete(table).where(*its))


def _all(workspace: str) -> Select[tuple[int, str, str, datetime]]:
    query = select(table.c.id, table.c.channel, table.c.error, table.c.since)
    return query.where(table.c.workspace == workspace)
