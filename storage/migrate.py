"""Brings a database to the version of the program; needs no file outside the package."""

from typing import Any, Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from sqlalchemy import JSON, BigInteger, Connection

from storage.columns import UtcTime, Words
from storage.tables import metadata
from storage.versions import MIGRATIONS, alone


async def upgrade(url: str) -> None:
    """Bring the database to the newest version, or leave it as it is; raise StorageUnavailableError.

    Any number of processes may do so at once: the others wait for the first.
    """
    async with alone(url) as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "head"))


async def draft(url: str, message: str) -> None:
    """Write a new version from the difference between the tables and the database; for developers."""
    number = f"{len(list(MIGRATIONS.glob('versions/*.py'))) + 1:04}"
    async with alone(url) as connection:
        await connection.run_sync(
            lambda sync: command.revision(config(sync), message, autogenerate=True, rev_id=number)
        )


def configuration() -> dict[str, Any]:
    """Return how Alembic compares the tables with a database."""
    return {
        "target_metadata": metadata,
        "include_object": _is_ours,
        "render_as_batch": True,
        "render_item": _written,
    }


def config(connection: Connection) -> Config:
    """Return Alembic's configuration, which elsewhere stands in a file; `connection` is what it works on."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
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
