"""Go through what is old in small transactions, so that nobody waits for it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.ports import UnitOfWork, Work

_Key = TypeVar("_Key", int, str)


async def by_batches(
    unit_of_work: UnitOfWork,
    before: _Key,
    look: Callable[[Work, _Key], Awaitable[Sequence[_Key]]],
    let_go: Callable[[Work, Sequence[_Key]], Awaitable[None]],
) -> int:
    """Let go of what `look` finds, each time what follows the last key, until nothing is left; return how much.

    `before` comes before all keys. The look is outside of the transaction that drops: on SQLite a long one would
    stop all writers.
    """
    gone, last = 0, before
    while True:
        async with unit_of_work.read() as work:
            found = await look(work, last)
        if not found:
            return gone
        async with unit_of_work.write() as work:
            await let_go(work, found)
        gone, last = gone + len(found), found[-1]
