"""The connections: how each database is told to keep our promises.

An acknowledged commit survives the death of the process. On SQLite that is WAL with synchronous=NORMAL: a commit
is with the operating system when it returns; a power cut can undo the last ones, but never tear the file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StorageUnavailableError
from storage.columns import dump_json
from storage.failures import translate
from storage.file_driver import connect
from storage.urls import sqlite_path

if TYPE_CHECKING:
    import asyncpg

PATIENCE = 5.0
"""How many seconds to wait for a lock, a connection or a free place in the pool. Slack's own patience is 3."""

_MIGRATION_PATIENCE = 600.0  # while another process migrates, or a long report ends
_STATEMENT_SECONDS = 60.0
_READERS = 4
_SERVER_CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Engines:
    """The way in for transactions that write, for those that only read, and for what is counted outside of any."""

    write: AsyncEngine
    read: AsyncEngine
    counting: AsyncEngine | None = None

    async def dispose(self) -> None:
        """Close all connections."""
        await self.write.dispose()
        await self.read.dispose()
        if self.counting is not None:
            await self.counting.dispose()


def open_engines(url: str, patience: float = PATIENCE) -> Engines:
    """Return the engines for `url`, not yet connected; raise DatabaseUrlError."""
    path = sqlite_path(url)
    return _server_engines(url, patience) if path is None else _file_engines(path, patience)


def open_migration_engine(url: str) -> AsyncEngine:
    """Return the engine that changes tables; raise DatabaseUrlError.

    SQLite replaces a table to change it, and would delete what refers to the old one if it watched over keys.
    """
    path = sqlite_path(url)
    if path is None:
        return _server_engine(url, _MIGRATION_PATIENCE, statement_seconds=None)
    engine = _file_engine(
        path, _MIGRATION_PATIENCE, "BEGIN IMMEDIATE", "PRAGMA foreign_keys=OFF", connections=1
    )

    # Alembic's context is one for the process: whoever comes second has to wait for the lock before it enters.
    @event.listens_for(engine.sync_engine, "begin")
    def begin_at_once(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT 1")

    return engine


def _file_engines(path: Path, patience: float) -> Engines:
    # One connection writes: our own writers queue for it in order, instead of polling for SQLite's lock.
    return Engines(
        write=_file_engine(path, patience, "BEGIN IMMEDIATE", connections=1),
        read=_file_engine(path, patience, "BEGIN", "PRAGMA query_only=ON", connections=_READERS),
    )


def _file_engine(path: Path, patience: float, begin: str, *pragmas: str, connections: int) -> AsyncEngine:
    engine = _engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        patience,
        pool_size=connections,
        # Left to itself, the driver begins before the first INSERT only, and then deferred.
        connect_args={"isolation_level": None, "timeout": patience, "async_creator_fn": connect},
    )

    # SQLite would only say that it is unable to open the file; and its driver leaves a thread behind.
    @event.listens_for(engine.sync_engine, "do_connect")
    def find_directory(*_: object) -> None:
        if not path.parent.is_dir():
            raise StorageUnavailableError("lost", f"there is no directory {path.parent}")

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=NORMAL",
            "PRAGMA foreign_keys=ON",
            *pragmas,
        ):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(begin)

    return engine


def _server_engines(url: str, patience: float) -> Engines:
    engine = _server_engine(url, patience)
    # One snapshot for all that a reader asks, as SQLite gives it anyway.
    read = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    # What is counted has reached the disk when a later commit has: the log is written in one order.
    counting = _server_engine(
        url, patience, connections=1, isolation_level="AUTOCOMMIT", synchronous_commit="off"
    )
    return Engines(write=engine, read=read, counting=counting)


def _server_engine(
    url: str,
    patience: float,
    statement_seconds: float | None = _STATEMENT_SECONDS,
    *,
    connections: int = _SERVER_CONNECTIONS,
    isolation_level: str | None = None,
    **server_settings: str,
) -> AsyncEngine:
    import asyncpg  # noqa: PLC0415 - 3 MB, and who has SQLite does not need it

    async def connect() -> "asyncpg.Connection[asyncpg.Record]":
        # asyncpg reads the URL itself: it knows all of libpq's options, sslmode among them.
        return await asyncpg.connect(
            url,
            timeout=min(patience, PATIENCE),
            command_timeout=statement_seconds,
            server_settings={
                "application_name": "staffel",
                "lock_timeout": f"{round(patience * 1000)}ms",
                **server_settings,
            },
        )

    engine = _engine(
        URL.create("postgresql+asyncpg"),
        patience,
        async_creator=connect,
        pool_size=connections,
        isolation_level=isolation_level,
    )

    # SQLAlchemy's own ping asks the server three times for each transaction; asyncpg hears the server hang up.
    @event.listens_for(engine.sync_engine, "checkout")
    def replace_closed(connection: Any, _record: object, _proxy: object) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


def _engine(url: URL, patience: float, **options: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        max_overflow=0,
        pool_timeout=patience,
        json_serializer=dump_json,
        hide_parameters=True,  # what people wrote must not come into a log by way of an error
        **options,
    )
    event.listen(engine.sync_engine, "handle_error", translate)
    return engine
