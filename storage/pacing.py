"""The paces at which messages leave, shared by all workers: who is claimed now, and who waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.outbox import OutboxRow
from bot.domain.pacing import UPDATES, Rates, ready_after
from storage.tables import paces
from storage.upserts import insert_in

Scope = tuple[str, str]
"""A workspace and what shares a pace in it."""


class Pacing:
    """From when on all scopes are ready, read and written inside one transaction."""

    def __init__(self, connection: AsyncConnection, rates: Rates) -> None:
        self._connection = connection
        self._rates = rates

    async def admit(self, candidates: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> list[int]:
        """Return the ids of the messages that may leave now; the others wait until their scope is ready again."""
        ready = await self._ready({_scope(row) for row in candidates})
        admitted: list[int] = []
        for row in candidates:
            scope = _scope(row)
            if (at := ready.get(scope)) is None or at <= now:
                ready[scope] = ready_after(at, self._rates.of(scope[1]), now)
                admitted.append(row.id)
        await self._write(ready)
        return admitted

    async def hold(self, row: OutboxRow, until: datetime) -> None:
        """Let nothing of the row's scope leave before `until`, since Slack asked to wait."""
        scope = (row.workspace, row.scope)
        ready = await self._ready({scope})
        await self._write({scope: max(ready.get(scope, until), until)})

    async def _ready(self, scopes: set[Scope]) -> dict[Scope, datetime]:
        rows = await self._connection.execute(_READY, {"scopes": sorted(scopes)})
        return {(row.workspace, row.scope): row.ready_at for row in rows}

    async def _write(self, ready: Mapping[Scope, datetime]) -> None:
        rows = [
            {"workspace": workspace, "scope": scope, "ready_at": at}
            for (workspace, scope), at in sorted(ready.items())
        ]
        await self._connection.execute(_put_off(self._connection.dialect.name), rows)


# In one order for all workers, so that no two wait for each other.
_READY = (
    select(paces)
    .where(tuple_(paces.c.workspace, paces.c.scope).in_(bindparam("scopes", expanding=True)))
    .order_by(paces.c.workspace, paces.c.scope)
    .with_for_update()
)


@cache
def _put_off(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that says from when on scopes are ready, built once."""
    statement = insert_in(dialect, paces)
    return statement.on_conflict_do_update(
        index_elements=["workspace", "scope"], set_={"ready_at": statement.excluded.ready_at}
    )


def _scope(row: Row[*tuple[Any, ...]]) -> Scope:
    return row.workspace, UPDATES if row.ts else row.to
