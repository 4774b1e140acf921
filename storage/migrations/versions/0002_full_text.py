"""The full-text index over the words of a handoff.

A later version that lets Alembic replace the table `handoffs` on SQLite has to make the triggers again.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    "CREATE INDEX ix_handoff_words ON handoffs USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)

# Our words are cut already: everything but the blank belongs to a word.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE handoff_words USING fts5(
        words, content='handoffs', content_rowid='id', tokenize="ascii tokenchars '_'", detail=none, prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER handoff_words_added AFTER INSERT ON handoffs BEGIN
        INSERT INTO handoff_words (rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER handoff_words_removed AFTER DELETE ON handoffs BEGIN
        INSERT INTO handoff_words (handoff_words, rowid, words) VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER handoff_words_changed AFTER UPDATE OF words ON handoffs WHEN old.words <> new.words BEGIN
        INSERT INTO handoff_words (handoff_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO handoff_words (rowid, words) VALUES (new.id, new.words);
    END
    """,
)


def upgrade() -> None:
    """Go to this version."""
    for statement in _SQLITE if op.get_context().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Go back to the version before."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_handoff_words")
        return
    for trigger in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER handoff_words_{trigger}")
    op.execute("DROP TABLE handoff_words")
