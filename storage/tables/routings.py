"""What was proposed to the senders of handoffs."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from storage.columns import Words
from storage.tables.schema import metadata

# `exception`: the sender chose otherwise, against a rule. Beside the handoff and not in its log, which the field's
# own programs read.
routings = Table(
    "routings",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("rule", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("because", Words, nullable=False),
    Column("alike", Integer, nullable=False),
    Column("chosen", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("exception", Boolean, nullable=False),
    PrimaryKeyConstraint("workspace", "number"),
    ForeignKeyConstraint(
        ["workspace", "number"],
        ["handoffs.workspace", "handoffs.number"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    Index(None, "workspace", "rule", "exception"),
)
