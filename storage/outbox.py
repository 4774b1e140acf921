"""Messages on their way to Slack: what waits, where it stands, and what was set aside."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.backlog import Backlog
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import Sent
from bot.domain.delivery.waiting import Waiting
from storage.claims import first_of_lane, is_pending, leaves_at
from storage.columns import UtcTime
from storage.prepared import Prepared
from storage.tables import outbox
from storage.tables.messages import DEAD, IS_ANSWER, PENDING, SENT
from storage.upserts import insert_in

_NEW: dict[str, Any] = {
    "state": PENDING,
    "revision": 1,
    "sent_revision": 0,
    "attempts": 0,
    "unsure": False,
}
_MAY_BE_LIVE = frozenset(
    {
        MessageKind.DIRECT,
        MessageKind.ASKED,
        MessageKind.ROUND,
        MessageKind.TALK,
        MessageKind.SOURCE_NOTE,
        MessageKind.NUDGES,
    }
)
# Words, so that a planner sees that the partial index fits.
_IS_ANSWER = text(IS_ANSWER)
_NEXT_DUE = select(func.min(leaves_at, type_=UtcTime())).where(is_pending, first_of_lane)
_WHERE = select(outbox.c.key, outbox.c.channel, outbox.c.ts).where(
    outbox.c.workspace == bindparam("workspace"),
    outbox.c.key.in_(bindparam("keys", expanding=True)),
    outbox.c.ts.is_not(None),
)
_WAITING = ("id", "kind", "to", "number", "attempts", "created_at", "not_before", "error")


class SqlOutbox:
    """Fulfils the port `Outbox`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, workspace: str, messages: Sequence[Message], now: datetime) -> None:
        """Queue messages. A card that is queued already is wanted anew; the others stay as they are.

        A dead card stays dead, and has the new state to show when somebody revives it.
        """
        await _QUEUE.run(self._connection, [_values(workspace, message, now) for message in messages])

    async def backlog(self, now: datetime) -> Backlog:
        """Return how much is on its way, of all workspaces together."""
        counts = select(
            func.count().filter(is_pending),
            func.count().filter(outbox.c.state == DEAD),
            func.min(outbox.c.not_before, type_=UtcTime()).filter(is_pending),
        ).where(outbox.c.state != SENT)
        pending, dead, first = (await self._connection.execute(counts)).one()
        age = (now - first).total_seconds() if first else 0.0
        return Backlog(pending, dead, max(age, 0.0))

    async def where(self, workspace: str, keys: Collection[str]) -> dict[str, Sent]:
        """Return where the messages of these keys stand in Slack, those that were sent."""
        rows = await self._connection.execute(_WHERE, {"workspace": workspace, "keys": list(keys)})
        return {row.key: Sent(row.channel, row.ts) for row in rows}

    async def waiting(self, workspace: str, *, limit: int) -> list[Waiting]:
        """Return messages that Slack does not have yet, the dead first, then the oldest."""
        dead = outbox.c.state == DEAD
        query = (
            select(*(outbox.c[name] for name in _WAITING), dead.label("dead"))
            .where(outbox.c.workspace == workspace, outbox.c.state != SENT)
            .order_by(dead.desc(), outbox.c.id)
            .limit(limit)
        )
        rows = await self._connection.execute(query)
        return [Waiting(**{**row._mapping, "kind": MessageKind(row.kind)}) for row in rows]

    async def count_waiting(self, workspace: str, to: str) -> int:
        """Return how many messages to this channel or person Slack does not have yet."""
        left = outbox.c.state != SENT
        query = select(func.count()).where(outbox.c.workspace == workspace, outbox.c.to == to, left)
        return await self._connection.scalar(query) or 0

    async def queued(self, workspace: str, to: str, since: datetime) -> list[datetime]:
        """Return when answers by mail to this reader were queued, those after `since`."""
        query = select(outbox.c.created_at).where(outbox.c.workspace == workspace, outbox.c.to == to)
        return list(await self._connection.scalars(query.where(outbox.c.created_at > since, _IS_ANSWER)))

    async def revive(
        self, workspace: str, now: datetime, ids: Sequence[int] | None = None, to: str | None = None
    ) -> int:
        """Make dead messages due again, all of them or those with `ids` or to one channel; return how many.

        What Slack said last stays with the message until it is sent.
        """
        statement = update(outbox).where(outbox.c.workspace == workspace, outbox.c.state == DEAD)
        if ids is not None:
            statement = statement.where(outbox.c.id.in_(ids))
        if to is not None:
            statement = statement.where(outbox.c.to == to)
        revived = await self._connection.execute(
            statement.values(state=PENDING, attempts=0, not_before=now, dead_at=None)
        )
        if to is not None:
            # Lines that wait for a dead card look again at once, and not when their patience would end.
            waits = update(outbox).where(outbox.c.workspace == workspace, outbox.c.to == to, is_pending)
            await self._connection.execute(waits.where(outbox.c.attempts > 0).values(not_before=now))
        return revived.rowcount

    async def finished(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the ids of messages that were sent earlier than `before` and will not change, those over `after`."""
        old = select(outbox.c.id).where(
            outbox.c.workspace == workspace,
            outbox.c.id > after,
            outbox.c.state == SENT,
            outbox.c.sent_at < before,
            outbox.c.kind != MessageKind.CARD.value,
            # What gathers nudges follows their handoffs for a while, and then never again.
            or_(~outbox.c.live, outbox.c.kind == MessageKind.NUDGES.value),
        )
        return list(await self._connection.scalars(old.order_by(outbox.c.id).limit(limit)))

    async def drop(self, workspace: str, ids: Sequence[int]) -> None:
        """Forget these messages, as far as Slack has them."""
        these = delete(outbox).where(outbox.c.workspace == workspace, outbox.c.id.in_(ids))
        await self._connection.execute(these.where(outbox.c.state == SENT))

    async def next_due(self) -> datetime | None:
        """Return when the next message is due, if any waits."""
        due: datetime | None = await self._connection.scalar(_NEXT_DUE)
        return due


def wanted_anew() -> dict[str, Any]:
    """Return what changes in a message that has to show the state `as_of` now; the dead stay dead."""
    now = bindparam("as_of", type_=UtcTime())
    return {
        "revision": outbox.c.revision + 1,
        "state": case((outbox.c.state == DEAD, DEAD), else_=PENDING),
        "attempts": 0,
        # What waits already keeps its place, and will show the newest state when its turn comes.
        "not_before": case((and_(is_pending, outbox.c.not_before < now), outbox.c.not_before), else_=now),
    }


def _queue(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that queues a message."""
    return insert_in(dialect, outbox).on_conflict_do_update(
        index_elements=["workspace", "key"],
        set_=wanted_anew(),
        where=outbox.c.kind == MessageKind.CARD.value,
    )


_QUEUE = Prepared(_queue)


def _values(workspace: str, message: Message, now: datetime) -> dict[str, Any]:
    return {
        **_NEW,
        "workspace": workspace,
        "key": message.key,
        "lane": message.lane,
        "kind": message.kind.value,
        # Until it is sent nobody knows whether it will depend on the state, so a change meanwhile counts.
        "live": message.kind in _MAY_BE_LIVE,
        "to": message.to,
        "number": message.number,
        "hop": message.hop,
        "event": message.event,
        "not_before": now,
        "created_at": now,
        "as_of": now,
    }
