"""Mails that have a department in copy, while it is watched whether somebody answers."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table

from storage.columns import Words, document, serial
from storage.tables.schema import metadata, of_workspace

# The prompt has the author, the department and when an answer is due; `subject` and `asked` go when a watch is over.
watches = Table(
    "watches",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("prompt", serial(), autoincrement=False, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("subject", Words),
    Column("asked", document()),
    PrimaryKeyConstraint("prompt"),
    ForeignKeyConstraint(["prompt"], ["prompts.id"], ondelete="CASCADE"),
    of_workspace(),
    Index(None, "workspace", "message_id"),
)
