"""The tables. Every row belongs to a workspace; a change of its id (Organisations.adopt) runs through all of them."""

from storage.tables.audits import audits
from storage.tables.guests import cached_answers, spendings
from storage.tables.handoffs import handoff_events, handoffs
from storage.tables.mails import awaited_mails, mail_threads, mails
from storage.tables.messages import inbox, outbox, paces, troubles
from storage.tables.nudges import listeners, nudge_counts, nudges, snoozes
from storage.tables.organisations import department_members, departments, numbers, people, rules, workspaces
from storage.tables.postings import postings
from storage.tables.prompts import cues_off, noticed_channels, prompt_counts, prompts
from storage.tables.rotas import rota_turns, rotas
from storage.tables.routings import routings
from storage.tables.schema import metadata
from storage.tables.summaries import summaries, summary_words
from storage.tables.watches import watches

__all__ = [
    "audits",
    "awaited_mails",
    "cached_answers",
    "cues_off",
    "department_members",
    "departments",
    "handoff_events",
    "handoffs",
    "inbox",
    "listeners",
    "mail_threads",
    "mails",
    "metadata",
    "noticed_channels",
    "nudge_counts",
    "nudges",
    "numbers",
    "outbox",
    "paces",
    "people",
    "postings",
    "prompt_counts",
    "prompts",
    "rota_turns",
    "rotas",
    "routings",
    "rules",
    "snoozes",
    "spendings",
    "summaries",
    "summary_words",
    "troubles",
    "watches",
    "workspaces",
]
