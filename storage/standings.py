"""Handoffs as the clock sees them: narrow rows, since it looks at very many."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.matter.handoff import State
from bot.domain.nudging.standing import Standing
from storage.columns import UtcTime
from storage.tables import handoffs
from storage.tables.handoffs import IS_WORK

_AT_ONCE = 10_000  # no database takes any number of parameters
_NAMED = {"due": "due_at"}
_STANDING = select(*(handoffs.c[_NAMED.get(field.name, field.name)] for field in fields(Standing)))
_ITS = handoffs.c.workspace == bindparam("workspace")
_DUE = (
    _STANDING.where(handoffs.c.next_nudge_at <= bindparam("now", type_=UtcTime()))
    .order_by(handoffs.c.next_nudge_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True, of=handoffs)
)
_ON_LADDERS = (
    _STANDING.where(_ITS, handoffs.c.number > bindparam("after"), text(IS_WORK))
    .order_by(handoffs.c.number)
    .limit(bindparam("most", type_=Integer()))
)
_SOME = _STANDING.where(_ITS, handoffs.c.number.in_(bindparam("numbers", expanding=True)))


async def due_standings(connection: AsyncConnection, now: datetime, limit: int) -> list[Standing]:
    """Return handoffs of all workspaces whose next nudge is due, locked until the commit; others look past them."""
    return [_read(row) for row in await connection.execute(_DUE, {"now": now, "most": limit})]


async def standings_after(
    connection: AsyncConnection, workspace: str, after: int, limit: int
) -> list[Standing]:
    """Return open handoffs that people work on, those with numbers over `after`, in order of their numbers."""
    its = {"workspace": workspace, "after": after, "most": limit}
    return [_read(row) for row in await connection.execute(_ON_LADDERS, its)]


async def some_standings(
    connection: AsyncConnection, workspace: str, numbers: Sequence[int]
) -> list[Standing]:
    """Return these handoffs."""
    found: list[Standing] = []
    for first in range(0, len(numbers), _AT_ONCE):
        its = {"workspace": workspace, "numbers": numbers[first : first + _AT_ONCE]}
        found += (_read(row) for row in await connection.execute(_SOME, its))
    return found


def _read(row: Sequence[Any]) -> Standing:
    workspace, number, version, state, *rest = row
    return Standing(workspace, number, version, State(state), *rest)
