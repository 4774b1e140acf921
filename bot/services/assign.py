"""Ask somebody of the receiving department to accept, in the transaction of the offer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.company.presence import is_present, looked_at
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.matter.assigning import LEAST_BUSY, Asked, Colleague, ask, could_be_asked, takes_turns
from bot.domain.matter.decision import Decision
from bot.domain.time.calendars import Calendars
from bot.ports import Work
from bot.services.request import Request


async def assign(work: Work, decision: Decision, organisation: Organisation, request: Request) -> Decision:
    """Return the decision on a new hop, with somebody asked where the department's assignment says so."""
    handoff = decision.handoff
    department = organisation.department(handoff.to_department)
    users = could_be_asked(department, handoff) if department else []
    asked = await _ask(work, department, users, organisation, request) if department and users else Asked()
    changed = replace(handoff, asked=asked.user, asked_instead_of=asked.instead_of)
    if asked.user is None:
        return replace(decision, handoff=changed)
    told = Message(MessageKind.ASKED, asked.user, handoff.number, handoff.hop, event=handoff.hop)
    return replace(decision, handoff=changed, messages=(*decision.messages, told))


async def _ask(
    work: Work, department: Department, users: Sequence[str], organisation: Organisation, request: Request
) -> Asked:
    workspace = request.workspace
    turn = await work.rotas.begin(workspace, department.key) if takes_turns(department) else 0
    turns = await work.rotas.turns(workspace, department.key) if turn else {}
    loads = await work.handoffs.lying_with(workspace, users) if department.assignment == LEAST_BUSY else {}
    present = await _present(work, department, users, organisation, request)
    asked = ask(
        department,
        [Colleague(user, present[user], turns.get(user, 0), loads.get(user, 0)) for user in users],
    )
    if turn and asked.user:
        await work.rotas.take(workspace, department.key, asked.user, turn)
    return asked


async def _present(
    work: Work, department: Department, users: Sequence[str], organisation: Organisation, request: Request
) -> Mapping[str, bool]:
    people = await work.people.some(request.workspace, users)
    calendars = Calendars(organisation, request.holidays)
    at = looked_at(department.key, calendars, request.now)
    return {user: is_present(user, people.get(user), calendars, at) for user in users}
