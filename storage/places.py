"""Where handoffs stand on their ladders: what the clock changes in many of them at once."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, column, func, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.standing import Place, Standing
from bot.errors import ConflictError
from storage.tables import handoffs

_KEY = ("workspace", "number", "version")
_PLACE = ("rung", "held", "next_nudge_at")
_CLOCK = (*_PLACE, "delivered_at", "state_since", "waiting_until", "waiting_for", "events")


async def store_places(connection: AsyncConnection, changed: Sequence[Handoff]) -> None:
    """Store what the clock changed, and raise the versions; raise ConflictError if one changed since it was loaded."""
    rows = [{f"its_{name}": getattr(one, name) for name in (*_KEY, *_CLOCK)} for one in changed]
    await _store(connection, _CLOCK, rows)


async def move(connection: AsyncConnection, moves: Sequence[tuple[Standing, Place]]) -> None:
    """Store other places, and raise the versions; raise ConflictError if one changed since it was loaded."""
    rows: list[dict[str, Any]] = [
        {
            "its_workspace": one.workspace,
            "its_number": one.number,
            "its_version": one.version,
            "its_rung": place.rung,
            "its_held": place.held,
            "its_next_nudge_at": place.next_nudge_at,
        }
        for one, place in moves
    ]
    await _store(connection, _PLACE, rows)


async def put_off(
    connection: AsyncConnection, workspace: str, number: int, now: datetime, until: datetime
) -> None:
    """Let a handoff that is due `now` be due then; the version stays, since nobody did anything."""
    its = handoffs.c.workspace == workspace, handoffs.c.number == number, handoffs.c.next_nudge_at <= now
    await connection.execute(update(handoffs).where(*its).values(next_nudge_at=until))


async def _store(connection: AsyncConnection, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        stored = await connection.execute(_one_by_one(names), rows)
    else:
        stored = await connection.execute(
            _all_at_once(names), {name: [row[name] for row in rows] for name in rows[0]}
        )
    if stored.rowcount != len(rows):
        raise ConflictError(f"of {len(rows)} handoffs only {stored.rowcount} were as they had been")


@cache
def _one_by_one(names: tuple[str, ...]) -> Update:
    its: dict[str, Any] = {
        name: bindparam(f"its_{name}", type_=handoffs.c[name].type) for name in (*_KEY, *names)
    }
    return _changed(names, its)


@cache
def _all_at_once(names: tuple[str, ...]) -> Update:
    """Return one statement for any number of them, since asyncpg does not tell how many of many it changed."""
    columns = (*_KEY, *names)
    arrays = [bindparam(f"its_{name}", type_=ARRAY(handoffs.c[name].type)) for name in columns]
    given = func.unnest(*arrays).table_valued(
        *(column(name, handoffs.c[name].type) for name in columns), name="given"
    )
    its = given.render_derived()
    return _changed(names, {name: its.c[name] for name in columns})


def _changed(names: tuple[str, ...], its: dict[str, Any]) -> Update:
    same = [handoffs.c[name] == its[name] for name in _KEY]
    values = {name: its[name] for name in names}
    return update(handoffs).where(*same).values({**values, "version": handoffs.c.version + 1})
