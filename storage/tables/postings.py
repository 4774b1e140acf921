"""The weekly posts of the silo summary."""

from sqlalchemy import Column, Identity, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.columns import UtcTime, Words, serial
from storage.tables.schema import metadata, of_workspace

postings = Table(
    "postings",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("scope", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "scope", "week"),
    of_workspace(),
    # An id stands in the keys of messages: it must never be given to another row.
    sqlite_autoincrement=True,
)
