"""Bring one message of the outbox to Slack, and write down what became of it."""

import random
from datetime import timedelta
from enum import StrEnum

from bot.domain.backoff import pause
from bot.domain.outbox import OutboxRow
from bot.errors import PermanentError, TryLaterError
from bot.ports import Clock, Sender, UnitOfWork


class Outcome(StrEnum):
    """What became of one attempt."""

    SENT = "sent"
    LATER = "later"
    DEAD = "dead"


async def deliver(unit_of_work: UnitOfWork, sender: Sender, clock: Clock, row: OutboxRow) -> Outcome:
    """Send `row` and record the outcome in a transaction of its own; the lease is gone afterwards."""
    try:
        where = await sender.send(row)
    except TryLaterError as error:
        seconds = pause(row.attempts, random.random(), error.after)  # noqa: S311  # spreads load, hides nothing
        async with unit_of_work.write() as work:
            await work.outbox.later(
                row, clock() + timedelta(seconds=seconds), str(error), unsure=error.unsure
            )
        return Outcome.LATER
    except PermanentError as error:
        async with unit_of_work.write() as work:
            await work.outbox.dead(row, str(error), clock())
        return Outcome.DEAD
    async with unit_of_work.write() as work:
        await work.outbox.sent(row, where, clock())
    return Outcome.SENT
