"""Who of those whom a nudge may reach has left the company."""

from collections.abc import Iterable

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.standing import Standing
from bot.ports import Work


async def gone_people(
    work: Work, workspace: str, organisation: Organisation, standings: Iterable[Standing]
) -> frozenset[str]:
    """Return those who are gone of the requesters and assignees, the leads and the admins."""
    named = {
        *(user for one in standings for user in (one.requester, one.assignee)),
        *(department.lead for department in organisation.departments),
        *organisation.workspace.admins,
    }
    people = await work.people.some(workspace, {user for user in named if user})
    return frozenset(user for user, person in people.items() if person.deleted)
