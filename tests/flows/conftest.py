"""Fixtures of the flow tests: an office on each database, and the same over HTTP."""

from collections.abc import AsyncIterator

import pytest

from tests.flows.office import Office, open_office


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
