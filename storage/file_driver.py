"""aiosqlite that asks its thread once for each statement instead of four times.

Each question is two changes of thread, some 100 µs, and more while the event loop is busy: that was most of what a
transaction cost. SQLAlchemy makes a cursor, executes, fetches and closes; here all of it happens on the way of
execute, together with the BEGIN that has to come first.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self

import aiosqlite
from typing_extensions import override

Rows = Sequence[Sequence[Any]]
"""The parameters of one statement that is executed many times."""

_CHUNK = 64  # aiosqlite asks for it; nobody iterates over cursors here


def connect(path: str, **options: Any) -> "FileConnection":
    """Return a connection to await; `options` are those of sqlite3.connect, one of them check_same_thread=False.

    The event loop touches a cursor only while the thread has nothing to do with it.
    """
    opened = FileConnection(partial(sqlite3.connect, path, **options), _CHUNK)
    opened._thread.daemon = True  # as SQLAlchemy does it for connections of its own making
    return opened


class FileConnection(aiosqlite.Connection):
    """A connection whose cursors cost one question a statement."""

    _begin = ""
    _put_off: tuple[tuple[str, Rows], ...] = ()

    def begin(self, statement: str) -> None:
        """Begin a transaction by `statement`, together with what is executed first in it."""
        self._begin = statement

    def put_off(self, sql: str, rows: Rows) -> None:
        """Execute what has no answer together with the next statement or the commit, whichever comes first."""
        self._put_off += ((sql, rows),)

    @override
    def cursor(self) -> "FileCursor":  # type: ignore[override]  # aiosqlite's is the same to `async with`
        return FileCursor(self, self._conn.cursor())

    @override
    async def commit(self) -> None:
        if self._put_off:
            await self._execute(self._due(self._conn.commit))  # type: ignore[no-untyped-call]
        elif self.in_transaction:
            await super().commit()
        self._begin = ""

    @override
    async def rollback(self) -> None:
        self._begin, self._put_off = "", ()
        if self.in_transaction:
            await super().rollback()

    def is_closed(self) -> bool:
        """Return whether there is no database behind it any more."""
        return self._connection is None

    async def ask(self, sql: str, parameters: Sequence[Any]) -> Any:
        """Execute one statement after what is due before it; return the value that it answers, or None."""

        def work() -> Any:
            row = self._conn.execute(sql, parameters).fetchone()
            return row[0] if row else None

        return await self._execute(self._due(work))  # type: ignore[no-untyped-call]

    async def run(self, execute: Any, sql: str, parameters: Any, cursor: sqlite3.Cursor) -> list[Any]:
        """Execute on the thread, after what is due before it; return all rows."""

        def work() -> list[Any]:
            execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

        rows: list[Any] = await self._execute(self._due(work))  # type: ignore[no-untyped-call]
        return rows

    def _due(self, then: Callable[[], Any]) -> Callable[[], Any]:
        """Return what begins the transaction if that is due, executes what was put off, and then does `then`."""
        begin, self._begin = self._begin, ""
        put_off, self._put_off = self._put_off, ()

        def work() -> Any:
            if begin:
                self._conn.execute(begin)
            for sql, rows in put_off:
                self._conn.executemany(sql, rows)
            return then()

        return work


class FileCursor(aiosqlite.Cursor):
    """A cursor that has its rows as soon as the statement was executed."""

    def __init__(self, connection: FileConnection, cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._connection = connection
        self._rows: list[Any] = []

    @override
    async def __aenter__(self) -> Self:
        return self

    @override
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @override
    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        self._rows = await self._connection.run(self._cursor.execute, sql, parameters or (), self._cursor)
        return self

    @override
    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        self._rows = await self._connection.run(self._cursor.executemany, sql, parameters, self._cursor)
        return self

    @override
    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, []
        return rows

    @override
    async def close(self) -> None:
        self._cursor.close()
