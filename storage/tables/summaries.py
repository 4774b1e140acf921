"""What was told of the weeks."""

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, Table

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

# The words of a language model: they tell the figures of this release, and go with it.
summary_words = Table(
    "summary_words",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("scope", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("figure", Words, nullable=False),
    Column("words", document(), nullable=False),
    PrimaryKeyConstraint("workspace", "week", "scope", "language", "figure"),
    ForeignKeyConstraint(
        ["workspace", "week"],
        ["summaries.workspace", "summaries.week"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
)
