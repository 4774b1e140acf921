"""Until when somebody hears nothing of a matter: their own calendar says when they are back to hear of it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.time.calendar import Calendar, NeverOpensError
from bot.domain.time.wall_clock import instant

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class Snooze(StrEnum):
    """For how long; they are the `action_id` of buttons. The form for DAY has the first one as its `callback_id`."""

    TOMORROW = "snooze_nudge"
    HOUR = "snooze_hour"
    MONDAY = "snooze_monday"
    DAY = "snooze_day"
    EVER = "mute_nudge"


def snoozed_until(
    snooze: Snooze, calendar: Calendar, now: datetime, day: date | None = None
) -> datetime | None:
    """Return the end of a snooze, None for EVER; `day` is the one chosen for DAY.

    A day means its beginning in the person's window, or the next one that has a beginning. An hour is an hour: when
    they may be reached is decided when it is over.
    """
    today = now.astimezone(calendar.zone).date()
    match snooze:
        case Snooze.EVER:
            return None
        case Snooze.HOUR:
            return now + _HOUR
        case Snooze.MONDAY:
            return _beginning(today + (7 - today.weekday()) * _DAY, calendar)
        case Snooze.DAY if day:
            return _beginning(day, calendar)
        case _:
            return _beginning(today + _DAY, calendar)


def _beginning(day: date, calendar: Calendar) -> datetime:
    midnight = instant(day, time(), calendar.zone)
    try:
        return calendar.next_opening(midnight)
    except NeverOpensError:  # nobody is ever there; then the day alone has to do
        return midnight
