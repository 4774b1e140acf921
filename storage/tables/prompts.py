"""Prompts about messages that sound thrown, and where they may be made. No table holds a word of a message."""

from sqlalchemy import (
    Boolean,
    Column,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from storage.columns import UtcTime, Words, serial
from storage.tables.schema import metadata, of_workspace, partial_index

# One row a message, for as long as somebody may edit it: nobody is asked twice about one message.
prompts = Table(
    "prompts",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("ts", Words, nullable=False),
    Column("thread_ts", Words),
    Column("author", Words, nullable=False),
    Column("cue", Words, nullable=False),
    Column("department", Words),
    Column("noticed_at", UtcTime, nullable=False),
    Column("shown_at", UtcTime),
    Column("outcome", Words, nullable=False),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "channel", "ts"),
    of_workspace(),
    Index(None, "workspace", "noticed_at"),
    Index(None, "workspace", "shown_at"),
    Index(None, "workspace", "author", "shown_at"),
    Index(None, "workspace", "cue", "shown_at"),
    # An id stands in the buttons of messages: it must never be given to another prompt.
    sqlite_autoincrement=True,
)

# What is left of prompts when they are let go: counts by week and cue, without anybody.
prompt_counts = Table(
    "prompt_counts",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("cue", Words, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("turned", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("dismissed", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "week", "cue"),
    of_workspace(),
)

noticed_channels = Table(
    "noticed_channels",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("consent", Words, nullable=False),
    Column("by", Words),
    Column("since", UtcTime, nullable=False),
    Column("times", Integer, nullable=False),
    Column("second_opinion", Boolean, nullable=False),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "channel"),
    of_workspace(),
    sqlite_autoincrement=True,
)

cues_off = Table(
    "cues_off",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("cue", Words, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("dismissed", Integer, nullable=False),
    Column("until", UtcTime),
    Column("by", Words),
    PrimaryKeyConstraint("id"),
    of_workspace(),
    sqlite_autoincrement=True,
)

partial_index("ix_cues_off_now", cues_off, ["workspace", "cue"], "until IS NULL", unique=True)
