"""Whom nudges wait for: people and departments' channels, how they want it, and when to look at them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.nudging.batches import Told
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.preferences import Preferences
from storage.columns import UtcTime
from storage.tables import listeners
from storage.upserts import insert_in

_NEW = {"told_on": date.min.isoformat(), "told_times": 0, "interrupted": False, "batches": 0}
_DUE = (
    select(listeners)
    .where(listeners.c.look_at <= bindparam("now", type_=UtcTime()))
    .order_by(listeners.c.look_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
_THIS = (listeners.c.workspace == bindparam("its_workspace"), listeners.c.id == bindparam("its_id"))
_ONE = select(listeners).where(*_THIS).with_for_update()
_LOOK_AT = update(listeners).where(*_THIS).values(look_at=bindparam("now"))
_SPENT = (
    update(listeners)
    .where(*_THIS)
    .values(told_on=bindparam("day"), told_times=bindparam("times"), interrupted=bindparam("interrupts"))
)
_TOLD = (
    update(listeners)
    .where(*_THIS)
    .values(
        look_at=bindparam("then"),
        told_on=bindparam("day"),
        told_times=bindparam("times"),
        interrupted=bindparam("interrupts"),
        batches=bindparam("counted"),
    )
)


class SqlListeners:
    """Fulfils the part of the port `Nudges` that is about those who listen."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def listeners_due(self, now: datetime, *, limit: int) -> list[Listener]:
        """Return whom to look at now, of all workspaces, locked until the commit; others look past them."""
        return [_read(row) for row in await self._connection.execute(_DUE, {"now": now, "most": limit})]

    async def preferences(self, workspace: str, recipient: str) -> Preferences:
        """Return how somebody wants to be nudged."""
        query = select(listeners.c.preferences).where(
            listeners.c.workspace == workspace, listeners.c.id == recipient
        )
        return _read_preferences(await self._connection.scalar(query))

    async def prefer(self, workspace: str, recipient: str, preferences: Preferences, now: datetime) -> None:
        """Store how somebody wants to be nudged, and look at them again."""
        written = _written(preferences)
        statement = insert_in(self._connection.dialect.name, listeners).values(
            **_NEW, workspace=workspace, id=recipient, look_at=now, preferences=written
        )
        changed = {"preferences": written, "look_at": now}
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "id"], set_=changed)
        )

    async def listener(self, workspace: str, recipient: str) -> Listener:
        """Return somebody who may listen, known before or not, locked until the commit."""
        its = {"its_workspace": workspace, "its_id": recipient}
        if (row := (await self._connection.execute(_ONE, its)).one_or_none()) is None:
            statement = insert_in(self._connection.dialect.name, listeners).on_conflict_do_nothing()
            await self._connection.execute(statement, {**_NEW, "workspace": workspace, "id": recipient})
            row = (await self._connection.execute(_ONE, its)).one()
        return _read(row)

    async def spend(self, workspace: str, recipient: str, told: Told) -> None:
        """Store how often somebody was told something today, by whatever message."""
        its = {"its_workspace": workspace, "its_id": recipient}
        await self._connection.execute(_SPENT, {**its, **_day(told)})

    async def look_at(self, workspace: str, recipients: Sequence[str], now: datetime) -> None:
        """Look at these again now: what keeps them quiet has changed."""
        its = [
            {"its_workspace": workspace, "its_id": recipient, "now": now}
            for recipient in in_order(recipients)
        ]
        if its:
            await self._connection.execute(_LOOK_AT, its)

    async def look_later(self, workspace: str, recipient: str, now: datetime, then: datetime) -> None:
        """Look then at somebody who would be looked at `now`."""
        its = listeners.c.workspace == workspace, listeners.c.id == recipient, listeners.c.look_at <= now
        await self._connection.execute(update(listeners).where(*its).values(look_at=then))

    async def _let_listen(self, workspace: str, recipients: Iterable[str], now: datetime) -> None:
        """Look at these now, known or not."""
        rows = [
            {**_NEW, "workspace": workspace, "id": recipient, "look_at": now}
            for recipient in in_order(recipients)
        ]
        await self._connection.execute(_listen(self._connection.dialect.name), rows)

    async def _looked_at(self, listener: Listener, told: Told, batches: int, then: datetime | None) -> None:
        values = {
            "its_workspace": listener.workspace,
            "its_id": listener.id,
            "then": then,
            "counted": batches,
            **_day(told),
        }
        await self._connection.execute(_TOLD, values)


def in_order(recipients: Iterable[str]) -> list[str]:
    """Return each of them once, in the order in which all transactions lock them, so that none waits in a circle."""
    return sorted(set(recipients))


@cache
def _listen(dialect: str) -> postgresql.Insert | sqlite.Insert:
    statement = insert_in(dialect, listeners)
    return statement.on_conflict_do_update(
        index_elements=["workspace", "id"], set_={"look_at": statement.excluded.look_at}
    )


def _day(told: Told) -> dict[str, object]:
    return {"day": told.day.isoformat(), "times": told.times, "interrupts": told.interrupted}


def _read(row: Row[Any]) -> Listener:
    told = Told(date.fromisoformat(row.told_on), row.told_times, row.interrupted)
    return Listener(row.workspace, row.id, _read_preferences(row.preferences), told, row.batches)


def _written(preferences: Preferences) -> dict[str, object]:
    paused, batches = preferences.paused_until, preferences.batches
    return {
        "window": _clocks(preferences.window),
        "batches": None if batches is None else _clocks(batches),
        "silent": sorted(kind.value for kind in preferences.silent),
        "paused_until": paused.isoformat() if paused else None,
        "prompts": preferences.prompts,
    }


def _read_preferences(stored: Mapping[str, Any] | None) -> Preferences:
    if stored is None:
        return Preferences()
    opens, closes = map(time.fromisoformat, stored["window"])
    batches, paused = stored["batches"], stored["paused_until"]
    return Preferences(
        window=(opens, closes),
        batches=None if batches is None else tuple(map(time.fromisoformat, batches)),
        silent=frozenset(map(LadderKind, stored["silent"])),
        paused_until=datetime.fromisoformat(paused) if paused else None,
        prompts=stored["prompts"],
    )


def _clocks(times: Sequence[time]) -> list[str]:
    return [clock.isoformat() for clock in times]
