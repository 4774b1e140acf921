"""What the form fills in for a request by rules alone, as `/handoff TEXT` does it."""

from zoneinfo import ZoneInfo

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.proposing.addressing import addressed
from bot.domain.proposing.routing import Matter, Router
from bot.domain.reading import answers_in, customer_in, due_in, urgency_in
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from tests.domain.reading.labelled import Found, Request

_ZONES = {0: "Europe/London", 1: "Europe/Berlin", -5: "America/New_York", 5.5: "Asia/Kolkata"}


def read_by_rules(request: Request, company: Organisation) -> Found:
    """Return what rules find; nobody's earlier handoffs are known, so that only names and topics route."""
    receiver = _receiver(request, company)
    calendar = Calendar(receiver.week() if receiver else OFFICE_HOURS, zone_of(request))
    due = due_in(request.text, request.now, calendar)
    return Found(
        department=receiver.key if receiver else None,
        due=due.at.astimezone(calendar.zone).strftime("%Y-%m-%dT%H:%M") if due else None,
        urgent=bool(urgency_in(request.text)),
        customer=customer_in(request.text) or None,
        answers=answers_in(request.text, receiver.needs) if receiver else {},
    )


def zone_of(request: Request) -> ZoneInfo:
    """Return a zone in which the request's `now` has the offset that it names."""
    offset = request.now.utcoffset()
    assert offset is not None
    return ZoneInfo(_ZONES[offset.total_seconds() / 3600])


def _receiver(request: Request, company: Organisation) -> Department | None:
    named, rest = addressed(request.text, company.departments)
    if named:
        return named
    proposal = Router(company).propose(Matter(text=rest, from_department=request.sender))
    return company.department(proposal.department) if proposal else None
