"""Offer a piece of work to another department."""

from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.opening import check_opening
from bot.domain.matter.opening import open_handoff as decide_opening
from bot.domain.matter.roles import departments_for
from bot.errors import RefusedError
from bot.ports import UnitOfWork
from bot.services.answer_prompt import check_first, turned
from bot.services.assign import assign
from bot.services.membership import membership_of
from bot.services.record import add_new
from bot.services.refusals import refuse_again
from bot.services.request import Request
from bot.services.watch_mail import watch_turned


async def open_handoff(unit_of_work: UnitOfWork, request: Request, command: OpenHandoff) -> Handoff | None:
    """Store the offer with its card on the way; return it, or None if this request took effect before.

    Raises InvalidFieldsError or RefusedError, and then nothing is stored; and again the refusal that was kept for
    this request (see refusals.py).
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            await refuse_again(work, request)
            return None
        organisation = await work.organisations.get(request.workspace)
        if not departments_for(request.actor, organisation, await membership_of(work, request)):
            raise RefusedError("in_no_department")
        check_opening(command, organisation, request.actor, request.now)
        if command.prompted:
            await check_first(work, request, command)
        number = await work.handoffs.next_number(request.workspace)
        decision = decide_opening(
            command,
            organisation,
            workspace=request.workspace,
            number=number,
            actor=request.actor,
            now=request.now,
        )
        decision = await assign(work, decision, organisation, request)
        await add_new(work, decision, request.now)
        if command.routed:
            await work.routings.add(request.workspace, number, command.routed)
        if command.source:
            await turned(work, request.workspace, request.actor, command.source)
        if command.watched:
            await watch_turned(work, request, command.watched, number)
        return decision.handoff
