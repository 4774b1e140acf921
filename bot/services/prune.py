"""Let go of what nobody needs any more, in small transactions, so that nobody waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.summary.weeks import KEPT
from bot.ports import UnitOfWork
from bot.services.fold_nudges import fold_nudges
from bot.services.fold_prompts import fold_prompts
from bot.services.settle_mail import expire_mail

KEYS_KEPT = timedelta(days=7)
"""Slack gives up delivering within hours."""
MESSAGES_KEPT = timedelta(days=90)
PROMPTS_KEPT = timedelta(days=90)
NUDGES_KEPT = timedelta(days=90)
"""From the end of their handoff."""
AUDITS_KEPT = timedelta(days=730)
SPENDINGS_KEPT = timedelta(days=90)
MAILS_KEPT = timedelta(days=90)
MAILS_HELD = timedelta(days=14)
"""After that nobody will say anything about a mail any more; its text goes, and so does the subject of a watched one."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much is gone."""

    keys: int
    messages: int
    mails: int


async def prune(unit_of_work: UnitOfWork, now: datetime, *, batch: int = BATCH) -> Pruned:
    """Drop old inbox keys, audit entries, messages that will never change, mails and the text of those nobody wants.

    Cards stay with their handoff. Of old prompts and nudges counts are left, of old weeks nothing.
    """
    async with unit_of_work.read() as work:
        workspaces = await work.organisations.workspaces()
    keys = messages = mails = 0
    for workspace in workspaces:
        keys += await _prune_keys(unit_of_work, workspace, now - KEYS_KEPT, batch)
        messages += await _prune_messages(unit_of_work, workspace, now - MESSAGES_KEPT, batch)
        async with unit_of_work.write() as work:
            await work.audits.drop(workspace, now - AUDITS_KEPT)
            await work.summaries.drop(workspace, now - KEPT)
            await work.nudges.drop_counts(workspace, now - KEPT)
            await work.watches.drop(workspace, now - MAILS_HELD)
            await work.cached_answers.drop(workspace, now)
            await work.spendings.drop(workspace, (now - SPENDINGS_KEPT).date())
        await fold_nudges(unit_of_work, workspace, now - NUDGES_KEPT, batch)
        await fold_prompts(unit_of_work, workspace, now - PROMPTS_KEPT, batch)
        await _expire_mails(unit_of_work, workspace, now, batch)
        mails += await _prune_mails(unit_of_work, workspace, now - MAILS_KEPT, batch)
    return Pruned(keys, messages, mails)


# What to drop is looked up outside of the transaction that drops it: on SQLite a long look would stop all writers.


async def _prune_keys(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    dropped, after = 0, ""
    while True:
        async with unit_of_work.read() as work:
            keys = await work.inbox.older(workspace, before, after=after, limit=batch)
        if not keys:
            return dropped
        async with unit_of_work.write() as work:
            await work.inbox.drop(workspace, keys)
        dropped, after = dropped + len(keys), keys[-1]


async def _prune_messages(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    dropped, after = 0, 0
    while True:
        async with unit_of_work.read() as work:
            ids = await work.outbox.finished(workspace, before, after=after, limit=batch)
        if not ids:
            return dropped
        async with unit_of_work.write() as work:
            await work.outbox.drop(workspace, ids)
        dropped, after = dropped + len(ids), ids[-1]


async def _expire_mails(unit_of_work: UnitOfWork, workspace: str, now: datetime, batch: int) -> None:
    while True:
        async with unit_of_work.read() as work:
            ids = await work.mails.held_before(workspace, now - MAILS_HELD, limit=batch)
        if not ids:
            return
        async with unit_of_work.write() as work:
            for mail in ids:
                await expire_mail(work, workspace, mail, now)


async def _prune_mails(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    dropped, after = 0, 0
    while True:
        async with unit_of_work.read() as work:
            ids = await work.mails.older(workspace, before, after=after, limit=batch)
        if not ids:
            return dropped
        async with unit_of_work.write() as work:
            await work.mails.drop(workspace, ids)
        dropped, after = dropped + len(ids), ids[-1]
