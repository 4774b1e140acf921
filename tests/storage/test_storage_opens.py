import sqlite3
from pathlib import Path

import pytest

from bot.errors import StaffelError, StorageUnavailableError
from storage.database import Storage, open_storage
from storage.urls import DatabaseUrlError


async def test_a_database_that_is_there_answers(storage: Storage) -> None:
    await storage.ping()


async def test_the_storage_says_which_database_it_is(sqlite_url: str, postgres_url: str) -> None:
    async with open_storage(sqlite_url) as one, open_storage(postgres_url) as other:
        assert (one.dialect, other.dialect) == ("sqlite", "postgresql")


async def test_postgres_is_a_name_for_postgresql_too(postgres_url: str) -> None:
    async with open_storage(postgres_url.replace("postgresql://", "postgres://")) as storage:
        await storage.ping()


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("mysql://admin:hunter2@db/staffel", "mysql:// is not served"),
        ("postgresql+asyncpg://admin:hunter2@db/staffel", "postgresql+asyncpg:// is not served"),
        ("staffel.db", "this is no URL"),
        ("", "this is no URL"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite:///", "SQLite needs a file"),
        ("sqlite:///:memory:", "SQLite needs a file"),
        ("sqlite:///staffel.db?mode=ro", "SQLite takes no options"),
        ("postgresql://admin:hunter2@db", "the name of the database is missing"),
        ("postgresql://admin:hunter2@db:many/staffel", "the host or port cannot be read"),
    ],
)
async def test_a_url_that_names_no_database_is_refused_with_what_to_write(url: str, wrong: str) -> None:
    with pytest.raises(DatabaseUrlError, match="postgresql://") as refused:
        async with open_storage(url):
            pass
    assert wrong in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert isinstance(refused.value, StaffelError)


async def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "100 % Übergaben #1.db"
    async with open_storage(f"sqlite:///{path}") as storage:
        await storage.ping()
    assert path.exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://staffel@127.0.0.1:1/staffel",
        "postgresql://staffel@127.0.0.1:1/staffel?sslmode=sometimes",
    ],
)
async def test_a_database_that_is_not_there_is_lost(url: str) -> None:
    async with open_storage(url) as storage:
        with pytest.raises(StorageUnavailableError) as lost:
            await storage.ping()
    assert lost.value.reason == "lost"


async def test_a_directory_that_is_not_there_is_named() -> None:
    async with open_storage("sqlite:////nowhere/at/all/staffel.db") as storage:
        with pytest.raises(StorageUnavailableError, match="there is no directory /nowhere/at/all") as lost:
            await storage.ping()
    assert lost.value.reason == "lost"


async def test_a_server_without_our_database_is_lost(postgres_url: str) -> None:
    async with open_storage(postgres_url.replace("/t", "/gone_")) as storage:
        with pytest.raises(StorageUnavailableError) as lost:
            await storage.ping()
    assert lost.value.reason == "lost"


async def test_a_file_that_is_no_database_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "staffel.db"
    path.write_text("Einkaufsliste: Milch, Brot, Butter. " * 100)
    async with open_storage(f"sqlite:///{path}") as storage:
        with pytest.raises(StorageUnavailableError) as lost:
            await storage.ping()
    assert lost.value.reason == "lost"


async def test_a_database_without_our_tables_is_outdated(tmp_path: Path) -> None:
    path = tmp_path / "staffel.db"
    sqlite3.connect(path).close()
    async with open_storage(f"sqlite:///{path}") as storage, storage.unit_of_work.read() as work:
        with pytest.raises(StorageUnavailableError) as outdated:
            await work.organisations.workspaces()
    assert outdated.value.reason == "outdated"
