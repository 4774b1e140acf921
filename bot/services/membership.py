"""What the actor is to the workspace, read in the transaction that decides."""

from bot.domain.company.membership import Membership
from bot.domain.matter.roles import departments_for
from bot.errors import NotAllowedError
from bot.ports import UnitOfWork, Work
from bot.services.request import Request


async def membership_of(work: Work, request: Request) -> Membership:
    """Return the actor's membership; somebody of whom Slack has told nothing yet is a member."""
    if request.outside:
        return Membership.STRANGER
    person = await work.people.get(request.workspace, request.actor)
    return person.membership if person else Membership.MEMBER


async def admit(unit_of_work: UnitOfWork, request: Request) -> None:
    """Raise NotAllowedError for somebody from outside whose department is no partner: they get nothing at all."""
    if not request.outside:
        return
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(request.workspace)
    if not departments_for(request.actor, organisation, Membership.STRANGER):
        raise NotAllowedError("other_company")
