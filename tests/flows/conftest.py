"""Fixtures of the flow tests: an office on each database, and the same over HTTP."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.flows.office import Office, open_office
from tests.postgres import PostgresForTests


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """An office over Socket Mode, on SQLite and on PostgreSQL."""
    async with open_office(database_url) as opened:
        yield opened


@pytest.fixture
async def http_office(database_url: str) -> AsyncIterator[Office]:
    """An office to which Slack delivers signed HTTP requests."""
    async with open_office(database_url, http=True) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, as an operator finds it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'staffel.db'}"
        return
    server: PostgresForTests = request.getfixturevalue("postgres_server")
    name = server.create("template0")
    yield server.url(name)
    server.drop(name)
