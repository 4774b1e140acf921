"""Somebody deleted a card in Slack: it is posted again while its handoff is open."""

from bot.domain.delivery.outbox import Sent
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def post_card_again(unit_of_work: UnitOfWork, request: Request, where: Sent) -> bool:
    """Forget where the deleted card stood, so that it is posted anew; return False if nothing is to be done.

    Lines that follow go into the new card's thread. The card of an ended handoff, or of an earlier hop, is let go.
    """
    async with unit_of_work.read() as work:
        if not await _missed(work, request.workspace, where):
            return False
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        if key := await _missed(work, request.workspace, where):
            await work.cards.forget(request.workspace, key, request.now)
        return bool(key)


async def _missed(work: Work, workspace: str, where: Sent) -> str | None:
    card = await work.cards.at(workspace, where)
    if card is None:
        return None
    handoff = await work.handoffs.get(workspace, card.number)
    return card.key if handoff and handoff.needs_card(card.hop) else None
