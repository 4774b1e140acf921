"""Look at what somebody wrote by mail, to confirm it as an acceptance."""

from dataclasses import dataclass

from bot.domain.mail.acceptance import Acceptance, acceptance
from bot.domain.matter.decision import Turn
from bot.domain.matter.events import Activity
from bot.domain.matter.transitions import Action
from bot.errors import RefusedError
from bot.ports import UnitOfWork
from bot.services.look_up import see_turn
from bot.services.request import Request


@dataclass(frozen=True, slots=True)
class SeenAcceptance:
    """The handoff, and what the actor wrote about it."""

    turn: Turn
    acceptance: Acceptance


async def see_acceptance(
    unit_of_work: UnitOfWork, request: Request, number: int, sequence: int
) -> SeenAcceptance:
    """Return the acceptance in the actor's own mail; raise RefusedError if there is none, or it comes too late."""
    turn = await see_turn(unit_of_work, request, number, Action.ACCEPT)
    async with unit_of_work.read() as work:
        event = await work.handoffs.event(request.workspace, number, sequence)
    theirs = event is not None and event.activity is Activity.MAILED and event.actor == request.actor
    found = acceptance(event.said.get("text", "")) if event and theirs else None
    if found is None:
        raise RefusedError("no_acceptance", handoff=turn.handoff.name)
    return SeenAcceptance(turn, found)
