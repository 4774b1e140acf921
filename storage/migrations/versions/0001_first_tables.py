"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime, Words, document, serial

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "workspaces",
        sa.Column("id", Words(), nullable=False),
        sa.Column("settings", document(), nullable=True),
        sa.Column("edition", Words(), server_default="", nullable=False),
        sa.Column("pseudonym_key", Words(), nullable=True),
        sa.Column("noticing", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "numbers",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_numbers")),
    )
    op.create_table(
        "departments",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("usergroup", Words(), nullable=True),
        sa.Column("document", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_departments_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_departments")),
    )
    op.create_table(
        "handoffs",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", Words(), nullable=False),
        sa.Column("resume", Words(), nullable=True),
        sa.Column("requester", Words(), nullable=False),
        sa.Column("assignee", Words(), nullable=True),
        sa.Column("asked", Words(), nullable=True),
        sa.Column("asked_instead_of", Words(), nullable=True),
        sa.Column("next_actor", Words(), nullable=True),
        sa.Column("from_department", Words(), nullable=False),
        sa.Column("to_department", Words(), nullable=False),
        sa.Column("channel", Words(), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=True),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("state_since", UtcTime(), nullable=False),
        sa.Column("delivered_at", UtcTime(), nullable=True),
        sa.Column("poked_at", UtcTime(), nullable=True),
        sa.Column("waiting_until", UtcTime(), nullable=True),
        sa.Column("waiting_for", Words(), nullable=False),
        sa.Column("by_when", UtcTime(), nullable=True),
        sa.Column("next_step", Words(), nullable=False),
        sa.Column("next_step_corrected", sa.Boolean(), nullable=False),
        sa.Column("result", Words(), nullable=False),
        sa.Column("ended_as", Words(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("next_nudge_at", UtcTime(), nullable=True),
        sa.Column("brief", document(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("handed_on", sa.Integer(), server_default="0", nullable=False),
        sa.Column("chosen", Words(), nullable=True),
        sa.Column("round", document(), nullable=True),
        sa.Column("trail", document(), server_default="[]", nullable=False),
        sa.Column("question", document(), nullable=True),
        sa.Column("source", document(), nullable=True),
        sa.Column("source_channel", Words(), nullable=True),
        sa.Column("source_ts", Words(), nullable=True),
        sa.Column("words", Words(), nullable=False),
        sa.Column("customer", Words(), server_default="", nullable=False),
        sa.Column("imported_case", Words(), nullable=True),
        sa.Column("dormant", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_handoffs_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoffs")),
        sa.UniqueConstraint("workspace", "number", name=op.f("uq_handoffs_workspace_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("handoffs", schema=None) as batch_op:
        batch_op.create_index("ix_handoffs_ended", ["workspace", "ended_at"], unique=False)
        batch_op.create_index(
            "ix_handoffs_parent",
            ["workspace", "parent"],
            unique=False,
            sqlite_where=sa.text("parent IS NOT NULL"),
            postgresql_where=sa.text("parent IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_handoffs_working",
            ["workspace", "assignee"],
            unique=False,
            sqlite_where=sa.text(
                "state IN ('accepted', 'needs_info') AND assignee IS NOT NULL AND NOT dormant"
            ),
            postgresql_where=sa.text(
                "state IN ('accepted', 'needs_info') AND assignee IS NOT NULL AND NOT dormant"
            ),
        )
        batch_op.create_index(
            "ix_handoffs_asked",
            ["workspace", "asked"],
            unique=False,
            sqlite_where=sa.text("state = 'offered' AND NOT dormant AND asked IS NOT NULL"),
            postgresql_where=sa.text("state = 'offered' AND NOT dormant AND asked IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_handoffs_from_me",
            ["workspace", "requester"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('closed', 'withdrawn') AND NOT dormant"),
            postgresql_where=sa.text("state NOT IN ('closed', 'withdrawn') AND NOT dormant"),
        )
        batch_op.create_index(
            "ix_handoffs_imported_case",
            ["workspace", "imported_case"],
            unique=True,
            sqlite_where=sa.text("imported_case IS NOT NULL"),
            postgresql_where=sa.text("imported_case IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_handoffs_mine",
            ["workspace", "next_actor"],
            unique=False,
            sqlite_where=sa.text("next_actor IS NOT NULL"),
            postgresql_where=sa.text("next_actor IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_handoffs_next_nudge",
            ["next_nudge_at"],
            unique=False,
            sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
            postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_handoffs_queue",
            ["workspace", "to_department"],
            unique=False,
            sqlite_where=sa.text("state = 'offered' AND NOT dormant"),
            postgresql_where=sa.text("state = 'offered' AND NOT dormant"),
        )
        batch_op.create_index(
            "ix_handoffs_source",
            ["workspace", "source_channel", "source_ts"],
            unique=False,
            sqlite_where=sa.text("source_ts IS NOT NULL"),
            postgresql_where=sa.text("source_ts IS NOT NULL"),
        )

    op.create_table(
        "inbox",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.Column("answer", document(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_inbox_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_inbox")),
    )
    op.create_table(
        "listeners",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("look_at", UtcTime(), nullable=True),
        sa.Column("told_on", Words(), nullable=False),
        sa.Column("told_times", sa.Integer(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("batches", sa.Integer(), nullable=False),
        sa.Column("preferences", document(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_listeners_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_listeners")),
    )
    with op.batch_alter_table("listeners", schema=None) as batch_op:
        batch_op.create_index(
            "ix_listeners_look_at",
            ["look_at"],
            unique=False,
            sqlite_where=sa.text("look_at IS NOT NULL"),
            postgresql_where=sa.text("look_at IS NOT NULL"),
        )
    op.create_table(
        "nudges",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("recipient", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("instead_of", Words(), nullable=True),
        sa.Column("state", Words(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("told_at", UtcTime(), nullable=True),
        sa.Column("watched_until", UtcTime(), nullable=True),
        sa.Column("snoozed", sa.Boolean(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_nudges_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_nudges_workspace_told_at"), ["workspace", "told_at"], unique=False)
        batch_op.create_index(
            "ix_nudges_batch",
            ["workspace", "recipient", "batch"],
            unique=False,
            sqlite_where=sa.text("batch IS NOT NULL"),
            postgresql_where=sa.text("batch IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_nudges_held",
            ["workspace", "number", "kind", "since", "rung", "recipient"],
            unique=True,
            sqlite_where=sa.text("state = 'held'"),
            postgresql_where=sa.text("state = 'held'"),
        )
        batch_op.create_index(
            "ix_nudges_number",
            ["workspace", "number", "told_at"],
            unique=False,
            sqlite_where=sa.text("batch IS NOT NULL"),
            postgresql_where=sa.text("batch IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_nudges_once",
            ["workspace", "number", "kind", "since", "rung", "recipient"],
            unique=True,
            sqlite_where=sa.text("state <> 'held'"),
            postgresql_where=sa.text("state <> 'held'"),
        )
        batch_op.create_index(
            "ix_nudges_waiting",
            ["workspace", "recipient", "due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
    op.create_table(
        "snoozes",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_snoozes_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "user", "number", name=op.f("pk_snoozes")),
    )
    op.create_table(
        "nudge_counts",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("day", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("moved_without", sa.Integer(), nullable=False),
        sa.Column("snoozed", sa.Integer(), nullable=False),
        sa.Column("muted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_nudge_counts_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "day", "kind", "rung", name=op.f("pk_nudge_counts")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("lane", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("to", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("state", Words(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_revision", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcTime(), nullable=False),
        sa.Column("leased_by", Words(), nullable=True),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("error", Words(), nullable=True),
        sa.Column("channel", Words(), nullable=True),
        sa.Column("ts", Words(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("dead_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_outbox_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace", "key", name=op.f("uq_outbox_workspace_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_answers",
            ["workspace", "to"],
            unique=False,
            sqlite_where=sa.text("kind = 'answer'"),
            postgresql_where=sa.text("kind = 'answer'"),
        )
        batch_op.create_index(
            "ix_outbox_cards",
            ["workspace", "channel", "ts"],
            unique=False,
            sqlite_where=sa.text("kind = 'card'"),
            postgresql_where=sa.text("kind = 'card'"),
        )
        batch_op.create_index(
            "ix_outbox_dead",
            ["workspace", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'dead'"),
            postgresql_where=sa.text("state = 'dead'"),
        )
        batch_op.create_index(
            "ix_outbox_due",
            ["not_before", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "ix_outbox_lane",
            ["workspace", "lane", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending' AND id > 0"),
            postgresql_where=sa.text("state = 'pending' AND id > 0"),
        )
        batch_op.create_index(
            "ix_outbox_live",
            ["workspace", "number"],
            unique=False,
            sqlite_where=sa.text("live"),
            postgresql_where=sa.text("live"),
        )
        batch_op.create_index(
            "ix_outbox_leased",
            ["leased_by"],
            unique=False,
            sqlite_where=sa.text("leased_by IS NOT NULL"),
            postgresql_where=sa.text("leased_by IS NOT NULL"),
        )

    op.create_table(
        "paces",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("scope", Words(), nullable=False),
        sa.Column("ready_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_paces_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "scope", name=op.f("pk_paces")),
    )
    op.create_table(
        "people",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("locale", Words(), nullable=False),
        sa.Column("timezone", Words(), nullable=False),
        sa.Column("email", Words(), server_default="", nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("membership", Words(), server_default="member", nullable=False),
        sa.Column("away_until", UtcTime(), nullable=True),
        sa.Column("absent_until", UtcTime(), nullable=True),
        sa.Column("quiet_since", UtcTime(), nullable=True),
        sa.Column("quiet_until", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_people_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "user", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            "ix_people_email",
            ["workspace", "email"],
            unique=False,
            sqlite_where=sa.text("email <> ''"),
            postgresql_where=sa.text("email <> ''"),
        )

    op.create_table(
        "mails",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("outcome", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("department", Words(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("sender", Words(), nullable=False),
        sa.Column("user", Words(), nullable=True),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("attachments", sa.Integer(), nullable=False),
        sa.Column("thread", Words(), nullable=True),
        sa.Column("held", document(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_mails_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.create_index("ix_mails_at", ["workspace", "at"], unique=False)
        batch_op.create_index(
            "ix_mails_held",
            ["workspace", "at"],
            unique=False,
            sqlite_where=sa.text("outcome = 'held'"),
            postgresql_where=sa.text("outcome = 'held'"),
        )
        batch_op.create_index(
            "ix_mails_number",
            ["workspace", "number"],
            unique=False,
            sqlite_where=sa.text("number IS NOT NULL"),
            postgresql_where=sa.text("number IS NOT NULL"),
        )

    op.create_table(
        "mail_threads",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "number"],
            ["handoffs.workspace", "handoffs.number"],
            name=op.f("fk_mail_threads_handoffs"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "message_id", "department", name=op.f("pk_mail_threads")),
    )
    op.create_table(
        "awaited_mails",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("named_by", Words(), nullable=False),
        sa.Column("named_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "number"],
            ["handoffs.workspace", "handoffs.number"],
            name=op.f("fk_awaited_mails_handoffs"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace", "message_id", "department", "number", "named_by", name=op.f("pk_awaited_mails")
        ),
    )
    with op.batch_alter_table("awaited_mails", schema=None) as batch_op:
        batch_op.create_index("ix_awaited_mails_named_at", ["workspace", "named_at"], unique=False)

    op.create_table(
        "postings",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("scope", Words(), nullable=False),
        sa.Column("week", Words(), nullable=False),
        sa.Column("begun_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_postings_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint("workspace", "scope", "week", name=op.f("uq_postings_workspace_scope_week")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rules",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_rules_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "position", name=op.f("pk_rules")),
    )
    op.create_table(
        "summaries",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("week", Words(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.Column("release", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_summaries_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "week", name=op.f("pk_summaries")),
    )
    op.create_table(
        "summary_words",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("week", Words(), nullable=False),
        sa.Column("scope", Words(), nullable=False),
        sa.Column("language", Words(), nullable=False),
        sa.Column("figure", Words(), nullable=False),
        sa.Column("words", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "week"],
            ["summaries.workspace", "summaries.week"],
            name=op.f("fk_summary_words_summaries"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace", "week", "scope", "language", "figure", name=op.f("pk_summary_words")
        ),
    )
    op.create_table(
        "troubles",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("channel", Words(), nullable=False),
        sa.Column("error", Words(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_troubles_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_troubles")),
        sa.UniqueConstraint(
            "workspace", "channel", "error", name=op.f("uq_troubles_workspace_channel_error")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "department_members",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "department"],
            ["departments.workspace", "departments.key"],
            name=op.f("fk_department_members_departments"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "department", "user", name=op.f("pk_department_members")),
    )
    op.create_table(
        "routings",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("because", Words(), nullable=False),
        sa.Column("alike", sa.Integer(), nullable=False),
        sa.Column("chosen", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("exception", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "number"],
            ["handoffs.workspace", "handoffs.number"],
            name=op.f("fk_routings_handoffs"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "number", name=op.f("pk_routings")),
    )
    with op.batch_alter_table("routings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_routings_workspace_rule_exception"),
            ["workspace", "rule", "exception"],
            unique=False,
        )

    op.create_table(
        "rotas",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_rotas_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "department", name=op.f("pk_rotas")),
    )
    op.create_table(
        "spendings",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("inquiries", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_spendings_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "day", name=op.f("pk_spendings")),
    )
    op.create_table(
        "cached_answers",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("answer", Words(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_cached_answers_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_cached_answers")),
    )
    with op.batch_alter_table("cached_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cached_answers_workspace_until"), ["workspace", "until"], unique=False
        )

    op.create_table(
        "rota_turns",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("department", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_rota_turns_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "department", "user", name=op.f("pk_rota_turns")),
    )
    op.create_table(
        "handoff_events",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("activity", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("actor", Words(), nullable=False),
        sa.Column("from_department", Words(), nullable=False),
        sa.Column("to_department", Words(), nullable=False),
        sa.Column("detail", Words(), nullable=False),
        sa.Column("said", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "number"],
            ["handoffs.workspace", "handoffs.number"],
            name=op.f("fk_handoff_events_handoffs"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "number", "sequence", name=op.f("pk_handoff_events")),
    )
    with op.batch_alter_table("handoff_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handoff_events_workspace_at"), ["workspace", "at"], unique=False)
    op.create_table(
        "audits",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", Words(), nullable=False),
        sa.Column("what", Words(), nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.Column("after", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_audits_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audits_workspace_at_id"), ["workspace", "at", "id"], unique=False
        )
    _add_prompts()


def _add_prompts() -> None:
    op.create_table(
        "prompts",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("channel", Words(), nullable=False),
        sa.Column("ts", Words(), nullable=False),
        sa.Column("thread_ts", Words(), nullable=True),
        sa.Column("author", Words(), nullable=False),
        sa.Column("cue", Words(), nullable=False),
        sa.Column("department", Words(), nullable=True),
        sa.Column("noticed_at", UtcTime(), nullable=False),
        sa.Column("shown_at", UtcTime(), nullable=True),
        sa.Column("outcome", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_prompts_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("workspace", "channel", "ts", name=op.f("uq_prompts_workspace_channel_ts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prompts_workspace_noticed_at"), ["workspace", "noticed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prompts_workspace_shown_at"), ["workspace", "shown_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prompts_workspace_author_shown_at"),
            ["workspace", "author", "shown_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_prompts_workspace_cue_shown_at"), ["workspace", "cue", "shown_at"], unique=False
        )
    op.create_table(
        "watches",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("prompt", serial(), autoincrement=False, nullable=False),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("subject", Words(), nullable=True),
        sa.Column("asked", document(), nullable=True),
        sa.ForeignKeyConstraint(
            ["prompt"], ["prompts.id"], name=op.f("fk_watches_prompts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_watches_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("prompt", name=op.f("pk_watches")),
    )
    with op.batch_alter_table("watches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_watches_workspace_message_id"), ["workspace", "message_id"], unique=False
        )
    op.create_table(
        "prompt_counts",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("week", Words(), nullable=False),
        sa.Column("cue", Words(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_prompt_counts_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "week", "cue", name=op.f("pk_prompt_counts")),
    )
    op.create_table(
        "noticed_channels",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("channel", Words(), nullable=False),
        sa.Column("consent", Words(), nullable=False),
        sa.Column("by", Words(), nullable=True),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("second_opinion", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_noticed_channels_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticed_channels")),
        sa.UniqueConstraint("workspace", "channel", name=op.f("uq_noticed_channels_workspace_channel")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cues_off",
        sa.Column("id", serial(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("cue", Words(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.Column("by", Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.id"],
            name=op.f("fk_cues_off_workspaces"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cues_off")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cues_off", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cues_off_now",
            ["workspace", "cue"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audits_workspace_at_id"))

    op.drop_table("audits")
    op.drop_table("cues_off")
    op.drop_table("noticed_channels")
    op.drop_table("prompt_counts")
    op.drop_table("watches")
    op.drop_table("prompts")
    op.drop_table("nudge_counts")
    op.drop_table("snoozes")
    op.drop_table("nudges")
    op.drop_table("listeners")
    with op.batch_alter_table("handoff_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handoff_events_workspace_at"))

    op.drop_table("handoff_events")
    op.drop_table("routings")
    op.drop_table("rota_turns")
    with op.batch_alter_table("cached_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cached_answers_workspace_until"))

    op.drop_table("cached_answers")
    op.drop_table("spendings")
    op.drop_table("rotas")
    op.drop_table("department_members")
    op.drop_table("troubles")
    op.drop_table("summary_words")
    op.drop_table("summaries")
    op.drop_table("rules")
    op.drop_table("postings")
    with op.batch_alter_table("awaited_mails", schema=None) as batch_op:
        batch_op.drop_index("ix_awaited_mails_named_at")

    op.drop_table("awaited_mails")
    op.drop_table("mail_threads")
    op.drop_table("mails")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_people_email", sqlite_where=sa.text("email <> ''"), postgresql_where=sa.text("email <> ''")
        )

    op.drop_table("people")
    op.drop_table("paces")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_live", sqlite_where=sa.text("live"), postgresql_where=sa.text("live"))
        batch_op.drop_index(
            "ix_outbox_leased",
            sqlite_where=sa.text("leased_by IS NOT NULL"),
            postgresql_where=sa.text("leased_by IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_outbox_lane",
            sqlite_where=sa.text("state = 'pending' AND id > 0"),
            postgresql_where=sa.text("state = 'pending' AND id > 0"),
        )
        batch_op.drop_index(
            "ix_outbox_due",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index(
            "ix_outbox_dead",
            sqlite_where=sa.text("state = 'dead'"),
            postgresql_where=sa.text("state = 'dead'"),
        )
        batch_op.drop_index(
            "ix_outbox_cards",
            sqlite_where=sa.text("kind = 'card'"),
            postgresql_where=sa.text("kind = 'card'"),
        )
        batch_op.drop_index(
            "ix_outbox_answers",
            sqlite_where=sa.text("kind = 'answer'"),
            postgresql_where=sa.text("kind = 'answer'"),
        )

    op.drop_table("outbox")
    op.drop_table("inbox")
    with op.batch_alter_table("handoffs", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_handoffs_source",
            sqlite_where=sa.text("source_ts IS NOT NULL"),
            postgresql_where=sa.text("source_ts IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_queue",
            sqlite_where=sa.text("state = 'offered' AND NOT dormant"),
            postgresql_where=sa.text("state = 'offered' AND NOT dormant"),
        )
        batch_op.drop_index(
            "ix_handoffs_next_nudge",
            sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
            postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_imported_case",
            sqlite_where=sa.text("imported_case IS NOT NULL"),
            postgresql_where=sa.text("imported_case IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_mine",
            sqlite_where=sa.text("next_actor IS NOT NULL"),
            postgresql_where=sa.text("next_actor IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_parent",
            sqlite_where=sa.text("parent IS NOT NULL"),
            postgresql_where=sa.text("parent IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_working",
            sqlite_where=sa.text(
                "state IN ('accepted', 'needs_info') AND assignee IS NOT NULL AND NOT dormant"
            ),
            postgresql_where=sa.text(
                "state IN ('accepted', 'needs_info') AND assignee IS NOT NULL AND NOT dormant"
            ),
        )
        batch_op.drop_index(
            "ix_handoffs_asked",
            sqlite_where=sa.text("state = 'offered' AND NOT dormant AND asked IS NOT NULL"),
            postgresql_where=sa.text("state = 'offered' AND NOT dormant AND asked IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_handoffs_from_me",
            sqlite_where=sa.text("state NOT IN ('closed', 'withdrawn') AND NOT dormant"),
            postgresql_where=sa.text("state NOT IN ('closed', 'withdrawn') AND NOT dormant"),
        )
        batch_op.drop_index("ix_handoffs_ended")

    op.drop_table("handoffs")
    op.drop_table("departments")
    op.drop_table("numbers")
    op.drop_table("workspaces")
