"""Transactions, with the repositories in them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ports import (
    Audits,
    CachedAnswers,
    Cards,
    Deliveries,
    EventLogs,
    Figures,
    Handoffs,
    Inbox,
    Mails,
    Noticings,
    Nudges,
    Organisations,
    Outbox,
    People,
    Postings,
    Prompts,
    Rotas,
    Routings,
    Spendings,
    Summaries,
    Troubles,
    Watches,
    Work,
)
from bot.ports.transactions import transacting
from storage.audits import SqlAudits
from storage.cards import SqlCards
from storage.deliveries import SqlDeliveries
from storage.engines import Engines
from storage.event_log import SqlEventLogs
from storage.failures import connecting
from storage.figures import SqlFigures
from storage.guests import SqlCachedAnswers, SqlSpendings
from storage.handoffs import SqlHandoffs
from storage.inbox import SqlInbox
from storage.mails import SqlMails
from storage.noticings import SqlNoticings
from storage.nudges import SqlNudges
from storage.numbers import Numbers
from storage.organisations import Editions, SeenEditions, SqlOrganisations
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.postings import SqlPostings
from storage.prompts import SqlPrompts
from storage.rotas import SqlRotas
from storage.routings import SqlRoutings
from storage.summaries import SqlSummaries
from storage.troubles import SqlTroubles
from storage.watches import SqlWatches


@dataclass(slots=True)
class SqlWork:
    """The repositories on one connection, inside one transaction."""

    organisations: Organisations
    handoffs: Handoffs
    inbox: Inbox
    outbox: Outbox
    cards: Cards
    deliveries: Deliveries
    people: People
    troubles: Troubles
    postings: Postings
    event_logs: EventLogs
    figures: Figures
    summaries: Summaries
    nudges: Nudges
    audits: Audits
    prompts: Prompts
    noticings: Noticings
    mails: Mails
    watches: Watches
    routings: Routings
    rotas: Rotas
    spendings: Spendings
    cached_answers: CachedAnswers


class SqlUnitOfWork:
    """Fulfils the port `UnitOfWork`; `editions` is shared by all transactions of the process."""

    def __init__(self, engines: Engines, editions: Editions) -> None:
        self._engines = engines
        self._editions = editions
        self._numbers = Numbers(engines.counting)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Work]:
        """Open a transaction that commits at the end of the block, and rolls back when the block raises."""
        async with transaction(self._engines.write) as connection:
            yield self._work(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        """Open a transaction that only reads, all of it as of one moment."""
        async with transaction(self._engines.read) as connection:
            yield self._work(connection)

    def _work(self, connection: AsyncConnection) -> SqlWork:
        seen: SeenEditions = {}
        return SqlWork(
            organisations=SqlOrganisations(connection, self._editions, seen),
            handoffs=SqlHandoffs(connection, self._numbers),
            inbox=SqlInbox(connection, seen),
            outbox=SqlOutbox(connection),
            cards=SqlCards(connection),
            deliveries=SqlDeliveries(connection),
            people=SqlPeople(connection),
            troubles=SqlTroubles(connection),
            postings=SqlPostings(connection),
            event_logs=SqlEventLogs(connection),
            figures=SqlFigures(connection),
            summaries=SqlSummaries(connection),
            nudges=SqlNudges(connection),
            audits=SqlAudits(connection),
            prompts=SqlPrompts(connection),
            noticings=SqlNoticings(connection),
            mails=SqlMails(connection),
            watches=SqlWatches(connection),
            routings=SqlRoutings(connection),
            rotas=SqlRotas(connection),
            spendings=SqlSpendings(connection),
            cached_answers=SqlCachedAnswers(connection),
        )


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction on a connection of its own; raise StorageUnavailableError if there is none to have."""
    async with AsyncExitStack() as stack:
        stack.enter_context(transacting())
        with connecting():
            connection = await stack.enter_async_context(engine.connect())
        await stack.enter_async_context(connection.begin())
        yield connection
