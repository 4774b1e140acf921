"""Set up a workspace from an organisation, or show what that would change."""

from bot.domain.changes import Change, changes
from bot.domain.organisation import Organisation
from bot.ports import UnitOfWork


async def import_organisation(
    unit_of_work: UnitOfWork, workspace: str, organisation: Organisation, *, dry_run: bool = False
) -> tuple[Change, ...]:
    """Replace the workspace's organisation and return what that changes; with `dry_run` nothing is stored."""
    async with unit_of_work.read() if dry_run else unit_of_work.write() as work:
        before = await work.organisations.get(workspace)
        if not dry_run:
            await work.organisations.save(workspace, organisation)
        return changes(before, organisation)
