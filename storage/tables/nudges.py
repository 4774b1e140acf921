"""Nudges that wait or were told, whom they are for, and what those do not want to hear of."""

from sqlalchemy import (
    Boolean,
    Column,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
)

from storage.columns import UtcTime, Words, document, serial
from storage.tables.schema import metadata, of_workspace, partial_index

WAITING, TOLD, DROPPED, HELD = "waiting", "told", "dropped", "held"
"""The states of a nudge; a held one is never told: it shows what happens without."""

_ONE = ["workspace", "number", "kind", "since", "rung", "recipient"]

# One row for each rung and recipient of a ladder that stands since then: nothing is said twice. `batch` is the message
# to the recipient in which it was told. Whoever snoozes what they were told makes it wait again.
nudges = Table(
    "nudges",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("recipient", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("instead_of", Words),
    Column("state", Words, nullable=False),
    Column("batch", Integer),
    Column("told_at", UtcTime),
    Column("watched_until", UtcTime),
    Column("snoozed", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    PrimaryKeyConstraint("id"),
    of_workspace(),
    Index(None, "workspace", "told_at"),
)

# `preferences` is NULL until somebody says how they want it; `told_*` is the budget of their day.
listeners = Table(
    "listeners",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("look_at", UtcTime),
    Column("told_on", Words, nullable=False),
    Column("told_times", Integer, nullable=False),
    Column("interrupted", Boolean, nullable=False),
    Column("batches", Integer, nullable=False),
    Column("preferences", document()),
    PrimaryKeyConstraint("workspace", "id"),
    of_workspace(),
)

# `until` is NULL where somebody never wants to hear of a handoff again.
snoozes = Table(
    "snoozes",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("user", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("until", UtcTime),
    PrimaryKeyConstraint("workspace", "user", "number"),
    of_workspace(),
)

# What is left of nudges when they are let go: counts by day (UTC), kind and rung, without anybody.
nudge_counts = Table(
    "nudge_counts",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("day", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("rung", Integer, nullable=False),
    *(
        Column(name, Integer, nullable=False)
        for name in ("told", "moved", "held", "moved_without", "snoozed", "muted")
    ),
    PrimaryKeyConstraint("workspace", "day", "kind", "rung"),
    of_workspace(),
)

partial_index("ix_nudges_once", nudges, _ONE, f"state <> '{HELD}'", unique=True)
partial_index("ix_nudges_held", nudges, _ONE, f"state = '{HELD}'", unique=True)
partial_index("ix_nudges_waiting", nudges, ["workspace", "recipient", "due_at"], f"state = '{WAITING}'")
partial_index("ix_nudges_batch", nudges, ["workspace", "recipient", "batch"], "batch IS NOT NULL")
partial_index("ix_nudges_number", nudges, ["workspace", "number", "told_at"], "batch IS NOT NULL")
partial_index("ix_listeners_look_at", listeners, ["look_at"], "look_at IS NOT NULL")
