"""A past of any length: handoffs that were opened, delivered and mostly closed, loaded by SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Table, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.company import DEPARTMENTS, WORKSPACE, offer, request
from bot.services.open_handoff import open_handoff
from storage.database import Storage
from storage.tables import handoff_events, handoffs, numbers, outbox

_TEMPLATES = DEPARTMENTS - 1
_CHUNK = 50_000

_SERIES = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})",
    "postgresql": "WITH n(i) AS (SELECT generate_series({first}, {last}))",
}
_SENT = {
    "state": "'sent'",
    "sent_revision": "1",
    "channel": '"to"',
    "ts": "'1.' || i",
    "lane": "i || ':' || \"to\"",
}
_UNSENT: Mapping[str, object] = {"state": "pending", "channel": None, "ts": None, "sent_revision": 0}
_OFFERED: Mapping[str, object] = {
    "state": "offered",
    "ended_at": None,
    "delivered_at": None,
    "next_nudge_at": None,
    "rung": 0,
}


@dataclass(frozen=True, slots=True)
class Cards:
    """The ids of the cards of a past; they follow each other."""

    first: int
    last: int

    def spread(self, count: int) -> Sequence[int]:
        """Return `count` of them from all times."""
        step = max((self.last - self.first) // count, 1)
        return range(self.first, self.last, step)[:count]


async def load(storage: Storage, count: int) -> Cards:
    """Give the workspace a past of `count` handoffs, copied from a few real ones; return their cards."""
    await _templates(storage)
    for first in range(_TEMPLATES + 1, count + 1, _CHUNK):
        async with storage.engines.write.begin() as connection:
            await _count(connection)
            await _copies(connection, first, min(first + _CHUNK - 1, count))
    async with storage.engines.write.begin() as connection:
        return await _finish(connection, count)


async def crowd(storage: Storage, count: int, **values: object) -> None:
    """Give the workspace `count` open handoffs with these values in their columns, and nothing beside them."""
    await _templates(storage)
    async with storage.engines.write.begin() as connection:
        await connection.execute(update(handoffs).values(**values))
    for first in range(_TEMPLATES + 1, count + 1, _CHUNK):
        last = min(first + _CHUNK - 1, count)
        async with storage.engines.write.begin() as connection:
            series = _SERIES[connection.dialect.name].format(first=first, last=last)
            copies = _copy(handoffs, {"number": "i", "words": "one.words || ' h ' || i"})
            await connection.exec_driver_sql(series.join(copies))
    async with storage.engines.write.begin() as connection:
        await _settle(connection, count)


async def _templates(storage: Storage) -> None:
    for number in range(1, _TEMPLATES + 1):
        await open_handoff(storage.unit_of_work, request(f"template:{number}"), offer(number))


async def unsend(storage: Storage, ids: Sequence[int]) -> None:
    """Make the cards with these ids due, as if Slack had never had them: their handoffs wait for the first time."""
    numbers = select(outbox.c.number).where(outbox.c.id.in_(ids))
    async with storage.engines.write.begin() as connection:
        await connection.execute(update(handoffs).where(handoffs.c.number.in_(numbers)).values(**_OFFERED))
        unsent = {**_UNSENT, "not_before": datetime.now(UTC)}
        await connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(**unsent))


async def _copies(connection: AsyncConnection, first: int, last: int) -> None:
    series = _SERIES[connection.dialect.name].format(first=first, last=last)
    closed = "CASE WHEN i % 20 = 0 THEN 'offered' ELSE 'closed' END"
    ended = "CASE WHEN i % 20 <> 0 THEN one.changed_at END"
    words = "one.words || ' h ' || i || ' w' || i % 5000"
    for statement in (
        _copy(handoffs, {"number": "i", "state": closed, "ended_at": ended, "words": words}),
        _copy(handoff_events, {"number": "i"}),
        _copy(outbox, {"number": "i", "key": "'card:' || i || ':1'", **_SENT}, "kind = 'card'"),
        _copy(
            outbox, {"number": "i", "key": "'direct:' || i || ':1:' || \"to\"", **_SENT}, "kind = 'direct'"
        ),
    ):
        await connection.exec_driver_sql(series.join(statement))
    taken = "SELECT workspace, 'view:' || i, received_at FROM n, inbox WHERE key = 'template:1'"
    await connection.exec_driver_sql(f"INSERT INTO inbox (workspace, key, received_at) {series} {taken}")


def _copy(table: Table, changed: Mapping[str, str], condition: str = "TRUE") -> tuple[str, str]:
    names = [column.name for column in table.c if column.name != "id"]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'one."{name}"') for name in names)
    of_template = f"one.number = 1 + (i - 1) % {_TEMPLATES} WHERE {condition}"
    chosen = f" SELECT {values} FROM n JOIN {table.name} one ON {of_template}"  # noqa: S608  # all of it is ours
    return f"INSERT INTO {table.name} ({columns}) ", chosen


async def _settle(connection: AsyncConnection, count: int) -> None:
    await connection.execute(update(numbers).where(numbers.c.workspace == WORKSPACE).values(last=count))
    sent = update(outbox).where(outbox.c.state == "pending")
    await connection.execute(sent.values(state="sent", channel=outbox.c.to, ts="1.1"))
    await _count(connection)


async def _count(connection: AsyncConnection) -> None:
    """Let PostgreSQL learn how much there is, which it does by itself a minute later."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("ANALYZE"))


async def _finish(connection: AsyncConnection, count: int) -> Cards:
    await _settle(connection, count)
    ids = "SELECT min(id), max(id) FROM outbox WHERE kind = 'card' AND number > :templates"
    first, last = (await connection.execute(text(ids), {"templates": _TEMPLATES})).one()
    return Cards(first, last)
