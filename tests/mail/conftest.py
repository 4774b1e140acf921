"""A listener for mail on loopback, before the company of all tests."""

from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest

from bot.ports import UnitOfWork
from handlers.mail.postman import Postman
from handlers.mail.smtp import Listening, listening_for_mail
from storage.database import Storage, open_storage
from tests.company import COMPANY, MONDAY, WORKSPACE
from tests.mail.letters import STAFF
from tests.mail.sending import RELAY, Server

LISTENING = Listening(
    host="127.0.0.1",
    port=0,
    lmtp=False,
    hostname="staffel.example",
    relays=(ip_network("127.0.0.0/8"),),
    most_bytes=2_000_000,
    per_hour=10_000,
)


@pytest.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    """One kind of database is enough for what comes in; the use case is tested on both."""
    async with open_storage(sqlite_url) as opened:
        yield opened


@pytest.fixture
async def uow(storage: Storage) -> UnitOfWork:
    """Transactions on a database in which Hansen & Töchter is set up, with the addresses of its people."""
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY)
        await work.people.put(WORKSPACE, STAFF)
    return storage.unit_of_work


@pytest.fixture
def postman(uow: UnitOfWork) -> Postman:
    """Who takes mails to the use case; the relay is believed."""
    return Postman(uow, WORKSPACE, lambda: MONDAY, lambda: None, domain="staffel.example", authserv_id=RELAY)


@pytest.fixture
def listening() -> Listening:
    """How the listener listens; a test may have it otherwise."""
    return LISTENING


@pytest.fixture
async def server(postman: Postman, listening: Listening, uow: UnitOfWork) -> AsyncIterator[Server]:
    """A listener, and a look at what came of mails."""
    async with listening_for_mail(postman, listening, 5) as port:
        yield Server(port, uow)
