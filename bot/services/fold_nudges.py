"""Let go of the nudges and snoozes of handoffs that are over; what is left are counts, in which nobody can be found."""

from datetime import datetime

from bot.ports import UnitOfWork


async def fold_nudges(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> None:
    """Fold what was said of handoffs that ended earlier than `before` into its counts.

    As long as a handoff is open they stay, however old: they are why nothing is said twice, and what somebody has muted.
    """
    after = 0
    while True:
        async with unit_of_work.read() as work:
            numbers = await work.nudges.ended(workspace, before, after=after, limit=batch)
        if not numbers:
            return
        async with unit_of_work.write() as work:
            await work.nudges.fold(workspace, numbers)
        after = numbers[-1]
