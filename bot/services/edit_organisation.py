"""A lead or an admin changes one thing in the organisation, from inside Slack."""

from bot.domain.audit import Author, entered
from bot.domain.changes import changes
from bot.domain.editing import Edit, edited
from bot.domain.organisation import Organisation
from bot.ports import UnitOfWork
from bot.services.request import Request


async def edit_organisation(
    unit_of_work: UnitOfWork, request: Request, edit: Edit, *, admin: bool
) -> Organisation:
    """Store the edit with its entry in the audit log; return the organisation as it is then.

    Read and written in one transaction, so that two who edit at once both find their change. A request that took
    effect before changes nothing more. Raises NotAllowedError, RefusedError and InvalidFieldsError.
    """
    async with unit_of_work.write() as work:
        before = await work.organisations.hold(request.workspace)
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return before
        after = edited(before, edit, request.actor, admin=admin)
        if changed := changes(before, after):
            await work.organisations.save(request.workspace, after)
            await work.audits.add(request.workspace, entered(changed, Author(request.actor, request.now)))
        return after
