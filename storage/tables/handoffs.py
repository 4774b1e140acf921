"""Handoffs and their event logs."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from storage.columns import UtcTime, Words, document, serial
from storage.tables.schema import metadata, of_workspace, partial_index

# Queries take these words for words, or no planner would see that the partial indexes fit.
IS_OPEN = "state NOT IN ('closed', 'withdrawn')"
IS_WORK = f"{IS_OPEN} AND NOT dormant"
IS_OFFERED = "state = 'offered' AND NOT dormant"
IS_WORKED_ON = "state IN ('accepted', 'needs_info') AND assignee IS NOT NULL AND NOT dormant"
IS_ASKED = f"{IS_OFFERED} AND asked IS NOT NULL"

# `next_actor` is who has to do something now (records.py); `words` is what is searched, `customer` the words of the customer (search.py). The number that
# people know counts per workspace; `id` is there because SQLite's full-text index refers to a stable row id.
# `imported_case` is the case_id of the event log that a handoff was brought in by, NULL for one that was opened here.
# `dormant`: it was open at the end of that log, and nobody has touched it since; it is in the figures, but is nobody's
# work: in no list, without a card, never nudged. The first turn wakes it (records.py). docs/event-log.md tells all.
# `chosen` are the people of a confidential handoff, each between blanks, so that one is found with LIKE.
handoffs = Table(
    "handoffs",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Words, nullable=False),
    Column("resume", Words),
    Column("requester", Words, nullable=False),
    Column("assignee", Words),
    Column("asked", Words),
    Column("asked_instead_of", Words),
    Column("next_actor", Words),
    Column("from_department", Words, nullable=False),
    Column("to_department", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("hop", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("due_at", UtcTime),
    Column("opened_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("state_since", UtcTime, nullable=False),
    Column("delivered_at", UtcTime),
    Column("poked_at", UtcTime),
    Column("waiting_until", UtcTime),
    Column("waiting_for", Words, nullable=False),
    Column("by_when", UtcTime),
    Column("next_step", Words, nullable=False),
    Column("next_step_corrected", Boolean, nullable=False),
    Column("result", Words, nullable=False),
    Column("ended_as", Words, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("next_nudge_at", UtcTime),
    Column("brief", document(), nullable=False),
    Column("parent", Integer),
    Column("handed_on", Integer, nullable=False, server_default="0"),
    Column("chosen", Words),
    Column("round", document()),
    Column("trail", document(), nullable=False, server_default="[]"),
    Column("question", document()),
    Column("source", document()),
    Column("source_channel", Words),
    Column("source_ts", Words),
    Column("words", Words, nullable=False),
    Column("customer", Words, nullable=False, server_default=""),
    Column("imported_case", Words),
    Column("dormant", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "number"),
    of_workspace(),
    # Those that are open have no end: one index finds what mattered in a week without a look at history.
    Index("ix_handoffs_ended", "workspace", "ended_at"),
    sqlite_autoincrement=True,
)


partial_index("ix_handoffs_mine", handoffs, ["workspace", "next_actor"], "next_actor IS NOT NULL")
partial_index("ix_handoffs_parent", handoffs, ["workspace", "parent"], "parent IS NOT NULL")
partial_index("ix_handoffs_working", handoffs, ["workspace", "assignee"], IS_WORKED_ON)
partial_index("ix_handoffs_asked", handoffs, ["workspace", "asked"], IS_ASKED)
partial_index("ix_handoffs_from_me", handoffs, ["workspace", "requester"], IS_WORK)
partial_index("ix_handoffs_queue", handoffs, ["workspace", "to_department"], IS_OFFERED)
partial_index(
    "ix_handoffs_source", handoffs, ["workspace", "source_channel", "source_ts"], "source_ts IS NOT NULL"
)
partial_index(
    "ix_handoffs_imported_case",
    handoffs,
    ["workspace", "imported_case"],
    "imported_case IS NOT NULL",
    unique=True,
)
partial_index("ix_handoffs_next_nudge", handoffs, ["next_nudge_at"], "next_nudge_at IS NOT NULL")

handoff_events = Table(
    "handoff_events",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("activity", Words, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", Words, nullable=False),
    Column("from_department", Words, nullable=False),
    Column("to_department", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Column("said", document(), nullable=False),
    PrimaryKeyConstraint("workspace", "number", "sequence"),
    ForeignKeyConstraint(
        ["workspace", "number"],
        ["handoffs.workspace", "handoffs.number"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    Index(None, "workspace", "at"),
)
