"""Let go of what nobody needs any more, in small transactions, so that nobody waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery.troubles import STRANGE
from bot.domain.summary.weeks import KEPT
from bot.ports import UnitOfWork, Work
from bot.services.by_batches import by_batches
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
AWAITED_KEPT = timedelta(days=14)
"""Mail servers give up after five."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much is gone."""

    keys: int
    messages: int
    mails: int


async def prune(unit_of_work: UnitOfWork, now: datetime, *, batch: int = BATCH) -> Pruned:
    """Drop old inbox keys, audit entries, messages that will never change, failures that began anew each day, mails and the text of those nobody wants.

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
            # The others end when they are mended; this one begins anew each day.
            await work.troubles.drop(workspace, STRANGE, now - MESSAGES_KEPT)
            await work.mails.forget_awaited(workspace, now - AWAITED_KEPT)
            await work.cached_answers.drop(workspace, now)
            await work.spendings.drop(workspace, (now - SPENDINGS_KEPT).date())
        await fold_nudges(unit_of_work, workspace, now - NUDGES_KEPT, batch)
        await fold_prompts(unit_of_work, workspace, now - PROMPTS_KEPT, batch)
        await _expire_mails(unit_of_work, workspace, now, batch)
        mails += await _prune_mails(unit_of_work, workspace, now - MAILS_KEPT, batch)
    return Pruned(keys, messages, mails)


async def _prune_keys(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    return await by_batches(
        unit_of_work,
        "",
        lambda work, after: work.inbox.older(workspace, before, after=after, limit=batch),
        lambda work, keys: work.inbox.drop(workspace, keys),
    )


async def _prune_messages(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    return await by_batches(
        unit_of_work,
        0,
        lambda work, after: work.outbox.finished(workspace, before, after=after, limit=batch),
        lambda work, ids: work.outbox.drop(workspace, ids),
    )


async def _prune_mails(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> int:
    return await by_batches(
        unit_of_work,
        0,
        lambda work, after: work.mails.older(workspace, before, after=after, limit=batch),
        lambda work, ids: work.mails.drop(workspace, ids),
    )


async def _expire_mails(unit_of_work: UnitOfWork, workspace: str, now: datetime, batch: int) -> None:
    async def expire(work: Work, ids: Sequence[int]) -> None:
        for mail in ids:
            await expire_mail(work, workspace, mail, now)

    await by_batches(
        unit_of_work,
        0,
        lambda work, _: work.mails.held_before(workspace, now - MAILS_HELD, limit=batch),
        expire,
    )
