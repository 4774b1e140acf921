"""What was changed in the settings, and what was refused."""

from sqlalchemy import Column, Identity, Index, PrimaryKeyConstraint, Table

from storage.columns import UtcTime, Words, serial
from storage.tables.schema import metadata, of_workspace

audits = Table(
    "audits",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("who", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    PrimaryKeyConstraint("id"),
    of_workspace(),
    Index(None, "workspace", "at", "id"),
)
