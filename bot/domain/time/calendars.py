"""Whose calendar is whose: the hours and days off of departments and people."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from bot.domain.time.days_off import NO_DAYS_OFF, DaysOff, shared
from bot.domain.time.hours import Hours

Holidays = Callable[[str | None], DaysOff]
"""Returns the public holidays of a country, or country and state, as in DE-BW; none for None."""


def no_holidays(region: str | None) -> DaysOff:
    """Return no days off, whatever the region."""
    return NO_DAYS_OFF


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of one workspace."""

    organisation: Organisation
    holidays: Holidays = no_holidays
    _known: dict[str, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    def department(self, key: str) -> Calendar:
        """Return a department's calendar; office hours in the workspace's zone for one that is no more."""
        if key not in self._known:
            self._known[key] = self._department(key)
        return self._known[key]

    def _department(self, key: str) -> Calendar:
        workspace, department = self.organisation.workspace, self.organisation.department(key)
        if department is None:
            return Calendar(OFFICE_HOURS, ZoneInfo(workspace.timezone), self.holidays(workspace.holidays))
        region = department.holidays or workspace.holidays
        return Calendar(department.week(), department.zone(workspace.timezone), self.holidays(region))

    def person(self, user: str, zone: str, window: tuple[time, time]) -> Calendar:
        """Return when somebody may be reached: their own window on the days on which a department of theirs works."""
        workspace, own = self.organisation.workspace, self.organisation.departments_of(user)
        weeks: list[Hours] = [one.week() for one in own] or [OFFICE_HOURS]
        week = tuple((window,) if any(slots) else () for slots in zip(*weeks, strict=True))
        regions = dict.fromkeys(one.holidays or workspace.holidays for one in own) or {
            workspace.holidays: None
        }
        days_off = shared([self.holidays(region) for region in regions])
        return Calendar(week, ZoneInfo(zone or workspace.timezone), days_off)
