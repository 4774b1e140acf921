"""Show a workspace's organisation as it stands."""

from bot.domain.company.organisation import Organisation
from bot.ports import UnitOfWork


async def export_organisation(unit_of_work: UnitOfWork, workspace: str) -> Organisation:
    """Return the organisation of the workspace; an empty one if it is not set up."""
    async with unit_of_work.read() as work:
        return await work.organisations.get(workspace)
