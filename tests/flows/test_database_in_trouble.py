"""The disk is full, the database takes no writes, somebody has locked it: people are told, and nothing acked is missing."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from handlers.app import STORAGE_PATIENCE
from practice.delivery import Timing
from storage.file_driver import FileConnection
from tests.flows.office import Json, Office, open_office
from tests.flows.test_operators import asked

Trouble = Callable[[], AbstractAsyncContextManager[None]]

_MANY = 200
_NO_LIMIT = 2**31 - 2


@pytest.fixture
def files() -> Iterator[list[FileConnection]]:
    """Fill up with the connections to SQLite files that are opened from now on, those of the bot among them."""
    opened: list[FileConnection] = []

    def remember(connection: object, _record: object) -> None:
        driver = getattr(connection, "driver_connection", None)
        if isinstance(driver, FileConnection):
            opened.append(driver)

    event.listen(Pool, "connect", remember)
    yield opened
    event.remove(Pool, "connect", remember)


@asynccontextmanager
async def pragma(files: list[FileConnection], trouble: str, mended: str) -> AsyncIterator[None]:
    for connection in files:
        await connection.execute_fetchall(
            f"PRAGMA {trouble}"
        )  # a row that is left would hold its moment fast
    yield
    for connection in files:
        await connection.execute_fetchall(f"PRAGMA {mended}")


@asynccontextmanager
async def read_only_server(url: str) -> AsyncIterator[None]:
    """Let all other sessions begin anew, in a database that takes no writes; and again when it takes them."""
    admin = await asyncpg.connect(url)
    name = await admin.fetchval("SELECT current_database()")
    others = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    await admin.execute(others)
    yield
    await admin.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    await admin.execute(others)
    await admin.close()


@asynccontextmanager
async def full_server(url: str) -> AsyncIterator[None]:
    """Let every statement that writes end as on a server whose disk is full."""
    admin = await asyncpg.connect(url)
    await admin.execute(
        "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file: No space left on device'; END $$"
    )
    for (table,) in await admin.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        await admin.execute(
            f'CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON "{table}" EXECUTE FUNCTION no_space()'
        )
    yield
    await admin.execute("DROP FUNCTION no_space CASCADE")
    await admin.close()


async def offer(office: Office) -> Json | None:
    """Let Anna offer something; return the errors of her form, or None when it was taken."""
    if office.anna.view is None:
        await office.anna.command("/handoff it: New password", channel="C0ALLE")
        await office.form(office.anna, "open_handoff")
    return (await office.anna.submit()).errors or None


def cards(office: Office) -> list[Json]:
    return [
        one
        for one in office.slack.messages("C0IT")
        if "thread_ts" not in one or one["ts"] == one["thread_ts"]
    ]


async def survives(office: Office, trouble: AbstractAsyncContextManager[None]) -> None:
    """Offer before, in and after the trouble."""
    assert await offer(office) is None
    taken, errors = 1, None
    async with trouble:
        for _ in range(_MANY):  # what is free within the file is filled first
            if errors := await offer(office):
                break
            taken += 1
        assert errors
        assert "nicht gespeichert" in errors["department"]
        status, told = await asked(office, "/readyz")
        assert (status, "database: not well" in told) == (503, True)
        assert await offer(office)
    while await offer(office):  # the form is still there, with all that was typed
        pass
    await office.delivered()
    assert len(cards(office)) == taken + 1
    await asked(office, "/readyz")  # sees what failed last, and says so for half a minute more
    await office.slack.clock.skip(61)
    assert (await asked(office, "/readyz"))[0] == 200


async def test_a_full_disk(files: list[FileConnection], sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await survives(office, pragma(files, "max_page_count = 1", f"max_page_count = {_NO_LIMIT}"))


async def test_a_full_disk_of_the_server(postgres_url: str) -> None:
    async with open_office(postgres_url) as office:
        await survives(office, full_server(postgres_url))


async def test_a_file_that_takes_no_writes(files: list[FileConnection], sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await survives(office, pragma(files, "query_only = ON", "query_only = OFF"))


async def test_a_server_that_takes_no_writes(postgres_url: str) -> None:
    async with open_office(postgres_url) as office:
        await survives(office, read_only_server(postgres_url))


async def test_who_meets_a_locked_database_is_told_while_slack_still_listens(office: Office) -> None:
    assert Timing().ack >= 2 * STORAGE_PATIENCE  # one who waits in the queue behind another is told as well
    await office.anna.command("/handoff it: New password", channel="C0ALLE")
    await office.form(office.anna, "open_handoff")
    async with office.storage.engines.write.begin() as connection:
        lock = {"sqlite": "SELECT 1", "postgresql": "LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"}
        await connection.execute(text(lock[office.storage.dialect]))
        errors = await offer(office)
    assert errors
    assert "nicht gespeichert" in errors["department"]
    assert await offer(office) is None
    await office.seen(office.anna, "C0IT", "New password")
