"""Channels that are closed to us: those who can mend it are told once, and what waited goes out afterwards."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import Dead, Outcome, Sent
from bot.domain.delivery.pacing import Rates
from bot.domain.delivery.troubles import ANSWERS, answer_trouble, told_of
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def settle(
    work: Work, outcomes: Sequence[Outcome], now: datetime, *, rates: Rates
) -> Sequence[Outcome]:
    """Write down what became of messages; tell of every channel that turned out to be closed, if it is news.

    Returns what has to wait, since somebody is changing it just now.
    """
    waiting = await work.deliveries.settle(outcomes, now, rates=rates)
    await _look_after_answers(work, [one for one in outcomes if one not in waiting], now)
    closed = [
        (outcome.row, outcome.result.error)
        for outcome in outcomes
        if outcome not in waiting and isinstance(outcome.result, Dead) and outcome.result.closed
    ]
    for row, error in sorted(closed, key=lambda told: told[0].to):  # in one order for all who tell
        await tell(work, row.workspace, row.to, error, now)
    return waiting


async def _look_after_answers(work: Work, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Tell the admins of answers by mail that do not get out, once until one does."""
    for outcome in outcomes:
        if outcome.row.kind is not MessageKind.ANSWER:
            continue
        if isinstance(outcome.result, Sent):
            await work.troubles.end(outcome.row.workspace, ANSWERS)
        elif error := answer_trouble(outcome, now):
            await tell(work, outcome.row.workspace, ANSWERS, error, now)


async def revive(
    work: Work, workspace: str, now: datetime, *, ids: Sequence[int] | None = None, channel: str | None = None
) -> int:
    """Make dead messages due again, all of them or those of `ids` or `channel`; return how many.

    A channel for which nothing is set aside any more is in trouble no longer: a later one will be told again.
    """
    revived = await work.outbox.revive(workspace, now, ids, channel)
    await work.troubles.end_mended(workspace, channel)
    return revived


async def mend_channel(unit_of_work: UnitOfWork, request: Request, channel: str) -> int:
    """Take in that a channel is open to us again; return how many messages go out now."""
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return 0
        return await revive(work, request.workspace, request.now, channel=channel)


async def close_channel(unit_of_work: UnitOfWork, request: Request, channel: str, error: str) -> bool:
    """Take in that a department's channel is closed to us, before anything is sent there; return whether it is news."""
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        if all(one.channel != channel for one in organisation.departments):
            return False
        return await tell(work, request.workspace, channel, error, request.now)


async def tell(work: Work, workspace: str, channel: str, error: str, now: datetime) -> bool:
    """Tell those who can mend it what is wrong with a channel, if it is news; return whether it was."""
    trouble = await work.troubles.begin(workspace, channel, error, now)
    if trouble:
        organisation = await work.organisations.get(workspace)
        await work.outbox.put(workspace, told_of(trouble, organisation), now)
    return trouble is not None
