"""Transactions, and the repositories inside them."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.ports.audits import Audits
from bot.ports.company import Organisations, People
from bot.ports.guests import CachedAnswers, Spendings
from bot.ports.mails import Mails, Watches
from bot.ports.matters import Handoffs, Inbox
from bot.ports.messages import Cards, Deliveries, Outbox, Troubles
from bot.ports.prompting import Noticings, Prompts
from bot.ports.reminders import Nudges
from bot.ports.rotas import Rotas
from bot.ports.routing import Routings
from bot.ports.weeks import EventLogs, Figures, Postings, Summaries


class Work(Protocol):
    """The repositories inside one transaction."""

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


class UnitOfWork(Protocol):
    """Transactions: all or nothing."""

    def write(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that commits at the end of the block, and rolls back when the block raises."""
        ...

    def read(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that only reads."""
        ...
