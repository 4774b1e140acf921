"""Servers to ask: one that misbehaves as it is told, and a real small model where it is installed."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.services.ask_guest import Guest
from storage.database import Storage
from tests.company import COMPANY, WORKSPACE
from tests.model.asking import guest_of
from tests.model.hostile import HostileServer, hostile_server
from tests.model.small_model import PYTHON, SmallModel, small_model


@pytest.fixture(scope="session")
def small() -> Iterator[SmallModel]:
    """A real small model; the first who asks starts it."""
    if PYTHON is None:
        pytest.skip("`make test-model` installs the small model and runs this")
    with small_model(PYTHON) as served:
        yield served


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    """A model's server of the test's own, which answers as the test tells it."""
    async with hostile_server() as opened:
        yield opened


@pytest.fixture
async def company(storage: Storage) -> Storage:
    """A database in which Hansen & Töchter is set up."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
    return storage


@pytest.fixture
async def asked(company: Storage, server: HostileServer) -> AsyncIterator[Guest]:
    """A guest whose model behaves as the server is told."""
    async with guest_of(server, company.unit_of_work) as opened:
        yield opened
