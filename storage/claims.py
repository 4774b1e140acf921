"""Which messages of the outbox may go now. What was sent long ago costs nothing: all indexes here are partial."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, exists, literal_column, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.tables import outbox
from storage.tables.messages import PENDING

_earlier = outbox.alias("earlier")
# A literal, not a parameter: only then a planner sees that the partial indexes fit.
_PENDING: ColumnElement[str] = literal_column(f"'{PENDING}'")

is_pending = outbox.c.state == _PENDING

first_of_lane = ~exists().where(
    _earlier.c.workspace == outbox.c.workspace,
    _earlier.c.lane == outbox.c.lane,
    _earlier.c.state == _PENDING,
    _earlier.c.id < outbox.c.id,
)
"""Nothing in the lane waits before it; what is dead does not count."""

due_at = case(
    (outbox.c.lease_until > outbox.c.not_before, outbox.c.lease_until),
    else_=outbox.c.not_before,
)
"""When a message that waits may be claimed."""

_CLAIMED = tuple(
    outbox.c[name]
    for name in (
        "id",
        "workspace",
        "kind",
        "to",
        "number",
        "hop",
        "event",
        "revision",
        "attempts",
        "channel",
        "ts",
        "unsure",
    )
)


def claim_due(now: datetime, worker: str, lease: timedelta, limit: int) -> ReturningUpdate[Any]:
    """Return the statement that leases what has been due the longest.

    A lease that ran out belonged to a worker that ended without a word: nobody knows whether Slack has the message.
    """
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now)
    due = (
        select(outbox.c.id)
        .where(is_pending, outbox.c.not_before <= now, free, first_of_lane)
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(due.c.id)))
        .values(
            leased_by=worker,
            lease_until=now + lease,
            unsure=or_(outbox.c.unsure, outbox.c.lease_until.is_not(None)),
        )
        .returning(*_CLAIMED, outbox.c.leased_by.label("worker"))
    )
