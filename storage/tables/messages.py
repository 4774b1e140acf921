"""What has arrived from Slack, and what is on its way there."""

from sqlalchemy import Boolean, Column, Identity, Integer, PrimaryKeyConstraint, Table, UniqueConstraint

from bot.domain.delivery.messages import MessageKind
from storage.columns import UtcTime, Words, document, serial
from storage.tables.schema import metadata, of_workspace, partial_index

PENDING, SENT, DEAD = "pending", "sent", "dead"
"""The states of a message in the outbox."""

CARD = MessageKind.CARD.value
IS_ANSWER = f"kind = '{MessageKind.ANSWER}'"

inbox = Table(
    "inbox",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("answer", document()),
    PrimaryKeyConstraint("workspace", "key"),
    of_workspace(),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("lane", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("to", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hop", Integer, nullable=False),
    Column("event", Integer, nullable=False),
    Column("state", Words, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sent_revision", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("leased_by", Words),
    Column("lease_until", UtcTime),
    Column("unsure", Boolean, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("error", Words),
    Column("channel", Words),
    Column("ts", Words),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("dead_at", UtcTime),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "key"),
    of_workspace(),
    # An id stands in the metadata of messages in Slack: it must never be given to another row.
    sqlite_autoincrement=True,
)

paces = Table(
    "paces",
    metadata,
    Column("workspace", Words, nullable=False),
    Column("scope", Words, nullable=False),
    Column("ready_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("workspace", "scope"),
    of_workspace(),
)

troubles = Table(
    "troubles",
    metadata,
    Column("id", serial(), Identity(), nullable=False),
    Column("workspace", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("error", Words, nullable=False),
    Column("since", UtcTime, nullable=False),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("workspace", "channel", "error"),
    of_workspace(),
    # An id stands in the keys of messages: a later trouble has to get another one.
    sqlite_autoincrement=True,
)

partial_index("ix_outbox_due", outbox, ["not_before", "id"], f"state = '{PENDING}'")
# With a condition of its own, which always holds: planners that know of no message that waits, as after an ANALYZE
# while nothing did, take both indexes for equally short, and read the one for lanes where the due one leads.
partial_index("ix_outbox_lane", outbox, ["workspace", "lane", "id"], f"state = '{PENDING}' AND id > 0")
partial_index("ix_outbox_live", outbox, ["workspace", "number"], "live")
partial_index("ix_outbox_leased", outbox, ["leased_by"], "leased_by IS NOT NULL")
partial_index("ix_outbox_cards", outbox, ["workspace", "channel", "ts"], f"kind = '{CARD}'")
partial_index("ix_outbox_answers", outbox, ["workspace", "to"], IS_ANSWER)
partial_index("ix_outbox_dead", outbox, ["workspace", "id"], f"state = '{DEAD}'")
