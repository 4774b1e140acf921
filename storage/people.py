"""The people of a workspace."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.company.membership import Membership
from bot.domain.company.people import Person
from bot.domain.nudging.batches import Quiet
from storage.tables import people as table
from storage.upserts import insert
from storage.workspaces import make_known

_TOLD = ("name", "locale", "timezone", "email", "deleted", "away_until", "membership")
_PERSON = select(
    table.c.user, *(table.c[name] for name in (*_TOLD, "absent_until", "quiet_since", "quiet_until"))
)
_BY_EMAIL = _PERSON.where(
    table.c.workspace == bindparam("workspace"),
    table.c.email == bindparam("email"),
    text("email <> ''"),  # words, so that a planner sees that the partial index fits
    ~table.c.deleted,
)
_ONE = _PERSON.where(table.c.workspace == bindparam("workspace"), table.c.user == bindparam("user"))


class SqlPeople:
    """Fulfils the port `People`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, workspace: str, user: str) -> Person | None:
        """Return one person, if known."""
        row = (await self._connection.execute(_ONE, {"workspace": workspace, "user": user})).one_or_none()
        return _read(row) if row else None

    async def some(self, workspace: str, users: Collection[str]) -> dict[str, Person]:
        """Return those of these people who are known, by user id."""
        query = _PERSON.where(table.c.workspace == workspace, table.c.user.in_(users))
        return {row.user: _read(row) for row in await self._connection.execute(query)}

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
            statement,
            [
                {"workspace": workspace, "user": one.user, **{n: getattr(one, n) for n in _TOLD}}
                for one in people
            ],
        )

    async def by_email(self, workspace: str, address: str) -> Person | None:
        """Return the one person with this address, in small letters, who has not left the company.

        An address that several share is nobody's.
        """
        rows = (await self._connection.execute(_BY_EMAIL, {"workspace": workspace, "email": address})).all()
        return _read(rows[0]) if len(rows) == 1 else None

    async def do_not_disturb(self, workspace: str, user: str, quiet: Quiet | None) -> None:
        """Store when somebody who is known is not to be disturbed, now or next."""
        its = table.c.workspace == workspace, table.c.user == user
        times = {"quiet_since": quiet and quiet.since, "quiet_until": quiet and quiet.until}
        await self._connection.execute(update(table).where(*its).values(times))

    async def absent(self, workspace: str, user: str, until: datetime | None) -> None:
        """Store until when somebody says that they are away; None: they are back."""
        await make_known(self._connection, workspace)
        unknown = {"name": user, "locale": "", "timezone": "", "deleted": False}
        statement = insert(self._connection, table).values(
            workspace=workspace, user=user, absent_until=until, **unknown
        )
        known = ["workspace", "user"]
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=known, set_={"absent_until": until})
        )

    async def all_names(self, workspace: str) -> list[str]:
        """Return the names of all people who are known."""
        return list(
            await self._connection.scalars(select(table.c.name).where(table.c.workspace == workspace))
        )

    async def names(self, workspace: str, users: Sequence[str]) -> dict[str, str]:
        """Return the names of those who are known, by user id."""
        query = select(table.c.user, table.c.name).where(
            table.c.workspace == workspace, table.c.user.in_(users)
        )
        return {row.user: row.name for row in await self._connection.execute(query)}


def _read(row: Row[Any]) -> Person:
    quiet = Quiet(row.quiet_since, row.quiet_until) if row.quiet_since and row.quiet_until else None
    told = {name: getattr(row, name) for name in _TOLD} | {"membership": Membership(row.membership)}
    return Person(user=row.user, **told, absent_until=row.absent_until, do_not_disturb=quiet)
