"""Refusals are kept like effects: a redelivery is refused alike, and nobody is told twice."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.company.audit import AuditEntry
from bot.domain.delivery.messages import card_key
from bot.errors import NotAllowedError, RefusedError, WrongStateError
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def keep_refusal(unit_of_work: UnitOfWork, request: Request, refusal: RefusedError) -> bool:
    """Take the request's key for the refusal; return False if the key was taken before.

    Whoever clicked on what no longer fits has looked at a stale card, so the handoff's cards are wanted anew. What
    somebody had no right to stands in the audit log.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        await work.inbox.answer(request.workspace, request.key, _written(refusal))
        if isinstance(refusal, WrongStateError):
            await _renew_cards(work, request, refusal)
        if isinstance(refusal, NotAllowedError):
            await work.audits.add(request.workspace, [_entry(request, refusal)])
        return True


async def refuse_again(work: Work, request: Request) -> None:
    """Raise the refusal that was kept under the request's key, if there is one."""
    answer = await work.inbox.answered(request.workspace, request.key)
    if answer and "refused" in answer:
        raise _read(answer)


async def _renew_cards(work: Work, request: Request, refusal: WrongStateError) -> None:
    number = refusal.facts.get("number")
    if isinstance(number, int) and (handoff := await work.handoffs.get(request.workspace, number)):
        keys = [card_key(number, hop + 1) for hop in range(handoff.hop)]
        await work.cards.want_anew(request.workspace, keys, request.now)


def _entry(request: Request, refusal: NotAllowedError) -> AuditEntry:
    about = [refusal.facts.get(fact) for fact in ("action", "handoff")]
    what = " ".join(str(fact) for fact in ("refused", *about) if fact)
    return AuditEntry(request.now, request.actor, what, after=refusal.reason)


def _written(refusal: RefusedError) -> dict[str, object]:
    times = {name: fact.isoformat() for name, fact in refusal.facts.items() if isinstance(fact, datetime)}
    facts = {name: fact for name, fact in refusal.facts.items() if name not in times}
    return {"refused": refusal.reason, "facts": facts, "times": times}


def _read(answer: Mapping[str, object]) -> RefusedError:
    match answer:
        case {"refused": str(reason), "facts": dict(facts), "times": dict(times)}:
            told = {name: datetime.fromisoformat(at) for name, at in times.items()}
            return RefusedError(reason, **facts, **told)
    raise ValueError("this answer is no refusal")
