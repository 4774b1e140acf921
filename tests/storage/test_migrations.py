import asyncio
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

import storage as package
from bot.errors import StaffelError, StorageUnavailableError
from storage.database import open_storage
from storage.engines import open_migration_engine
from storage.migrate import config, configuration, upgrade
from storage.tables import metadata
from storage.versions import pending
from tests.postgres import PostgresForTests
from tests.storage.examples import HANSEN, a_company, a_handoff

REPOSITORY = Path(package.__path__[0]).parent
VERSIONS = sorted(path.stem[:4] for path in REPOSITORY.glob("storage/migrations/versions/0*.py"))


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it; the test runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresForTests = request.getfixturevalue("postgres_server")
    name = server.create(template="template0")
    yield server.url(name)
    server.drop(name)


async def test_an_empty_database_becomes_usable(empty_url: str) -> None:
    assert await pending(empty_url) == VERSIONS
    await upgrade(empty_url)
    assert await pending(empty_url) == []
    async with open_storage(empty_url) as storage, storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        assert await work.handoffs.next_number(HANSEN) == 1


async def test_to_upgrade_again_changes_nothing(database_url: str) -> None:
    async with open_storage(database_url) as storage:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company())
            await work.handoffs.add(a_handoff(1))
        await upgrade(database_url)
        async with storage.unit_of_work.read() as work:
            assert await work.handoffs.get(HANSEN, 1) == a_handoff(1)


async def test_many_processes_may_upgrade_at_once(empty_url: str) -> None:
    await asyncio.gather(*(upgrade(empty_url) for _ in range(4)))
    assert await pending(empty_url) == []


async def test_an_upgrade_that_fails_changes_nothing(empty_url: str) -> None:
    engine = open_migration_engine(empty_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE people (name TEXT)"))
    await engine.dispose()
    with pytest.raises(Exception, match="people"):
        await upgrade(empty_url)
    assert await pending(empty_url) == VERSIONS


async def test_the_migrations_lead_to_the_tables_of_the_program(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts=configuration()), metadata))

    engine = open_migration_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []


async def test_the_way_back_leads_to_nothing(database_url: str) -> None:
    engine = open_migration_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(config(sync), "base"))
    await engine.dispose()
    assert await pending(database_url) == VERSIONS
    await upgrade(database_url)


async def test_a_database_of_tomorrow_is_left_alone(database_url: str) -> None:
    async with open_storage(database_url) as storage, storage.engines.write.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StaffelError, match="9999"):
        await pending(database_url)


async def test_a_database_of_yesterday_is_recognised(empty_url: str) -> None:
    async with open_storage(empty_url) as storage:
        with pytest.raises(StorageUnavailableError) as outdated:
            async with storage.unit_of_work.write() as work:
                await work.handoffs.next_number(HANSEN)
    assert outdated.value.reason == "outdated"


async def python(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run our interpreter, with `path` first among its packages; return what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=cwd,
        env={**os.environ, **({"PYTHONPATH": str(path)} if path else {})},
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    return printed.decode()


def unpacked_wheel(directory: Path) -> Path:
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        wheel.extractall(directory / "installed")
    return directory / "installed"


async def test_the_wheel_brings_its_migrations(tmp_path: Path) -> None:
    await python("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=REPOSITORY)
    installed = unpacked_wheel(tmp_path)
    program = (
        "import asyncio, storage.migrate as m, storage.versions as v;"
        "asyncio.run(m.upgrade('sqlite:///new.db'));"
        "print(m.__file__, asyncio.run(v.pending('sqlite:///new.db')))"
    )
    printed = await python("-c", program, cwd=tmp_path, path=installed)
    assert printed.split() == [str(installed / "storage" / "migrate.py"), "[]"]
