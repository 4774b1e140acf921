"""Whatever puts a message into the outbox, or wants one anew, wakes all who listen when it commits."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """
    CREATE FUNCTION wake_deliverers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('staffel_outbox', '');
        RETURN NULL;
    END $$
    """,
    # A new revision: wanted anew. No longer dead: revived. What deliverers themselves write down wakes nobody.
    """
    CREATE TRIGGER wake_deliverers AFTER INSERT OR UPDATE OF revision, dead_at ON outbox
    FOR EACH STATEMENT EXECUTE FUNCTION wake_deliverers()
    """,
)


def upgrade() -> None:
    """Go to this version."""
    if op.get_context().dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    """Go back to the version before."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TRIGGER wake_deliverers ON outbox")
        op.execute("DROP FUNCTION wake_deliverers")
