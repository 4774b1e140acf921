"""The mailbox cannot be read: the admins are told once, and not again before it could be read in between."""

from datetime import datetime

from bot.domain.delivery.troubles import MAILBOX, told_of
from bot.ports import UnitOfWork


async def tell_of_mailbox(unit_of_work: UnitOfWork, workspace: str, error: str, now: datetime) -> bool:
    """Tell the admins what is wrong with the mailbox, if it is news; return whether it was."""
    async with unit_of_work.write() as work:
        trouble = await work.troubles.begin(workspace, MAILBOX, error, now)
        if trouble is None:
            return False
        await work.outbox.put(workspace, told_of(trouble, await work.organisations.get(workspace)), now)
        return True


async def mend_mailbox(unit_of_work: UnitOfWork, workspace: str) -> None:
    """Note that the mailbox can be read."""
    async with unit_of_work.write() as work:
        await work.troubles.end(workspace, MAILBOX)
