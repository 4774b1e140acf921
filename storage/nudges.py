"""Handoffs on their ladders, and the nudges that wait for people and departments."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    false,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.batches import Pending, Plan
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudges import Nudge
from bot.domain.nudging.standing import Place, Standing
from storage.effects import SqlEffects
from storage.places import move, put_off, store_places
from storage.standings import due_standings, some_standings, standings_after
from storage.tables import nudges, snoozes
from storage.tables.nudges import DROPPED, HELD, TOLD, WAITING
from storage.upserts import insert_in

# A literal, not a parameter: only then a planner sees that the partial index fits.
_WAITING: ColumnElement[str] = literal_column(f"'{WAITING}'")

_NUDGE = tuple(
    nudges.c[name]
    for name in ("id", "number", "kind", "since", "rung", "recipient", "due_at", "urgent", "instead_of")
)
_its_snooze = and_(
    snoozes.c.workspace == nudges.c.workspace,
    snoozes.c.user == nudges.c.recipient,
    snoozes.c.number == nudges.c.number,
)
_PENDING: Select[Any] = (
    select(*_NUDGE, snoozes.c.until, snoozes.c.number.label("snoozed_number"))
    .outerjoin(snoozes, _its_snooze)
    .where(
        nudges.c.workspace == bindparam("its_workspace"),
        nudges.c.recipient == bindparam("its_recipient"),
        nudges.c.state == _WAITING,
    )
    .order_by(nudges.c.due_at, nudges.c.id)
)
_BATCH = (
    select(*_NUDGE)
    .where(
        nudges.c.workspace == bindparam("its_workspace"),
        nudges.c.recipient == bindparam("its_recipient"),
        nudges.c.batch == bindparam("its_batch"),
    )
    .order_by(nudges.c.due_at, nudges.c.id)
)
_THIS = (nudges.c.workspace == bindparam("its_workspace"), nudges.c.id == bindparam("its_id"))
_TELL = (
    update(nudges)
    .where(*_THIS)
    .values(
        state=TOLD,
        batch=bindparam("its_batch"),
        told_at=bindparam("at"),
        watched_until=bindparam("until"),
    )
)
_UNTELL = (
    update(nudges)
    .where(
        nudges.c.workspace == bindparam("its_workspace"),
        nudges.c.recipient == bindparam("its_recipient"),
        nudges.c.batch == bindparam("its_batch"),
    )
    .values(state=WAITING, batch=None, told_at=None, watched_until=None)
)
_DROP = update(nudges).where(*_THIS).values(state=DROPPED)


class SqlNudges(SqlEffects):
    """Fulfils the port `Nudges`; who listens, what is snoozed and what came of it have modules of their own."""

    async def due(self, now: datetime, *, limit: int) -> list[Standing]:
        """Return handoffs of all workspaces whose next nudge is due, locked until the commit; others look past them."""
        return await due_standings(self._connection, now, limit)

    async def on_ladders(self, workspace: str, *, after: int, limit: int) -> list[Standing]:
        """Return open handoffs that people work on, those with numbers over `after`, in order of their numbers."""
        return await standings_after(self._connection, workspace, after, limit)

    async def standings(self, workspace: str, numbers: Collection[int]) -> list[Standing]:
        """Return these handoffs as the clock sees them."""
        return await some_standings(self._connection, workspace, sorted(numbers))

    async def move(self, moves: Sequence[tuple[Standing, Place]]) -> None:
        """Give these other places on their ladders; raise ConflictError if one changed since it was loaded."""
        await move(self._connection, moves)

    async def put_off(self, workspace: str, number: int, now: datetime, until: datetime) -> None:
        """Let a handoff that is due `now` be due then."""
        await put_off(self._connection, workspace, number, now, until)

    async def climbed(self, handoffs: Sequence[Handoff]) -> None:
        """Store what the clock changed in these; raise ConflictError if one changed since it was loaded."""
        await store_places(self._connection, handoffs)

    async def queue(self, workspace: str, nudges: Sequence[Nudge], now: datetime) -> None:
        """Keep nudges for their recipients, each once, and let those be looked at."""
        if nudges:
            await self._add(WAITING, [_values(workspace, nudge) for nudge in nudges])
            await self._let_listen(workspace, (nudge.to for nudge in nudges), now)

    async def hold_back(
        self, workspace: str, nudges: Sequence[Nudge], now: datetime, until: datetime
    ) -> None:
        """Note nudges that are told to nobody, to see what happens until then without them."""
        watched = {"told_at": now, "watched_until": until}
        if nudges:
            await self._add(HELD, [{**_values(workspace, nudge), **watched} for nudge in nudges])

    async def pending(self, workspace: str, recipient: str) -> list[Pending]:
        """Return what a recipient was not told yet, the longest due first."""
        its = {"its_workspace": workspace, "its_recipient": recipient}
        return [
            Pending(
                row.id,
                _read(row),
                snoozed_until=row.until,
                muted=row.snoozed_number is not None and row.until is None,
            )
            for row in await self._connection.execute(_PENDING, its)
        ]

    async def told(
        self, listener: Listener, plan: Plan, dropped: Sequence[int], now: datetime, watched_until: datetime
    ) -> None:
        """Store what a plan tells in the listener's next batch, what is dropped, and when to look again.

        Until `watched_until` it is seen what comes of it.
        """
        batch = listener.batches + 1 if plan.tell else listener.batches
        telling = {"its_batch": batch, "at": now, "until": watched_until}
        gone = [*dropped, *(one.id for one in plan.drop)]
        await self._each(_TELL, listener, [one.id for one in plan.tell], telling)
        await self._each(_DROP, listener, gone, {})
        await self._looked_at(listener, plan.told, batch, plan.look_at)

    async def untold(self, workspace: str, recipient: str, batch: int, now: datetime) -> None:
        """Let what was gathered in a message wait again: nobody got it."""
        await self.look_at(workspace, [recipient], now)
        its = {"its_workspace": workspace, "its_recipient": recipient, "its_batch": batch}
        await self._connection.execute(_UNTELL, its)

    async def batch(self, workspace: str, recipient: str, batch: int) -> list[Nudge]:
        """Return what was gathered in one message, the longest due first; the last nudge of each handoff."""
        its = {"its_workspace": workspace, "its_recipient": recipient, "its_batch": batch}
        found = [_read(row) for row in await self._connection.execute(_BATCH, its)]
        last = {nudge.number: nudge for nudge in found}
        return list(last.values())

    async def _add(self, state: str, rows: list[dict[str, Any]]) -> None:
        await self._connection.execute(_queue(self._connection.dialect.name, state), rows)

    async def _each(
        self, statement: Any, listener: Listener, ids: Sequence[int], values: dict[str, Any]
    ) -> None:
        if ids:
            rows = [{"its_workspace": listener.workspace, "its_id": one, **values} for one in ids]
            await self._connection.execute(statement, rows)


@cache
def _queue(dialect: str, state: str) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that adds a nudge, once; built once. What all rows share is not a parameter of each."""
    shared = {"state": literal_column(f"'{state}'"), "snoozed": false(), "muted": false()}
    return insert_in(dialect, nudges).values(shared).on_conflict_do_nothing()


def _values(workspace: str, nudge: Nudge) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "recipient": nudge.to,
        "number": nudge.number,
        "kind": nudge.kind.value,
        "since": nudge.since,
        "rung": nudge.rung,
        "due_at": nudge.due_at,
        "urgent": nudge.urgent,
        "instead_of": nudge.instead_of.value if nudge.instead_of else None,
    }


def _read(row: Row[Any]) -> Nudge:
    return Nudge(
        number=row.number,
        kind=LadderKind(row.kind),
        since=row.since,
        rung=row.rung,
        to=row.recipient,
        due_at=row.due_at,
        urgent=row.urgent,
        instead_of=Reach(row.instead_of) if row.instead_of else None,
    )
