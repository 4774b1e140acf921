"""Days on which a calendar is closed, or open for a part only: holidays, half days, a company's own days."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from bot.domain.time.hours import MIDNIGHT, Slots, common

CLOSED: Slots = ()
UNTIL_NOON: Slots = ((MIDNIGHT, time(12)),)


class DaysOff(Hashable, Protocol):
    """Some days off. Hashable, and always with the same answer: calendars remember what they were told."""

    def in_year(self, year: int) -> Mapping[date, Slots]:
        """Return the days off of a year, each with the slots in which people work all the same.

        `CLOSED` on a whole holiday, `UNTIL_NOON` on half a one. Only what lies in the weekday's own hours counts.
        """
        ...


@dataclass(frozen=True, slots=True)
class GivenDays:
    """Days off that somebody wrote down, each with the slots in which people work all the same."""

    days: frozenset[tuple[date, Slots]] = frozenset()

    def in_year(self, year: int) -> Mapping[date, Slots]:
        """Return those of a year."""
        return {day: worked for day, worked in self.days if day.year == year}


@dataclass(frozen=True, slots=True)
class Together:
    """All days off of several: on a day that more than one knows, people work when all of them do."""

    parts: tuple[DaysOff, ...]

    def in_year(self, year: int) -> Mapping[date, Slots]:
        """Return those of a year."""
        days: dict[date, Slots] = {}
        for part in self.parts:
            for day, worked in part.in_year(year).items():
                days[day] = common(days[day], worked) if day in days else worked
        return days


@dataclass(frozen=True, slots=True)
class Shared:
    """The days off that all of several have; on a half day of one of them, the half is worked."""

    parts: tuple[DaysOff, ...]

    def in_year(self, year: int) -> Mapping[date, Slots]:
        """Return those of a year."""
        first, *others = (part.in_year(year) for part in self.parts)
        return {
            day: max((worked, *(other[day] for other in others)), key=len)
            for day, worked in first.items()
            if all(day in other for other in others)
        }


def shared(parts: Sequence[DaysOff]) -> DaysOff:
    """Return the days off that all of these have."""
    return parts[0] if len(parts) == 1 else Shared(tuple(parts))


def given_days(days: Mapping[date, Slots]) -> GivenDays:
    """Return `days` as days off."""
    return GivenDays(frozenset(days.items()))


NO_DAYS_OFF: DaysOff = GivenDays()
