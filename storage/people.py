"""The people of a workspace."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person
from storage.tables import people as table
from storage.upserts import insert
from storage.workspaces import make_known

_TOLD = ("name", "locale", "timezone", "deleted")
_ONE = select(table.c.user, *(table.c[name] for name in _TOLD)).where(
    table.c.workspace == bindparam("workspace"), table.c.user == bindparam("user")
)


class SqlPeople:
    """Fulfils the port `People`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, workspace: str, user: str) -> Person | None:
        """Return one person, if known."""
        row = (await self._connection.execute(_ONE, {"workspace": workspace, "user": user})).one_or_none()
        return Person(**row._mapping) if row else None

    async def put(self, workspace: str, people: Sequence[Person]) -> None:
        """Store people, new and known."""
        if not people:
            return
        await make_known(self._connection, workspace)
        statement = insert(self._connection, table)
        statement = statement.on_conflict_do_update(
            index_elements=["workspace", "user"],
            set_={name: statement.excluded[name] for name in _TOLD},
        )
        await self._connection.execute(
            statement, [{"workspace": workspace, **asdict(person)} for person in people]
        )

    async def names(self, workspace: str, users: Sequence[str]) -> dict[str, str]:
        """Return the names of those who are known, by user id."""
        query = select(table.c.user, table.c.name).where(
            table.c.workspace == workspace, table.c.user.in_(users)
        )
        return {row.user: row.name for row in await self._connection.execute(query)}
