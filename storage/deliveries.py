"""What deliverers do with the outbox: in order within a lane, each message with one worker at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import bindparam, case, delete, func, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import Dead, GivenUp, Later, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import Rates
from storage.claims import CHANGING, DUE, TAKE_LEASE
from storage.pacing import Pacing
from storage.prepared import Prepared
from storage.tables import outbox
from storage.tables.messages import DEAD, PENDING, SENT


class SqlDeliveries:
    """Fulfils the port `Deliveries`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(
        self, now: datetime, *, worker: str, lease: timedelta, limit: int, rates: Rates
    ) -> list[OutboxRow]:
        """Return messages that may leave now, at most one a lane and the first of it, leased to `worker`."""
        pacing = Pacing(self._connection, rates)
        claimed: list[OutboxRow] = []
        # A scope that has no more to give is not seen any more when we look again, and others come into view.
        while len(claimed) < limit:
            most = limit - len(claimed)
            candidates = (await self._connection.execute(DUE, {"now": now, "most": most})).all()
            if not candidates or not (admitted := await pacing.admit(candidates, now)):
                break
            leases = {"ids": admitted, "for_worker": worker, "until": now + lease}
            leased = await self._connection.execute(TAKE_LEASE, leases)
            claimed += (OutboxRow(**{**row._mapping, "kind": MessageKind(row.kind)}) for row in leased)
            if len(candidates) < most:
                break
        return sorted(claimed, key=lambda row: row.id)

    async def settle(self, outcomes: Sequence[Outcome], now: datetime, *, rates: Rates) -> Sequence[Outcome]:
        """Write down what became of messages; return what has to wait, since somebody is changing it just now.

        Nothing happens to a message whose lease its worker has lost. One that was sent stays due if it was wanted
        anew meanwhile.
        """
        waiting = await self._changing(outcomes)
        pacing = Pacing(self._connection, rates)
        for outcome in outcomes:
            if outcome not in waiting and not await _obeyed(outcome, pacing):
                waiting.append(outcome)
        ours = [outcome for outcome in outcomes if outcome not in waiting]
        await _SENT.run(self._connection, [_sent(row, result, now) for row, result in _those(ours, Sent)])
        await _LATER.run(self._connection, [_later(row, result) for row, result in _those(ours, Later)])
        await _DEAD.run(self._connection, [_dead(row, result, now) for row, result in _those(ours, Dead)])
        await _GIVEN_UP.run(self._connection, [_of(row) for row, _ in _those(ours, GivenUp)])
        return waiting

    async def _changing(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Return those whose message somebody else is changing; the other messages are ours until the commit."""
        if not outcomes or self._connection.dialect.name == "sqlite":  # which has one writer
            return []
        ids = [outcome.row.id for outcome in outcomes]
        changing = set(await self._connection.scalars(CHANGING, {"ids": ids}))
        return [outcome for outcome in outcomes if outcome.row.id in changing]

    async def release(self, worker: str, not_before: datetime) -> None:
        """Give back everything that `worker` has leased; nobody takes it before then, as Slack may be at it still."""
        statement = update(outbox).where(outbox.c.leased_by == worker)
        await self._connection.execute(statement.values(**_FREE, not_before=not_before, unsure=True))


_FREE: dict[str, None] = {"leased_by": None, "lease_until": None}
_IS_HELD = (
    outbox.c.id == bindparam("message"),
    outbox.c.workspace == bindparam("its_workspace"),
    outbox.c.leased_by == bindparam("its_worker"),
)
_HELD = update(outbox).where(*_IS_HELD).values(**_FREE)
_sent_now = _HELD.values(
    state=case((outbox.c.revision == bindparam("its_revision"), SENT), else_=PENDING),
    sent_revision=bindparam("its_revision"),
    channel=bindparam("its_channel"),
    ts=bindparam("its_ts"),
    live=bindparam("it_is_live", type_=outbox.c.live.type),
    sent_at=bindparam("at"),
    attempts=0,
    error=None,
    unsure=False,
)
_put_off = _HELD.values(
    attempts=outbox.c.attempts + 1,
    not_before=func.coalesce(bindparam("at", type_=outbox.c.not_before.type), outbox.c.not_before),
    error=bindparam("why"),
    unsure=or_(outbox.c.unsure, bindparam("nobody_knows", type_=outbox.c.unsure.type)),
)
_set_aside = _HELD.values(state=DEAD, error=bindparam("why"), dead_at=bindparam("at"))
_SENT = Prepared(lambda _: _sent_now)
_LATER = Prepared(lambda _: _put_off)
_DEAD = Prepared(lambda _: _set_aside)
_GIVEN_UP = Prepared(lambda _: delete(outbox).where(*_IS_HELD))


async def _obeyed(outcome: Outcome, pacing: Pacing) -> bool:
    """Let everything wait that Slack asked to; False if it cannot be noted just now."""
    result = outcome.result
    if isinstance(result, Later) and result.limited:
        return await pacing.hold(outcome.row, result.not_before)
    return True


_Result = TypeVar("_Result")


def _those(outcomes: Sequence[Outcome], kind: type[_Result]) -> Iterator[tuple[OutboxRow, _Result]]:
    return ((outcome.row, outcome.result) for outcome in outcomes if isinstance(outcome.result, kind))


def _of(row: OutboxRow) -> dict[str, Any]:
    return {"message": row.id, "its_workspace": row.workspace, "its_worker": row.worker}


def _sent(row: OutboxRow, where: Sent, now: datetime) -> dict[str, Any]:
    return {
        **_of(row),
        "its_revision": row.revision,
        "its_channel": where.channel,
        "its_ts": where.ts,
        "it_is_live": where.live,
        "at": now,
    }


def _later(row: OutboxRow, later: Later) -> dict[str, Any]:
    # What Slack put off waits with all of its scope, and keeps its place in it.
    at = None if later.limited else later.not_before
    return {**_of(row), "at": at, "why": later.error, "nobody_knows": later.unsure}


def _dead(row: OutboxRow, dead: Dead, now: datetime) -> dict[str, Any]:
    return {**_of(row), "why": dead.error, "at": now}
