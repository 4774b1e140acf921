"""Brings a database to the version of the program; needs no file outside the package."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, BigInteger, Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import UtcTime, Words
from storage.engines import open_migration_engine
from storage.tables import metadata
from storage.unit_of_work import transaction

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x5374616666656C  # any number that every version of Staffel uses


async def upgrade(url: str) -> None:
    """Bring the database to the newest version, or leave it as it is; raise StorageUnavailableError.

    Any number of processes may do so at once: the others wait for the first.
    """
    await _in_transaction(url, lambda connection: command.upgrade(config(connection), "head"))


async def pending(url: str) -> list[str]:
    """Return the versions that the database lacks, the next one first."""
    missing: list[str] = []
    await _in_transaction(url, lambda connection: missing.extend(_missing(connection)))
    return missing


async def draft(url: str, message: str) -> None:
    """Write a new version from the difference between the tables and the database; for developers."""
    number = f"{len(list(_MIGRATIONS.glob('versions/*.py'))) + 1:04}"
    await _in_transaction(
        url,
        lambda connection: command.revision(config(connection), message, autogenerate=True, rev_id=number),
    )


def configuration() -> dict[str, Any]:
    """Return how Alembic compares the tables with a database."""
    return {
        "target_metadata": metadata,
        "include_object": _is_ours,
        "render_as_batch": True,
        "render_item": _written,
    }


async def _in_transaction(url: str, work: Callable[[Connection], object]) -> None:
    engine = open_migration_engine(url)
    try:
        async with transaction(engine) as connection:
            await _queue(connection)
            await connection.run_sync(work)
    finally:
        await engine.dispose()


async def _queue(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _missing(connection: Connection) -> list[str]:
    script = ScriptDirectory.from_config(config(connection))
    heads = MigrationContext.configure(connection).get_current_heads()
    newest_first = script.iterate_revisions("heads", heads or "base")
    return [revision.revision for revision in newest_first][::-1]


def config(connection: Connection) -> Config:
    """Return Alembic's configuration, which elsewhere stands in a file; `connection` is what it works on."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def _is_ours(_item: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    # Each database has its own full-text index, made by the migrations and unknown to the tables.
    return not (kind in {"table", "index"} and "handoff_words" in (name or ""))


def _written(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    if kind != "type":
        return False
    context.imports.add("from storage.columns import UtcTime, Words, document, serial")
    names = {Words: "Words()", UtcTime: "UtcTime()", JSON: "document()", BigInteger: "serial()"}
    return names.get(type(item), False)
