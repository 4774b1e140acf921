"""The paces at which messages leave, shared by all workers: who is claimed now, and who waits."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ARRAY, Row, Text, bindparam, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.outbox import OutboxRow
from bot.domain.delivery.pacing import UPDATES, Rates, ready_after
from storage.prepared import Prepared
from storage.tables import paces
from storage.upserts import insert_in

Scope = tuple[str, str]
"""A workspace and what shares a pace in it."""


class Pacing:
    """From when on all scopes are ready, read and written inside one transaction.

    A scope belongs to one transaction at a time; who finds it taken does without, and never waits.
    """

    def __init__(self, connection: AsyncConnection, rates: Rates) -> None:
        self._connection = connection
        self._rates = rates

    async def admit(self, candidates: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> list[int]:
        """Return the ids of the messages that may leave now; the others wait until their scope is ready or free."""
        ready = await self._ready({_scope(row) for row in candidates})
        admitted: list[int] = []
        for row in candidates:
            scope = _scope(row)
            if scope in ready and ready[scope] <= now:
                ready[scope] = ready_after(ready[scope], self._rates.of(scope[1]), now)
                admitted.append(row.id)
        await self._write(ready)
        return admitted

    async def hold(self, row: OutboxRow, until: datetime) -> bool:
        """Let nothing of the row's scope leave before `until`, since Slack asked to wait; False if it is taken."""
        scope = (row.workspace, row.scope)
        ready = await self._ready({scope})
        await self._write({scope: max(at, until) for scope, at in ready.items()})
        return bool(ready)

    async def _ready(self, scopes: set[Scope]) -> dict[Scope, datetime]:
        """Return from when on those scopes are ready that nobody else has taken; they are ours until the commit."""
        ours = await self._taken(scopes)
        rows = await self._connection.execute(_READY, {"scopes": sorted(ours)})
        return dict.fromkeys(ours, _EVER) | {(row.workspace, row.scope): row.ready_at for row in rows}

    async def _taken(self, scopes: set[Scope]) -> set[Scope]:
        if self._connection.dialect.name == "sqlite":  # which has one writer
            return scopes
        by_name = {"/".join(scope): scope for scope in scopes}
        free = await self._connection.scalars(_TAKE, {"names": list(by_name)})
        return {by_name[name] for name in free}

    async def _write(self, ready: Mapping[Scope, datetime]) -> None:
        rows = [
            {"workspace": workspace, "scope": scope, "ready_at": at}
            for (workspace, scope), at in ready.items()
        ]
        await _PUT_OFF.run(self._connection, rows)


_EVER = datetime.min.replace(tzinfo=UTC)
"""From when on a scope is ready that has never been used."""

_READY = select(paces).where(
    tuple_(paces.c.workspace, paces.c.scope).in_(bindparam("scopes", expanding=True))
)
_name = func.unnest(bindparam("names", type_=ARRAY(Text))).column_valued("name")
# Taken by name and not by row: the first who uses a scope finds no row to lock.
_TAKE = select(_name).where(func.pg_try_advisory_xact_lock(func.hashtextextended(_name, 0)))


def _put_off(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that says from when on scopes are ready."""
    statement = insert_in(dialect, paces)
    return statement.on_conflict_do_update(
        index_elements=["workspace", "scope"], set_={"ready_at": statement.excluded.ready_at}
    )


_PUT_OFF = Prepared(_put_off)


def _scope(row: Row[*tuple[Any, ...]]) -> Scope:
    return row.workspace, UPDATES if row.ts else row.to
