"""Somebody wants to hear of a handoff later, never again, or again after all; for themselves or their department."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.errors import NotAllowedError
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def snooze(
    unit_of_work: UnitOfWork, request: Request, number: int, until: datetime | None, *, recipient: str
) -> bool:
    """Let `recipient`, the actor or their department's channel, hear nothing of it until then; None: never again.

    Returns False if this request took effect before; raises NotAllowedError.
    """

    async def store(work: Work) -> None:
        await work.nudges.snooze(request.workspace, recipient, number, until, request.now)

    return await _stored(unit_of_work, request, number, recipient, store)


async def wake(unit_of_work: UnitOfWork, request: Request, number: int, *, recipient: str) -> bool:
    """Take a snooze back; return False if this request took effect before, raise NotAllowedError."""

    async def store(work: Work) -> None:
        await work.nudges.wake(request.workspace, recipient, number, request.now)

    return await _stored(unit_of_work, request, number, recipient, store)


async def _stored(
    unit_of_work: UnitOfWork,
    request: Request,
    number: int,
    recipient: str,
    store: Callable[[Work], Awaitable[None]],
) -> bool:
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        _check(await work.organisations.get(request.workspace), request.actor, recipient, number)
        await store(work)
        await work.cards.renew_batches(request.workspace, recipient, number, request.now)
        return True


def _check(organisation: Organisation, actor: str, recipient: str, number: int) -> None:
    if actor == recipient:
        return
    departments = [one for one in organisation.departments if one.channel == recipient]
    if not any(one.has(actor) for one in departments):
        raise NotAllowedError(
            "not_yours",
            handoff=f"H-{number}",
            people=" ".join(one.lead for one in departments if one.lead),
            department=departments[0].name if departments else None,
        )
