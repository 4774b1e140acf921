"""Where handoffs stand on their ladders: what the clock changes in many of them at once."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, column, func, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.handoff import Handoff
from bot.errors import ConflictError
from storage.tables import handoffs

_KEY = ("workspace", "number", "version")
_PLACE = (
    "rung",
    "held",
    "next_nudge_at",
    "delivered_at",
    "state_since",
    "waiting_until",
    "waiting_for",
    "events",
)


async def store_places(connection: AsyncConnection, changed: Sequence[Handoff]) -> None:
    """Store the places, and raise the versions; raise ConflictError if one changed since it was loaded."""
    if not changed:
        return
    if connection.dialect.name == "sqlite":
        rows = [{f"its_{name}": getattr(one, name) for name in (*_KEY, *_PLACE)} for one in changed]
        stored = await connection.execute(_one_by_one(), rows)
    else:
        columns = {f"its_{name}": [getattr(one, name) for one in changed] for name in (*_KEY, *_PLACE)}
        stored = await connection.execute(_all_at_once(), columns)
    if stored.rowcount != len(changed):
        raise ConflictError(f"of {len(changed)} handoffs only {stored.rowcount} were as they had been")


@cache
def _one_by_one() -> Update:
    its: dict[str, Any] = {name: bindparam(f"its_{name}", type_=handoffs.c[name].type) for name in _KEY}
    return _placed({name: bindparam(f"its_{name}", type_=handoffs.c[name].type) for name in _PLACE}, its)


@cache
def _all_at_once() -> Update:
    """Return one statement for any number of them, since asyncpg does not tell how many of many it changed."""
    names = (*_KEY, *_PLACE)
    arrays = [bindparam(f"its_{name}", type_=ARRAY(handoffs.c[name].type)) for name in names]
    given = func.unnest(*arrays).table_valued(
        *(column(name, handoffs.c[name].type) for name in names), name="given"
    )
    its = given.render_derived()
    return _placed({name: its.c[name] for name in _PLACE}, {name: its.c[name] for name in _KEY})


def _placed(place: dict[str, Any], its: dict[str, Any]) -> Update:
    same = [handoffs.c[name] == its[name] for name in _KEY]
    return update(handoffs).where(*same).values({**place, "version": handoffs.c.version + 1})
