"""Whose turn it was in departments that take turns."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table

from storage.columns import Words
from storage.tables.schema import metadata, of_workspace

# Not bound to the departments' rows: an import writes those anew, and everybody's turn has to outlive it.
rotas = Table(
    "rotas",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("turn", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "department"),
    of_workspace(),
)

rota_turns = Table(
    "rota_turns",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("user", Words, nullable=False),
    Column("turn", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "department", "user"),
    of_workspace(),
)
