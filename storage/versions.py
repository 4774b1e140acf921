"""Which version of the tables a database has; without Alembic, which takes long to import and much memory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Select, Text, column, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StaffelError
from storage.engines import open_migration_engine
from storage.unit_of_work import transaction

MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 0x5374616666656C  # any number that every version of Staffel uses
_TABLE = "alembic_version"
_CURRENT: Select[str] = select(column("version_num", Text())).select_from(table(_TABLE))


async def pending(url: str) -> list[str]:
    """Return the versions that the database lacks, the next one first; raise StaffelError if it is newer than we are."""
    known = sorted(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/0*.py"))
    async with alone(url) as connection:
        current = await _current(connection)
    if current is None:
        return known
    if current not in known:
        raise StaffelError(f"The tables are of version {current}, newer than this version of Staffel knows")
    return known[known.index(current) + 1 :]


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a transaction in which nobody else changes tables; the others wait. Raises StorageUnavailableError."""
    engine = open_migration_engine(url)
    try:
        async with transaction(engine) as connection:
            if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    finally:
        await engine.dispose()


async def _current(connection: AsyncConnection) -> str | None:
    if not await connection.run_sync(lambda sync: inspect(sync).has_table(_TABLE)):
        return None
    current: str | None = await connection.scalar(_CURRENT)
    return current
