"""Which messages of the outbox may go now. What was sent long ago costs nothing: all indexes here are partial."""

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.delivery.pacing import UPDATES
from storage.columns import UtcTime
from storage.tables import outbox, paces
from storage.tables.messages import PENDING

_earlier = outbox.alias("earlier")
# A literal, not a parameter: only then a planner sees that the partial indexes fit.
_PENDING: ColumnElement[str] = literal_column(f"'{PENDING}'")

is_pending = outbox.c.state == _PENDING

_waits_before = (
    select(_earlier.c.id)
    .where(
        _earlier.c.workspace == outbox.c.workspace,
        _earlier.c.lane == outbox.c.lane,
        _earlier.c.state == _PENDING,
        _earlier.c.id < outbox.c.id,
        _earlier.c.id > literal_column("0"),  # as the index of lanes says it
    )
    # Skips nothing. Without it PostgreSQL would join, and compare each message that waits with all others, whenever
    # its statistics are from a time when none did: a second for 2 000, against a tenth of a millisecond.
    .offset(literal_column("0"))
)
first_of_lane = ~exists(_waits_before.correlate(outbox))
"""Nothing in the lane waits before it; what is dead does not count."""

_scope = case((outbox.c.ts.is_not(None), UPDATES), else_=outbox.c.to)
_its_pace = and_(paces.c.workspace == outbox.c.workspace, paces.c.scope == _scope)
_ready_at = select(paces.c.ready_at).where(_its_pace).scalar_subquery()
_due_at = case(
    (outbox.c.lease_until > outbox.c.not_before, outbox.c.lease_until),
    else_=outbox.c.not_before,
)
leaves_at = case((_ready_at > _due_at, _ready_at), else_=_due_at)
"""When a message that waits may be claimed: neither leased nor put off, and its scope ready."""

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
        "created_at",
        "channel",
        "ts",
        "unsure",
    )
)


_ids: BindParameter[int] = bindparam("ids", expanding=True)
_now = bindparam("now", type_=UtcTime())
_free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _now)
_holding = select(paces.c.scope).where(_its_pace, paces.c.ready_at > _now).offset(literal_column("0"))
_ready = ~exists(_holding.correlate(outbox))

DUE = (
    select(outbox.c.id, outbox.c.workspace, outbox.c.to, outbox.c.ts)
    .where(is_pending, outbox.c.not_before <= _now, _free, _ready, first_of_lane)
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
"""What has been due the longest `now`, at `most` so many, locked until the commit; others look past it.

Of what has to wait for its scope nothing is seen, however much it is.
"""

TAKE_LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(_ids))
    .values(
        leased_by=bindparam("for_worker"),
        lease_until=bindparam("until"),
        unsure=or_(outbox.c.unsure, outbox.c.lease_until.is_not(None)),
    )
    .returning(*_CLAIMED, outbox.c.leased_by.label("worker"))
)
"""Leases the messages `ids` `for_worker` `until` then.

A lease that ran out belonged to a worker that ended without a word: nobody knows whether Slack has the message.
"""

_taken = select(outbox.c.id).where(outbox.c.id.in_(_ids)).with_for_update(skip_locked=True).cte("taken")

CHANGING = select(outbox.c.id).where(outbox.c.id.in_(_ids), outbox.c.id.not_in(select(_taken.c.id)))
"""Locks the messages `ids` until the commit, and returns those that somebody else has locked before."""
