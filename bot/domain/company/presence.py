"""Whether somebody can be asked to take something over: not away, not on a day off, not gone. Pure."""

from datetime import datetime, time

from bot.domain.company.people import Person
from bot.domain.time.calendar import NeverOpensError
from bot.domain.time.calendars import Calendars
from bot.domain.time.days_off import CLOSED

_DAY = time(), time.max


def looked_at(department: str, calendars: Calendars, now: datetime) -> datetime:
    """Return when it matters whether somebody is there: now, or when the department opens next.

    So nobody counts as absent because a matter comes in at night.
    """
    try:
        return calendars.department(department).next_opening(now)
    except NeverOpensError:
        return now


def is_present(user: str, person: Person | None, calendars: Calendars, at: datetime) -> bool:
    """Return whether somebody is there at that time; whom Slack has told nothing of is taken to be."""
    if person is not None and (person.deleted or any(one.since <= at < one.until for one in person.quiet)):
        return False
    own = calendars.person(user, person.timezone if person else "", _DAY)
    day = at.astimezone(own.zone).date()
    return own.days_off.in_year(day.year).get(day) != CLOSED
