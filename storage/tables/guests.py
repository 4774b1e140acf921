"""What the language model has cost, and what it has said lately."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, PrimaryKeyConstraint, Table

from storage.columns import UtcTime, Words
from storage.tables.schema import metadata, of_workspace

spendings = Table(
    "spendings",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("inquiries", Integer, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
    PrimaryKeyConstraint("workspace", "day"),
    of_workspace(),
)

cached_answers = Table(
    "cached_answers",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("answer", Words, nullable=False),
    Column("until", UtcTime, nullable=False),
    PrimaryKeyConstraint("workspace", "key"),
    of_workspace(),
    Index(None, "workspace", "until"),
)
