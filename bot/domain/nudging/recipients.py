"""When and how a listener may be reached: their own calendar, what keeps them quiet, their budget. Pure."""

import re
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import NO_TIME, Person
from bot.domain.nudging.batches import Quiet, Recipient
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.preferring import batches_of
from bot.domain.time.calendar import Calendar
from bot.domain.time.calendars import Calendars

_PERSON = re.compile(r"[UW]")


def recipient_of(listener: Listener, person: Person | None, calendars: Calendars) -> Recipient | None:
    """Return the recipient; None for somebody who has left the company, or whom nobody here knows.

    None as well for a channel that is no department's any more.
    """
    calendar = _calendar(listener, person, calendars)
    if calendar is None:
        return None
    preferences, settings = listener.preferences, calendars.organisation.workspace.nudges
    return Recipient(
        id=listener.id,
        calendar=calendar,
        batches=batches_of(preferences, settings.times()),
        budget=settings.budget,
        quiet=(*(person.quiet if person else ()), *_paused(preferences.paused_until)),
        silent=preferences.silent,
        told=listener.told,
    )


def _is_here(user: str, person: Person | None, organisation: Organisation) -> bool:
    if person is not None:
        return not person.deleted
    return bool(organisation.departments_of(user)) or organisation.is_admin(user)


def _calendar(listener: Listener, person: Person | None, calendars: Calendars) -> Calendar | None:
    if not _PERSON.match(listener.id):
        departments = calendars.organisation.departments
        its = next((one.key for one in departments if one.channel == listener.id), None)
        return None if its is None else calendars.department(its)
    if not _is_here(listener.id, person, calendars.organisation):
        return None
    return calendars.person(listener.id, person.timezone if person else "", listener.preferences.window)


def _paused(until: datetime | None) -> tuple[Quiet, ...]:
    return (Quiet(NO_TIME, until),) if until else ()
