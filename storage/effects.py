"""Whether nudges do any good: counted by kind and rung, never by person."""

from datetime import datetime

from sqlalchemy import and_, exists, func, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.effects import MOVES, Effect
from bot.domain.ladders import LadderKind
from storage.tables import handoff_events, nudges
from storage.tables.nudges import HELD

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


async def count_effects(
    connection: AsyncConnection, workspace: str, since: datetime, until: datetime
) -> list[Effect]:
    """Return what became of the nudges that were told, or kept back, in [`since`, `until`)."""
    of_then = nudges.c.workspace == workspace, nudges.c.told_at >= since, nudges.c.told_at < until
    rows = await connection.execute(_COUNTS.where(*of_then).order_by(nudges.c.kind, nudges.c.rung))
    return [Effect(**{**row._mapping, "kind": LadderKind(row.kind)}) for row in rows]
