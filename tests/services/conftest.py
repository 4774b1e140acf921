"""The company of all tests, set up in the database of the test."""

import pytest

from bot.ports import UnitOfWork
from storage.database import Storage
from tests.company import COMPANY, WORKSPACE
from tests.mail.letters import STAFF


@pytest.fixture
async def uow(storage: Storage) -> UnitOfWork:
    """Transactions on a database in which Hansen & Töchter is set up."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
    return storage.unit_of_work


@pytest.fixture
async def post(uow: UnitOfWork) -> UnitOfWork:
    """The company, whose people Slack knows by their addresses."""
    async with uow.write() as work:
        await work.people.put(WORKSPACE, STAFF)
    return uow
