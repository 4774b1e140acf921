"""The door to the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import text

from bot.ports import UnitOfWork
from storage.engines import PATIENCE, Engines, open_engines
from storage.organisations import Editions
from storage.unit_of_work import SqlUnitOfWork, transaction


@dataclass(frozen=True, slots=True)
class Storage:
    """An open database; `dialect` is sqlite or postgresql."""

    unit_of_work: UnitOfWork
    engines: Engines

    @property
    def dialect(self) -> str:
        """Return which of the two databases this is."""
        return self.engines.write.dialect.name

    async def ping(self) -> None:
        """Return if the database answers; raise StorageUnavailableError otherwise."""
        async with transaction(self.engines.read) as connection:
            await connection.execute(text("SELECT 1"))


@asynccontextmanager
async def open_storage(url: str, *, patience: float = PATIENCE) -> AsyncIterator[Storage]:
    """Open the database of `url` (sqlite:///path or postgresql://…); raise DatabaseUrlError.

    The first transaction connects, so that a program can start before its database. At the end of the block all
    connections are closed. `patience`: seconds to wait for a lock or a connection.
    """
    engines = open_engines(url, patience)
    try:
        yield Storage(SqlUnitOfWork(engines, Editions()), engines)
    finally:
        await engines.dispose()
