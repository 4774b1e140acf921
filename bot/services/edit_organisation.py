"""A lead or an admin changes the organisation from inside Slack."""

from functools import reduce

from bot.domain.company.audit import Author, entered
from bot.domain.company.changes import changes
from bot.domain.company.organisation import Organisation
from bot.domain.editing import Edit, edited
from bot.ports import UnitOfWork
from bot.services.request import Request


async def edit_organisation(
    unit_of_work: UnitOfWork, request: Request, *edits: Edit, admin: bool
) -> Organisation:
    """Store the edits, all or none, with their entries in the audit log; return the organisation as it is then.

    Read and written in one transaction, so that two who edit at once both find their change. A request that took
    effect before changes nothing more. Raises NotAllowedError, RefusedError and InvalidFieldsError.
    """
    async with unit_of_work.write() as work:
        before = await work.organisations.hold(request.workspace)
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return before
        after = reduce(lambda so_far, edit: edited(so_far, edit, request.actor, admin=admin), edits, before)
        if changed := changes(before, after):
            await work.organisations.save(request.workspace, after)
            await work.audits.add(request.workspace, entered(changed, Author(request.actor, request.now)))
        return after
