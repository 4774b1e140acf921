"""Whether a message is worth a second opinion: only one whose author could be asked about it at all."""

from datetime import timedelta

from bot.domain.prompting.prompts import A_DAY, Noticed
from bot.ports import UnitOfWork
from bot.services.notice import may_ask
from bot.services.request import Request

_A_DAY = timedelta(days=1)


async def worth_an_opinion(unit_of_work: UnitOfWork, request: Request, noticed: Noticed) -> bool:
    """Return whether the message may go to a language model, as things are now.

    Not that of somebody who wants no prompts, has had enough of them today, or was asked about this one before.
    """
    async with unit_of_work.read() as work:
        if await work.prompts.about(request.workspace, noticed.channel, noticed.ts):
            return False
        shown = await work.prompts.shown_to(request.workspace, noticed.author, request.now - _A_DAY)
        return len(shown) < A_DAY and await may_ask(work, request.workspace, noticed)
