"""Take a handoff one turn further: accept, ask, answer, finish, confirm and all the others.

One use case for all turns, since they differ in the decision (bot/domain/matter/turns.py), not in what is done with it.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from bot.domain.matter.commands import Command, HandOn
from bot.domain.matter.decide import decide, permitted
from bot.domain.matter.decision import Turn
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handing_on import check_hand_on
from bot.domain.matter.handoff import Handoff
from bot.errors import ConflictError, NotFoundError, WrongStateError
from bot.ports import UnitOfWork, Work
from bot.services.assign import assign
from bot.services.membership import membership_of
from bot.services.record import add_new, record
from bot.services.refusals import refuse_again
from bot.services.request import Request

_ATTEMPTS = 5
T = TypeVar("T")


async def turn_handoff(
    unit_of_work: UnitOfWork, request: Request, number: int, command: Command
) -> Handoff | None:
    """Store the turn; return the handoff as it stands then, or None if this request took effect before.

    Raises NotFoundError, NotAllowedError, WrongStateError or InvalidFieldsError, and then nothing is stored; and
    again the refusal that was kept for this request (see refusals.py). When somebody else was faster, the decision is made anew on what they left.
    """
    return await persistently(lambda: _once(unit_of_work, request, number, command))


async def persistently(attempt: Callable[[], Awaitable[T]]) -> T:
    """Return what `attempt` returns, begun anew while somebody else is faster; raise ConflictError in the end."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(ConflictError):
            return await attempt()
    return await attempt()


async def _once(unit_of_work: UnitOfWork, request: Request, number: int, command: Command) -> Handoff | None:
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            await refuse_again(work, request)
            return None
        turn = await load_turn(work, request, number)
        try:
            if isinstance(command, HandOn):
                command = await _numbered(work, turn, command)
            decision = decide(turn, command)
        except WrongStateError as refusal:
            raise await explained(work, turn.handoff, refusal) from None
        if decision.child:
            child = await assign(work, decision.child, turn.organisation, request)
            await add_new(work, child, request.now)
        if decision.handoff.hop > turn.handoff.hop:
            decision = await assign(work, decision, turn.organisation, request)
        await work.handoffs.save(decision.handoff)
        await record(work, decision, request.now)
        return decision.handoff


async def _numbered(work: Work, turn: Turn, command: HandOn) -> HandOn:
    # Looked at before, since a number that is taken is gone.
    permitted(turn, command.action)
    check_hand_on(turn, command)
    return replace(command, number=await work.handoffs.next_number(turn.handoff.workspace))


async def load_turn(work: Work, request: Request, number: int) -> Turn:
    """Return everything a decision looks at; raise NotFoundError if there is no such handoff here."""
    handoff = await work.handoffs.get(request.workspace, number)
    if handoff is None:
        raise NotFoundError("no_such_handoff", handoff=f"H-{number}")
    organisation = await work.organisations.get(request.workspace)
    membership = await membership_of(work, request)
    return Turn(handoff, organisation, request.actor, request.now, request.holidays, membership)


async def explained(work: Work, handoff: Handoff, refusal: WrongStateError) -> WrongStateError:
    """Return the refusal with who did what last, and when."""
    last = await _last_act(work, handoff)
    if last is None:
        return refusal
    facts = {**refusal.facts, "by": last.actor, "activity": last.activity.value, "at": last.at}
    return WrongStateError(refusal.reason, **facts)


async def _last_act(work: Work, handoff: Handoff) -> Event | None:
    """Return what somebody did last; that a card was delivered is nobody's act, and a mail changes nothing."""
    for sequence in range(handoff.events, 0, -1):
        event = await work.handoffs.event(handoff.workspace, handoff.number, sequence)
        if event is None or event.activity not in {Activity.DELIVERED, Activity.MAILED}:
            return event
    return None
