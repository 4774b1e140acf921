"""Workspaces with their departments, rules and people."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Table, true

from storage.columns import UtcTime, Words, document
from storage.tables.schema import metadata, of_workspace, partial_index

# `settings` is NULL while something has arrived from a workspace that nobody has set up. `edition` is new with
# every change of the organisation, so that a process knows whether the one it has read before still holds.
# `noticing` is off where an admin has switched off prompts for all. `pseudonym_key` makes the pseudonyms of exported event logs; it never leaves the database (ADR 18).
workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Words, nullable=False),
    Column("settings", document()),
    Column("edition", Words, nullable=False, server_default=""),
    Column("pseudonym_key", Words),
    Column("noticing", Boolean, nullable=False, server_default=true()),
    PrimaryKeyConstraint("id"),
)

# The last number given. Without a foreign key: it is counted outside of transactions (storage/numbers.py), perhaps
# before the workspace's own row is committed.
numbers = Table(
    "numbers",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("workspace"),
)

departments = Table(
    "departments",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("position", Integer, nullable=False),
    Column("usergroup", Words),
    Column("document", document(), nullable=False),
    PrimaryKeyConstraint("workspace", "key"),
    of_workspace(),
)

department_members = Table(
    "department_members",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("user", Words, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "department", "user"),
    ForeignKeyConstraint(
        ["workspace", "department"],
        ["departments.workspace", "departments.key"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
)

rules = Table(
    "rules",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", document(), nullable=False),
    PrimaryKeyConstraint("workspace", "position"),
    of_workspace(),
)

people = Table(
    "people",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("user", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("locale", Words, nullable=False),
    Column("timezone", Words, nullable=False),
    Column("email", Words, nullable=False, server_default=""),
    Column("deleted", Boolean, nullable=False),
    Column("membership", Words, nullable=False, server_default="member"),
    Column("away_until", UtcTime),
    Column("absent_until", UtcTime),
    Column("quiet_since", UtcTime),
    Column("quiet_until", UtcTime),
    PrimaryKeyConstraint("workspace", "user"),
    of_workspace(),
)

partial_index("ix_people_email", people, ["workspace", "email"], "email <> ''")
