"""Somebody says how they want to be nudged; a lead says it for their department's channel."""

from collections.abc import Mapping

from bot.domain.company.audit import AuditEntry
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.matter.roles import is_admin
from bot.domain.nudging.preferences import Preferences
from bot.errors import NotAllowedError
from bot.ports import UnitOfWork, Work
from bot.services.membership import membership_of
from bot.services.request import Request


async def prefer(unit_of_work: UnitOfWork, request: Request, preferences: Mapping[str, Preferences]) -> bool:
    """Store how each recipient, the actor or a channel of a department they lead, wants it.

    What holds for a channel concerns others, so it stands in the audit log; somebody's own wishes do not.
    Returns False if this request took effect before; raises NotAllowedError.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        for recipient, wanted in preferences.items():
            _check(organisation, request.actor, recipient, await membership_of(work, request))
            if recipient != request.actor:
                await _audit(work, request, recipient, wanted)
            await work.nudges.prefer(request.workspace, recipient, wanted, request.now)
        return True


async def _audit(work: Work, request: Request, channel: str, wanted: Preferences) -> None:
    before = await work.nudges.preferences(request.workspace, channel)
    if before != wanted:
        entry = AuditEntry(request.now, request.actor, f"nudges of {channel}", _told(before), _told(wanted))
        await work.audits.add(request.workspace, [entry])


def _told(preferences: Preferences) -> str:
    until = preferences.paused_until
    silent = f"silent: {', '.join(sorted(preferences.silent)) or 'nothing'}"
    return f"{silent}; paused until {until.isoformat()}" if until else silent


def _check(organisation: Organisation, actor: str, recipient: str, membership: Membership) -> None:
    leads = {one.lead for one in organisation.departments if one.channel == recipient and one.lead}
    if actor != recipient and actor not in leads and not is_admin(actor, organisation, membership):
        people = " ".join(sorted(leads) or organisation.workspace.admins)
        raise NotAllowedError("settings_of_others", people=people)
