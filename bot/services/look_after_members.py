"""A department in which nobody is left to accept anything: its lead and the admins are told once, until somebody is."""

from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.delivery.troubles import NOBODY, deserted, nobody_in, told_of
from bot.ports import UnitOfWork, Work


async def look_after_members(work: Work, workspace: str, now: datetime, *, groups_known: bool = True) -> bool:
    """Tell of departments whose last member is gone, if it is news; return whether it is for any.

    `groups_known`: Slack has just told of user groups, so that an empty one is empty, and not yet to be fetched.
    """
    organisation = await work.organisations.get(workspace)
    people = await _people(work, workspace, organisation)
    gone = frozenset(user for user, person in people.items() if person.deleted)
    news = False
    for department in organisation.departments:
        if department.usergroup and not department.members and not groups_known:
            continue
        if not deserted(department, gone):
            await work.troubles.end(workspace, nobody_in(department.key))
        elif trouble := await work.troubles.begin(workspace, nobody_in(department.key), NOBODY, now):
            await work.outbox.put(workspace, told_of(trouble, organisation), now)
            news = True
    return news


async def look_after_all_members(unit_of_work: UnitOfWork, workspace: str, now: datetime) -> bool:
    """Do it as a transaction of its own, for what was changed while nobody listened."""
    async with unit_of_work.write() as work:
        return await look_after_members(work, workspace, now, groups_known=False)


async def _people(work: Work, workspace: str, organisation: Organisation) -> dict[str, Person]:
    everybody = {user for department in organisation.departments for user in department.people()}
    return await work.people.some(workspace, everybody)
