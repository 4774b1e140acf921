"""Mail does not come in as it should: the admins are told once, and not again before it did in between."""

from datetime import datetime

from bot.domain.delivery.troubles import MAILBOX
from bot.ports import UnitOfWork
from bot.services.troubles import tell


async def tell_of_mail(
    unit_of_work: UnitOfWork, workspace: str, place: str, error: str, now: datetime
) -> bool:
    """Tell the admins what is wrong at a place that mail passes, if it is news; return whether it was."""
    async with unit_of_work.write() as work:
        return await tell(work, workspace, place, error, now)


async def mend_mailbox(unit_of_work: UnitOfWork, workspace: str) -> None:
    """Note that the mailbox can be read."""
    async with unit_of_work.write() as work:
        await work.troubles.end(workspace, MAILBOX)
