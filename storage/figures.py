"""What the weekly figures are counted from: rows as narrow as they can be, times in microseconds since 1970."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Select,
    any_,
    bindparam,
    case,
    cast,
    extract,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.summary.cases import LOOKED_AT, THANKS, Entry, Head
from storage.tables import handoff_events, handoffs

_MICROSECONDS = 1_000_000
_DENSE = 3
"""A row that is read in vain costs less than a look into the index, up to so many of them."""


class SqlFigures:
    """Fulfils the port `Figures`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def first(self, workspace: str) -> datetime | None:
        """Return when the log of the workspace begins."""
        query = select(func.min(handoff_events.c.at)).where(handoff_events.c.workspace == workspace)
        at: datetime | None = await self._connection.scalar(query)
        return at

    async def heads(self, workspace: str, *, ended_from: datetime, until: datetime) -> list[Head]:
        """Return the handoffs opened before `until` that are open, or ended at `ended_from` or later, by number."""
        found = self._heads().where(handoffs.c.workspace == workspace, handoffs.c.opened_at < until)
        both = union_all(
            found.where(handoffs.c.ended_at.is_(None)), found.where(handoffs.c.ended_at >= ended_from)
        )
        rows = await self._connection.execute(both)
        return sorted((tuple(row) for row in rows.all()), key=itemgetter(0))

    async def entries(self, workspace: str, numbers: Sequence[int]) -> Sequence[Entry]:
        """Return what the log tells of these handoffs (ascending) and the figures look at, handoff by handoff."""
        query = self._entries().where(
            handoff_events.c.workspace == workspace,
            self._numbered(numbers),
            handoff_events.c.activity.in_(LOOKED_AT),
        )
        ordered = query.order_by(handoff_events.c.number, handoff_events.c.sequence)
        result = await self._connection.execute(ordered)
        # The driver's own tuples: all of it are numbers and texts already, and rows would cost as much as the query.
        rows: Sequence[Entry] = result.cursor.fetchall()
        result.close()
        return rows

    def _heads(self) -> Select[Any]:
        columns = handoffs.c
        return select(
            columns.number,
            columns.from_department,
            columns.to_department,
            columns.requester,
            columns.urgent,
            self._micros(columns.due_at).label("due"),
            self._micros(columns.opened_at).label("opened"),
        )

    def _entries(self) -> Select[Any]:
        columns = handoff_events.c
        thanked = columns.said["thanks"].as_string().is_not(None)
        thanks = case((thanked, literal(THANKS)), else_=literal(""))
        return select(
            columns.number,
            columns.activity,
            self._micros(columns.at).label("micros"),
            columns.actor,
            columns.to_department,
            case((columns.activity == "confirmed", thanks), else_=columns.detail).label("detail"),
        )

    def _numbered(self, numbers: Sequence[int]) -> ColumnElement[bool]:
        column = handoff_events.c.number
        if numbers[-1] - numbers[0] < _DENSE * len(numbers):
            return column.between(numbers[0], numbers[-1])
        if self._dialect == "sqlite":
            return column.in_(numbers)
        return column == any_(bindparam("numbers", list(numbers), ARRAY(Integer)))

    def _micros(self, column: Column[Any]) -> ColumnElement[Any]:
        if self._dialect == "sqlite":
            return type_coerce(column, BigInteger)
        return cast(extract("epoch", column) * _MICROSECONDS, BigInteger)
