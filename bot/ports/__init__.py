"""What the services need from outside, as protocols; storage and handlers fulfil them.

All times are aware and in UTC. Every method names its workspace; no answer crosses workspaces.
"""

from collections.abc import Callable
from datetime import datetime

from bot.ports.audits import Audits
from bot.ports.company import Organisations, People
from bot.ports.guests import CachedAnswers, Spendings
from bot.ports.mails import Mails, Watches
from bot.ports.matters import Handoffs, Inbox
from bot.ports.messages import Cards, Deliveries, Outbox, Sender, Troubles
from bot.ports.prompting import Noticings, Prompts
from bot.ports.reminders import Nudges
from bot.ports.rotas import Rotas
from bot.ports.routing import Routings
from bot.ports.weeks import CaseSorter, EventLogs, Figures, Postings, Summaries
from bot.ports.work import UnitOfWork, Work

Clock = Callable[[], datetime]
"""Returns now, in UTC."""

__all__ = [
    "Audits",
    "CachedAnswers",
    "Cards",
    "CaseSorter",
    "Clock",
    "Deliveries",
    "EventLogs",
    "Figures",
    "Handoffs",
    "Inbox",
    "Mails",
    "Noticings",
    "Nudges",
    "Organisations",
    "Outbox",
    "People",
    "Postings",
    "Prompts",
    "Rotas",
    "Routings",
    "Sender",
    "Spendings",
    "Summaries",
    "Troubles",
    "UnitOfWork",
    "Watches",
    "Work",
]
