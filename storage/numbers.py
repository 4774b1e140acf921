"""The numbers of handoffs: each is given once, and without waiting for anybody's commit."""

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import ReturningInsert

from storage.failures import connecting
from storage.prepared import Prepared
from storage.tables import numbers
from storage.upserts import insert_in


class Numbers:
    """Counts the handoffs of each workspace.

    On PostgreSQL that happens on connections of its own (`counting`), outside of the transaction that wants a
    number: within it, all offers of a workspace would stand in line for each other's commits. SQLite has one writer.
    """

    def __init__(self, counting: AsyncEngine | None) -> None:
        self._counting = counting

    async def take(self, connection: AsyncConnection, workspace: str) -> int:
        """Return the next number of the workspace, for the transaction of `connection`."""
        if self._counting is None:
            return await _take(connection, workspace)
        with connecting():
            async with self._counting.connect() as own:
                return await _take(own, workspace)


async def _take(connection: AsyncConnection, workspace: str) -> int:
    number: int = await _COUNT_ON.ask(connection, {"workspace": workspace, "last": 1})
    return number


def _count_on(dialect: str) -> ReturningInsert[int]:
    """Return the statement that counts on."""
    counting = insert_in(dialect, numbers).on_conflict_do_update(
        index_elements=["workspace"], set_={"last": numbers.c.last + 1}
    )
    return counting.returning(numbers.c.last)


_COUNT_ON = Prepared(_count_on)
