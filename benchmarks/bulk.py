"""Rows by the million: written by the drivers, and copied inside the database."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import asyncpg
from typing_extensions import override

from storage.columns import EPOCH
from storage.urls import sqlite_path

Row = tuple[Any, ...]


class Bulk(ABC):
    """Writes rows past all that Staffel does with them."""

    async def repeat(
        self, table: str, columns: Sequence[str], times: Sequence[str], count: int, weeks: int
    ) -> None:
        """Copy the rows of the first `count` numbers to the next free ones, with all times so many weeks later."""
        changed = {name: self.later(name, weeks) for name in times}
        changed["number"] = f"number + {weeks * count}"
        values = ", ".join(changed.get(name, name) for name in columns)
        copied = f"SELECT {values} FROM {table} WHERE number <= {count}"  # noqa: S608 - all of it is ours
        await self.run(f"INSERT INTO {table} ({', '.join(columns)}) {copied}")

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Connect."""

    @abstractmethod
    async def __aexit__(self, *_: object) -> None:
        """Commit, and let the database look at what it has."""

    @abstractmethod
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Insert rows."""

    @abstractmethod
    async def clear_open(self, before: datetime) -> None:
        """Remove what was opened before and is still open."""

    @abstractmethod
    async def run(self, statement: str) -> None:
        """Run one statement."""

    @abstractmethod
    def later(self, column: str, weeks: int) -> str:
        """Return the expression of a column's time so many weeks later."""


def bulk(url: str) -> Bulk:
    """Return what writes into the database of this URL."""
    path = sqlite_path(url)
    return _Server(url) if path is None else _File(path)


class _File(Bulk):
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    @override
    async def __aenter__(self) -> Self:
        return self

    @override
    async def __aexit__(self, *_: object) -> None:
        self._connection.commit()
        self._connection.execute("ANALYZE")
        self._connection.close()

    @override
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - all of it is ours
        self._connection.executemany(statement, ([_stored(value) for value in row] for row in rows))

    @override
    async def clear_open(self, before: datetime) -> None:
        self._connection.commit()
        self._connection.execute("PRAGMA foreign_keys=ON")
        self._connection.execute(_CLEAR.format("?"), (_stored(before),))

    @override
    async def run(self, statement: str) -> None:
        self._connection.execute(statement)

    @override
    def later(self, column: str, weeks: int) -> str:
        return f"{column} + {timedelta(weeks=weeks) // timedelta(microseconds=1)}"


class _Server(Bulk):
    def __init__(self, url: str) -> None:
        self._url = url

    @override
    async def __aenter__(self) -> Self:
        self._connection = await asyncpg.connect(self._url)
        await self.run("SET session_replication_role = replica")  # foreign keys are right as they are
        return self

    @override
    async def __aexit__(self, *_: object) -> None:
        await self.run("VACUUM ANALYZE")  # which it does by itself, a minute later
        await self._connection.close()

    @override
    async def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        await self._connection.copy_records_to_table(table, columns=columns, records=rows)

    @override
    async def clear_open(self, before: datetime) -> None:
        await self.run("SET session_replication_role = origin")
        await self._connection.execute(_CLEAR.format("$1"), before)

    @override
    async def run(self, statement: str) -> None:
        await self._connection.execute(statement)

    @override
    def later(self, column: str, weeks: int) -> str:
        return f"{column} + interval '{weeks} weeks'"


_CLEAR = "DELETE FROM handoffs WHERE ended_at IS NULL AND opened_at < {}"


def _stored(value: object) -> object:
    return (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else value
