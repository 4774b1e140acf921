"""Public holidays of a country or state as days off, from the `holidays` library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import structlog

from bot.domain.time.days_off import CLOSED, NO_DAYS_OFF, DaysOff
from bot.domain.time.hours import Slots

log = structlog.get_logger(__name__)


@cache
def holidays_of(region: str | None) -> DaysOff:
    """Return the public holidays of a region such as DE or DE-BW, whole days; none for None.

    A region that the library does not know has none either, and the log says so: `staffel doctor` tells the admin, and
    nobody else's nudges shall wait for that.
    """
    return PublicHolidays(region) if region else NO_DAYS_OFF


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The public holidays of one region.

    Only the library's public ones. Its half days differ by country in hours and in whom they are for, and it has no
    field for either; a bank or school holiday is a working day for most.
    """

    region: str

    def in_year(self, year: int) -> Mapping[date, Slots]:
        """Return those of a year; none outside the years that the library knows of, 1991 to 2100 for Germany."""
        return dict.fromkeys(_public(self.region, year), CLOSED)


@lru_cache(maxsize=256)
def _public(region: str, year: int) -> tuple[date, ...]:
    import holidays  # noqa: PLC0415 - 17 MB, and only who counts business time needs it

    country, _, state = region.partition("-")
    try:
        return tuple(holidays.country_holidays(country, subdiv=state or None, years=year))
    except NotImplementedError:
        log.warning("holidays_unknown", region=region)
        return ()
