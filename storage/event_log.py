"""The event log of a workspace: read from one end to the other, and brought in by the thousand."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.event_log.linking import Known, Link
from bot.domain.event_log.rebuilding import Rebuilt
from bot.domain.event_log.rows import EXPORTED, LogRow, number_of
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import OPEN
from storage.columns import Words
from storage.records import event_values, handoff_values
from storage.tables import handoff_events, handoffs, numbers, workspaces
from storage.upserts import insert

_ADD = handoffs.insert()
_LOG = handoff_events.insert()
_EXPORTED = [activity.value for activity in EXPORTED]
_BINARY = {"sqlite": "BINARY", "postgresql": "C"}
_NAME = func.coalesce(
    handoffs.c.imported_case, literal("H-") + cast(handoffs.c.number, String), type_=Words()
)
"""What a handoff is called in the log."""
_LINK = (
    update(handoffs)
    .where(
        handoffs.c.workspace == bindparam("own"),
        handoffs.c.number == bindparam("part"),
        handoffs.c.parent.is_(None),
        exists().where(
            handoff_events.c.workspace == bindparam("own"),
            handoff_events.c.number == bindparam("whole"),
            handoff_events.c.activity == Activity.HANDED_ON.value,
            handoff_events.c.detail == bindparam("case"),
        ),
    )
    .values(parent=bindparam("whole"), version=handoffs.c.version + 1)
)


class SqlEventLogs:
    """Fulfils the port `EventLogs`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._looked = False

    async def entries(
        self,
        workspace: str,
        since: datetime | None,
        until: datetime | None,
        *,
        after: LogRow | None,
        limit: int,
    ) -> list[LogRow]:
        """Return the entries from `since` to before `until` that follow `after`, in time order."""
        events = handoff_events.c
        # By name and not by number among those of one instant: so it is the same log after an import elsewhere.
        name = _NAME.collate(_BINARY[self._connection.dialect.name])
        query = (
            select(handoff_events, _NAME.label("case"))
            .join(
                handoffs, and_(handoffs.c.workspace == events.workspace, handoffs.c.number == events.number)
            )
            .where(
                events.workspace == workspace,
                events.activity.in_(_EXPORTED),
                events.at >= since if since else true(),
                events.at < until if until else true(),
                _follows(after, name) if after else true(),
            )
            .order_by(events.at, name, events.sequence)
            .limit(limit)
        )
        return [_read(row) for row in await self._connection.execute(query)]

    async def known(self, workspace: str, cases: Sequence[str]) -> dict[str, Known]:
        """Return which handoff each of these cases would be taken for, if there is one."""
        numbered = {number: case for case in cases if (number := number_of(case))}
        found: dict[str, Known] = {}
        # One after the other: for both at once, planners read all handoffs of the workspace.
        for condition in (handoffs.c.number.in_(numbered), handoffs.c.imported_case.in_(cases)):
            query = select(
                _NAME.label("case"), handoffs.c.opened_at, handoffs.c.number, handoffs.c.parent.is_not(None)
            ).where(handoffs.c.workspace == workspace, condition)
            for row in await self._connection.execute(query):
                handoff = Known(*row)
                found |= {row.case: handoff, numbered.get(row.number, row.case): handoff}
        return found

    async def reserve(self, workspace: str, *, count: int, above: int) -> int:
        """Take `count` numbers, all of them over `above`, and return the first."""
        highest = func.max if self._connection.dialect.name == "sqlite" else func.greatest
        statement = (
            insert(self._connection, numbers)
            .values(workspace=workspace, last=above + count)
            .on_conflict_do_update(
                index_elements=["workspace"], set_={"last": highest(numbers.c.last, above) + count}
            )
            .returning(numbers.c.last)
        )
        last: int = (await self._connection.execute(statement)).scalar_one()
        return last - count + 1

    async def add(self, imported: Sequence[Rebuilt]) -> None:
        """Store imported handoffs with their logs; those that are open are dormant."""
        if not imported:
            return
        await self._connection.execute(_ADD, [_imported_values(one) for one in imported])
        await self._look_at_what_came()
        rows = [
            event_values(one.handoff.workspace, one.handoff.number, event)
            for one in imported
            for event in one.events
        ]
        await self._connection.execute(_LOG, rows)

    async def link(self, workspace: str, links: Sequence[Link]) -> None:
        """Make the parts of these links parts of their wholes.

        A part that has a whole already keeps it, and a whole whose log was brought in without the row gets no part.
        """
        known = await self.known(
            workspace, sorted({name for link in links for name in (link.case, link.part)})
        )
        rows = [
            {
                "own": workspace,
                "whole": known[link.case].number,
                "part": known[link.part].number,
                "case": link.part,
            }
            for link in links
        ]
        await self._connection.execute(_LINK, rows)

    async def _look_at_what_came(self) -> None:
        """Let PostgreSQL see that the table has filled, the first time.

        It checks each event's key by a plan of its own. As long as it takes the table for empty, that plan reads all
        handoffs of the workspace, once for each event.
        """
        if not self._looked and self._connection.dialect.name == "postgresql":
            await self._connection.execute(text("ANALYZE handoffs"))
        self._looked = True

    async def pseudonym_key(self, workspace: str) -> str:
        """Return the key of the workspace's pseudonyms; it is made when it is first asked for."""
        own = workspaces.c.id == workspace
        await self._connection.execute(
            update(workspaces)
            .where(own, workspaces.c.pseudonym_key.is_(None))
            .values(pseudonym_key=token_hex(32))
        )
        return await self._connection.scalar(select(workspaces.c.pseudonym_key).where(own)) or ""


def _follows(after: LogRow, name: ColumnElement[str]) -> ColumnElement[bool]:
    events = handoff_events.c
    return and_(
        events.at >= after.at,  # alone, so that planners see that the index begins here
        or_(
            events.at > after.at,
            name > after.case,
            and_(name == after.case, events.sequence > after.line),
        ),
    )


def _read(row: Row[Any]) -> LogRow:
    return LogRow(
        row.sequence,
        row.case,
        Activity(row.activity),
        row.at,
        row.from_department,
        row.to_department,
        row.actor,
        row.detail,
    )


def _imported_values(imported: Rebuilt) -> dict[str, Any]:
    handoff = imported.handoff
    return {
        **handoff_values(handoff),
        "imported_case": imported.case,
        "dormant": handoff.state in OPEN,
        "next_actor": None,
        "next_nudge_at": None,
    }
