"""What was told of the weeks."""

from sqlalchemy import Column, PrimaryKeyConstraint, Table

from storage.columns import UtcTime, Words, document
from storage.tables.schema import metadata, of_workspace

# Nothing in it tells of a person or of a flow with few people: bot/domain/summary/release.py sees to that before.
summaries = Table(
    "summaries",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("release", document(), nullable=False),
    PrimaryKeyConstraint("workspace", "week"),
    of_workspace(),
)
