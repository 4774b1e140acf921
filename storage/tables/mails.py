"""Mails that came in: what became of them, and which handoffs they belong to."""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
)

from bot.domain.mail.records import Outcome
from storage.columns import UtcTime, Words, document, serial
from storage.tables.schema import metadata, of_workspace, partial_index

IS_HELD = f"outcome = '{Outcome.HELD}'"

# One row for each mail and address of ours; `held` is its text while somebody has to say something about it.
mails = Table(
    "mails",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("department", Words),
    Column("number", Integer),
    Column("sender", Words, nullable=False),
    Column("user", Words),
    Column("message_id", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("attachments", Integer, nullable=False),
    Column("thread", Words),
    Column("held", document()),
    PrimaryKeyConstraint("id"),
    of_workspace(),
    Index("ix_mails_at", "workspace", "at"),
    # An id stands in the keys of messages: it must never be given to another row.
    sqlite_autoincrement=True,
)

partial_index("ix_mails_held", mails, ["workspace", "at"], IS_HELD)
partial_index("ix_mails_number", mails, ["workspace", "number"], "number IS NOT NULL")

# By the ids that answers name; `department` is the one the mail was sent to, empty for the common address.
mail_threads = Table(
    "mail_threads",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("number", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "message_id", "department"),
    ForeignKeyConstraint(
        ["workspace", "number"],
        ["handoffs.workspace", "handoffs.number"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
)

# Mails that were named before they came, by handoff; `named_by` is a hash of an address.
awaited_mails = Table(
    "awaited_mails",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("named_by", Words, nullable=False),
    Column("named_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("workspace", "message_id", "department", "number", "named_by"),
    ForeignKeyConstraint(
        ["workspace", "number"],
        ["handoffs.workspace", "handoffs.number"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    Index("ix_awaited_mails_named_at", "workspace", "named_at"),
)
