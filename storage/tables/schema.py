"""What all tables share: names of constraints, the way to the workspace, partial indexes."""

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Table, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_workspace() -> ForeignKeyConstraint:
    """Return the key to the workspace, which follows a change of its id."""
    return ForeignKeyConstraint(["workspace"], ["workspaces.id"], onupdate="CASCADE", ondelete="CASCADE")


def partial_index(name: str, table: Table, columns: list[str], where: str, *, unique: bool = False) -> Index:
    """Add an index over the rows that `where` holds for, so that its cost does not grow with history."""
    condition = text(where)
    return Index(
        name,
        *(table.c[column] for column in columns),
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
