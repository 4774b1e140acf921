"""Whoever looks after routing rules hears once a month of those that want a look, and says that one is still right."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.company.audit import AuditEntry
from bot.domain.company.organisation import UNCLAIMED, Organisation, Rule
from bot.domain.company.rules import Suspect, may_review, owners, suspects
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.time.calendars import Calendars, Holidays
from bot.errors import NotAllowedError
from bot.ports import UnitOfWork, Work
from bot.services.request import Request

_A_MONTH = timedelta(days=31)


async def report_rules(unit_of_work: UnitOfWork, now: datetime, holidays: Holidays) -> bool:
    """Queue the reports of this month, each once; return whether there are any.

    Any number of processes may ask at any time: the month stands in the message's key. Nothing is sent outside office
    hours.
    """
    async with unit_of_work.read() as work:
        workspaces = [one for one in await work.organisations.workspaces() if one != UNCLAIMED]
        reports = {one: await _reports(work, one, now, holidays) for one in workspaces}
    for workspace, messages in reports.items():
        if messages:
            async with unit_of_work.write() as work:
                await work.outbox.put(workspace, messages, now)
    return any(reports.values())


async def _reports(work: Work, workspace: str, now: datetime, holidays: Holidays) -> list[Message]:
    organisation = await work.organisations.get(workspace)
    office = Calendars(organisation, holidays).department("")
    if not organisation.rules or not office.is_open(now):
        return []
    found = suspects(organisation, await work.routings.uses(workspace), _today(organisation, now))
    return [_report(owner, organisation, now) for owner in found]


async def see_suspects(
    work: Work, workspace: str, owner: str, now: datetime
) -> tuple[Organisation, Sequence[Suspect]]:
    """Return the organisation, and those of its rules that want a look of theirs now."""
    organisation = await work.organisations.get(workspace)
    found = suspects(organisation, await work.routings.uses(workspace), _today(organisation, now))
    return organisation, found.get(owner, ())


async def review_rule(unit_of_work: UnitOfWork, request: Request, mark: str) -> bool:
    """Note that the actor has reviewed the rule of that mark today; False if that was done before.

    One that is no more, or was reviewed by somebody else, leaves the report.
    Raises NotAllowedError for those who do not look after it.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            return False
        organisation = await work.organisations.get(request.workspace)
        today = _today(organisation, request.now)
        rule = next((one for one in organisation.rules if one.mark == mark), None)
        if rule and not may_review(request.actor, rule, organisation):
            raise NotAllowedError("settings_of_others", people=" ".join(owners(rule, organisation)))
        if rule:
            await work.organisations.review(request.workspace, mark, today)
            await work.audits.add(request.workspace, [_audited(rule, request, today)])
        # The click may come from the report of the month before.
        months = (request.now, request.now - _A_MONTH)
        reports = [_report(request.actor, organisation, month).key for month in months]
        await work.cards.want_anew(request.workspace, reports, request.now)
        return rule is not None


def _audited(rule: Rule, request: Request, today: date) -> AuditEntry:
    before = str(rule.reviewed or "")
    return AuditEntry(request.now, request.actor, f"rule to {rule.to}: reviewed", before, str(today))


def _report(owner: str, organisation: Organisation, now: datetime) -> Message:
    today = _today(organisation, now)
    return Message(MessageKind.RULES, owner, number=0, hop=0, event=today.year * 100 + today.month)


def _today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.workspace.timezone)).date()
