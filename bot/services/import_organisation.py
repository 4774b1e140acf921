"""Set up a workspace from an organisation, or show what that would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.company.audit import Author, entered
from bot.domain.company.changes import Change, changes
from bot.domain.company.organisation import Organisation
from bot.ports import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changes; `left_behind` counts open handoffs by the removed department that they lie with."""

    changes: tuple[Change, ...]
    left_behind: Mapping[str, int]


async def import_organisation(
    unit_of_work: UnitOfWork,
    workspace: str,
    organisation: Organisation,
    *,
    dry_run: bool = False,
    by: Author | None = None,
) -> Imported:
    """Replace the workspace's organisation and return what that changes; with `dry_run` nothing is stored.

    `by` stands in the audit log; without it, as for the company of a demo, nothing is entered there.
    """
    async with unit_of_work.read() if dry_run else unit_of_work.write() as work:
        before = await work.organisations.get(workspace)
        left_behind = await _left_behind(work, workspace, before, organisation)
        changed = changes(before, organisation)
        if not dry_run:
            await work.organisations.save(workspace, organisation)
            await work.audits.add(workspace, entered(changed, by) if by else [])
        return Imported(changed, left_behind)


async def _left_behind(
    work: Work, workspace: str, before: Organisation, after: Organisation
) -> dict[str, int]:
    removed = [one.key for one in before.departments if after.department(one.key) is None]
    return await work.handoffs.count_open(workspace, removed) if removed else {}
