"""The paces at which messages leave, shared by all workers: who is claimed now, and who waits for which slot."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.outbox import OutboxRow
from bot.domain.pacing import UPDATES, Rates, held, slot
from storage.claims import lose_slots, wait_for_slot
from storage.tables import outbox, paces
from storage.upserts import insert

Scope = tuple[str, str]
"""A workspace and what shares a pace in it."""


class Pacing:
    """The theoretical arrival times of all scopes, read and written inside one transaction."""

    def __init__(self, connection: AsyncConnection, rates: Rates) -> None:
        self._connection = connection
        self._rates = rates

    async def admit(self, candidates: Sequence[Row[Any]], now: datetime) -> list[int]:
        """Return the ids of the messages that may leave now; the others get a slot to wait for.

        A message that waited for its slot has paid already.
        """
        arrivals = await self._arrivals({_scope(row) for row in candidates if not row.slotted})
        admitted: list[int] = []
        waiting: list[dict[str, Any]] = []
        touched: set[Scope] = set()
        for row in candidates:
            at = now
            if not row.slotted:
                scope = _scope(row)
                touched.add(scope)
                at, arrivals[scope] = slot(arrivals.get(scope), self._rates.of(scope[1]), now)
            if at <= now:
                admitted.append(row.id)
            else:
                waiting.append({"message": row.id, "slot": at})
        await self._write({scope: arrivals[scope] for scope in touched}, waiting)
        return admitted

    async def hold(self, row: OutboxRow, until: datetime) -> None:
        """Let nothing of the row's scope leave before `until`, since Slack asked to wait."""
        scope = (row.workspace, row.scope)
        await self._write({scope: held(until, self._rates.of(row.scope))}, [])
        same = (
            outbox.c.ts.is_not(None)
            if row.scope == UPDATES
            else and_(outbox.c.ts.is_(None), outbox.c.to == row.to)
        )
        await self._connection.execute(lose_slots(row.workspace, same, until))

    async def _arrivals(self, scopes: set[Scope]) -> dict[Scope, datetime]:
        if not scopes:
            return {}
        # In one order for all workers, so that no two wait for each other.
        query = (
            select(paces)
            .where(tuple_(paces.c.workspace, paces.c.scope).in_(sorted(scopes)))
            .order_by(paces.c.workspace, paces.c.scope)
            .with_for_update()
        )
        return {(row.workspace, row.scope): row.arrival for row in await self._connection.execute(query)}

    async def _write(self, arrivals: dict[Scope, datetime], waiting: Iterable[dict[str, Any]]) -> None:
        if arrivals:
            statement = insert(self._connection, paces)
            statement = statement.on_conflict_do_update(
                index_elements=["workspace", "scope"], set_={"arrival": statement.excluded.arrival}
            )
            rows = [
                {"workspace": workspace, "scope": scope, "arrival": arrival}
                for (workspace, scope), arrival in sorted(arrivals.items())
            ]
            await self._connection.execute(statement, rows)
        if waiting := list(waiting):
            await self._connection.execute(wait_for_slot(), waiting)


def _scope(row: Row[Any]) -> Scope:
    return row.workspace, UPDATES if row.ts else row.to
