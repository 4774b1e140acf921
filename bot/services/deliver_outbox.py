"""Try to bring one message of the outbox to Slack, and say what became of it."""

import random
from datetime import timedelta

from bot.domain.backoff import pause
from bot.domain.outbox import Dead, GivenUp, Later, OutboxRow, Outcome
from bot.errors import ClosedChannelError, NeedlessError, PermanentError, TryLaterError
from bot.ports import Clock, Sender


async def attempt(sender: Sender, clock: Clock, row: OutboxRow) -> Outcome:
    """Send `row` once; the outcome has to be settled in the outbox, whatever it is."""
    try:
        return Outcome(row, await sender.send(row))
    except TryLaterError as error:
        seconds = pause(row.attempts, random.random(), error.after)  # noqa: S311  # spreads load, hides nothing
        not_before = clock() + timedelta(seconds=seconds)
        limited = error.after is not None
        return Outcome(row, Later(str(error), not_before, unsure=error.unsure, limited=limited))
    except NeedlessError as error:
        return Outcome(row, GivenUp(str(error)))
    except PermanentError as error:
        return Outcome(row, Dead(str(error), closed=isinstance(error, ClosedChannelError)))
