"""Try to bring one message of the outbox to Slack, and say what became of it."""

import asyncio
import random
from datetime import timedelta

from bot.domain.delivery.backoff import pause
from bot.domain.delivery.outbox import Dead, GivenUp, Later, OutboxRow, Outcome, Result
from bot.errors import (
    UNSAVED,
    ClosedChannelError,
    NeedlessError,
    NoAnswerError,
    NotYetError,
    PermanentError,
    TryLaterError,
)
from bot.ports import Clock, Sender


async def attempt(sender: Sender, clock: Clock, row: OutboxRow, *, seconds: float, silence: float) -> Outcome:
    """Send `row` once, in so many seconds at most; the outcome has to be settled in the outbox, whatever it is.

    Where no answer came, nobody looks for the message before `silence` seconds have passed: Slack may be at it still.
    """
    result: Result
    try:
        async with asyncio.timeout(seconds):
            result = await sender.send(row)
    except (TimeoutError, NoAnswerError):
        result = _later(row, clock, NoAnswerError(), least=silence)
    except TryLaterError as error:
        result = _later(row, clock, error)
    except UNSAVED as error:  # there was nothing to write it from, so that nothing was sent
        result = _later(row, clock, TryLaterError(str(error)))
    except NotYetError as error:
        result = Later(str(error), error.until, unsure=False)
    except NeedlessError as error:
        result = GivenUp(str(error))
    except PermanentError as error:
        result = Dead(str(error), closed=isinstance(error, ClosedChannelError))
    return Outcome(row, result)


def _later(row: OutboxRow, clock: Clock, error: TryLaterError, least: float = 0.0) -> Later:
    seconds = pause(row.attempts, random.random(), error.after)  # noqa: S311  # spreads load, hides nothing
    not_before = clock() + timedelta(seconds=max(seconds, least))
    return Later(str(error), not_before, unsure=error.unsure, limited=error.after is not None)
