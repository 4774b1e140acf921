"""The event logs of handoffs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, bindparam, false, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.matter.events import Activity, Event
from storage.prepared import Prepared
from storage.records import EVENT, event_values, read_event
from storage.tables import handoff_events

HIGHEST = 2**31 - 1
"""The highest number that the columns hold."""

_LOG = Prepared(lambda _: handoff_events.insert())
_ENTRIES = select(*EVENT, handoff_events.c.number).where(
    handoff_events.c.workspace == bindparam("workspace"),
    tuple_(handoff_events.c.number, handoff_events.c.sequence).in_(bindparam("entries", expanding=True)),
)


class SqlLogs:
    """The part of the port `Handoffs` that writes and reads event logs."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def log(self, workspace: str, number: int, events: Sequence[Event]) -> None:
        """Append to the event log."""
        await self.log_all(workspace, {number: events})

    async def log_all(self, workspace: str, events: Mapping[int, Sequence[Event]]) -> None:
        """Append to the event logs of many handoffs, by number."""
        rows = [event_values(workspace, number, event) for number in events for event in events[number]]
        await _LOG.run(self._connection, rows)

    async def history(self, workspace: str, number: int) -> list[Event]:
        """Return the event log of one handoff, oldest first."""
        query = select(*EVENT).where(_of(workspace, number)).order_by(handoff_events.c.sequence)
        return [read_event(row) for row in await self._connection.execute(query)]

    async def event(self, workspace: str, number: int, sequence: int) -> Event | None:
        """Return one entry of the log."""
        query = select(*EVENT).where(_of(workspace, number), handoff_events.c.sequence == sequence)
        row = (await self._connection.execute(query)).one_or_none()
        return read_event(row) if row else None

    async def entries(
        self, workspace: str, entries: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], Event]:
        """Return entries of many logs by number and sequence, as far as they are there."""
        wanted = {"workspace": workspace, "entries": sorted(entries)}
        rows = await self._connection.execute(_ENTRIES, wanted)
        return {(row.number, row.sequence): read_event(row) for row in rows}

    async def asked(self, workspace: str, department: str, since: datetime) -> dict[str, int]:
        """Return how often a department asked back for each of its needs from `since` on, by the need's key."""
        query = (
            select(handoff_events.c.detail, func.count().label("times"))
            .where(
                handoff_events.c.workspace == workspace,
                handoff_events.c.at >= since,
                handoff_events.c.activity == Activity.INFORMATION_ASKED,
                handoff_events.c.to_department == department,
                handoff_events.c.detail != "",
            )
            .group_by(handoff_events.c.detail)
        )
        return {row.detail: row.times for row in await self._connection.execute(query)}


def numbered(table: Table, workspace: str, number: int) -> ColumnElement[bool]:
    """Return the condition that a row of `table` is of that handoff.

    People type numbers; one that no column could hold belongs to no handoff.
    """
    return (
        and_(table.c.workspace == workspace, table.c.number == number) if abs(number) <= HIGHEST else false()
    )


def _of(workspace: str, number: int) -> ColumnElement[bool]:
    return numbered(handoff_events, workspace, number)
