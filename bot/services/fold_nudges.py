"""Let go of the nudges and snoozes of handoffs that are over; what is left are counts, in which nobody can be found."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services.by_batches import by_batches


async def fold_nudges(unit_of_work: UnitOfWork, workspace: str, before: datetime, batch: int) -> None:
    """Fold what was said of handoffs that ended earlier than `before` into its counts.

    As long as a handoff is open they stay, however old: they are why nothing is said twice, and what somebody has muted.
    """
    await by_batches(
        unit_of_work,
        0,
        lambda work, after: work.nudges.ended(workspace, before, after=after, limit=batch),
        lambda work, numbers: work.nudges.fold(workspace, numbers),
    )
