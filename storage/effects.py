"""Whether nudges do any good: counted by kind and rung, never by person; the counts stay when the nudges go."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.nudging.effects import COUNTED, MOVES, Effect, summed
from bot.domain.nudging.ladders import LadderKind
from storage.snoozes import SqlSnoozes
from storage.tables import handoff_events, handoffs, nudge_counts, nudges, snoozes
from storage.tables.nudges import HELD
from storage.upserts import insert

_moved = exists().where(
    handoff_events.c.workspace == nudges.c.workspace,
    handoff_events.c.number == nudges.c.number,
    handoff_events.c.at > nudges.c.told_at,
    handoff_events.c.at <= nudges.c.watched_until,
    handoff_events.c.activity.in_([activity.value for activity in MOVES]),
)
_held = nudges.c.state == HELD
_COUNTS = select(
    nudges.c.kind,
    nudges.c.rung,
    func.count().filter(not_(_held)).label("told"),
    func.count().filter(and_(not_(_held), _moved)).label("moved"),
    func.count().filter(_held).label("held"),
    func.count().filter(and_(_held, _moved)).label("moved_without"),
    func.count().filter(nudges.c.snoozed).label("snoozed"),
    func.count().filter(nudges.c.muted).label("muted"),
).group_by(nudges.c.kind, nudges.c.rung)
_KEPT = select(nudge_counts.c.kind, nudge_counts.c.rung, *(nudge_counts.c[name] for name in COUNTED))
_EACH: Select[Any] = select(
    *(nudges.c[name] for name in ("id", "kind", "rung", "told_at", "snoozed", "muted")),
    _held.label("held"),
    _moved.label("moved"),
)


class SqlEffects(SqlSnoozes):
    """Fulfils the part of the port `Nudges` that is about what nudges do, and about letting them go."""

    async def effects(self, workspace: str, since: datetime, until: datetime) -> list[Effect]:
        """Return, by kind and rung, how often the matter moved after a nudge and without one.

        Of nudges that were let go the days (UTC) count that began in that time.
        """
        told = nudges.c.workspace == workspace, nudges.c.told_at >= since, nudges.c.told_at < until
        days = nudge_counts.c.day >= _first_day(since), nudge_counts.c.day < _first_day(until)
        live = await self._connection.execute(_COUNTS.where(*told))
        kept = await self._connection.execute(_KEPT.where(nudge_counts.c.workspace == workspace, *days))
        return summed(_read(row) for row in chain(live, kept))

    async def ended(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return handoffs over `after` that ended before then, of which there are still nudges or snoozes, in order."""
        left = select(nudges.c.number).where(nudges.c.workspace == workspace)
        silenced = select(snoozes.c.number).where(snoozes.c.workspace == workspace)
        query = select(handoffs.c.number).where(
            handoffs.c.workspace == workspace,
            handoffs.c.number > after,
            handoffs.c.ended_at < before,
            or_(handoffs.c.number.in_(left), handoffs.c.number.in_(silenced)),
        )
        return list(await self._connection.scalars(query.order_by(handoffs.c.number).limit(limit)))

    async def fold(self, workspace: str, numbers: Sequence[int]) -> None:
        """Add what became of the nudges of these handoffs to the counts of their days; forget them and their snoozes."""
        its = nudges.c.workspace == workspace, nudges.c.number.in_(numbers)
        # Locked, so that two processes that let go at once do not count a nudge twice.
        query = _EACH.where(*its).order_by(nudges.c.id).with_for_update(of=nudges)
        rows = (await self._connection.execute(query)).all()
        await _add(self._connection, workspace, rows)
        ids = [row.id for row in rows]
        await self._connection.execute(
            delete(nudges).where(nudges.c.workspace == workspace, nudges.c.id.in_(ids))
        )
        silenced = snoozes.c.workspace == workspace, snoozes.c.number.in_(numbers)
        await self._connection.execute(delete(snoozes).where(*silenced))

    async def drop_counts(self, workspace: str, before: datetime) -> None:
        """Forget what nudges did on days that began before then."""
        old = nudge_counts.c.workspace == workspace, nudge_counts.c.day < _first_day(before)
        await self._connection.execute(delete(nudge_counts).where(*old))


async def _add(connection: AsyncConnection, workspace: str, rows: Iterable[Row[Any]]) -> None:
    by_day: dict[date, list[Effect]] = {}
    for row in rows:
        if row.told_at:
            by_day.setdefault(row.told_at.astimezone(UTC).date(), []).append(_single(row))
    for day, effects in sorted(by_day.items()):
        for one in summed(effects):
            place = {"workspace": workspace, "day": day.isoformat(), "kind": one.kind.value, "rung": one.rung}
            counts = {name: getattr(one, name) for name in COUNTED}
            statement = insert(connection, nudge_counts).values(**place, **counts)
            sums = {name: nudge_counts.c[name] + statement.excluded[name] for name in COUNTED}
            await connection.execute(statement.on_conflict_do_update(index_elements=list(place), set_=sums))


def _single(row: Row[Any]) -> Effect:
    told, moved = not row.held, bool(row.moved)
    return Effect(
        LadderKind(row.kind),
        row.rung,
        told=int(told),
        moved=int(told and moved),
        held=int(not told),
        moved_without=int(not told and moved),
        snoozed=int(row.snoozed),
        muted=int(row.muted),
    )


def _read(row: Row[Any]) -> Effect:
    return Effect(**{**row._mapping, "kind": LadderKind(row.kind)})


def _first_day(since: datetime) -> str:
    """Return the first day that begins then or later."""
    at = since.astimezone(UTC)
    return (at + timedelta(days=1, microseconds=-1)).date().isoformat()
