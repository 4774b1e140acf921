"""Time at Hansen & Töchter: skip ahead in the practice workspace, and look at what people are told then."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.holidays import holidays_of
from practice import Person
from tests.flows.office import Json, Office, open_office, read

BERLIN = ZoneInfo("Europe/Berlin")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
_DAY = timedelta(days=1)
_HEADINGS = (
    *("Wartet auf dich", "Du wartest auf", "Noch nicht angenommen"),
    *("Waits for you", "You wait for", "Not accepted yet"),
)


@asynccontextmanager
async def open_on(
    database_url: str, fits: Callable[[date], bool], clock: str = "09:00"
) -> AsyncIterator[Office]:
    """Open the office on the next day that fits; the tests know no date, but the weekdays and holidays around it."""
    async with open_office(database_url) as office:
        await skip_to_next(office, fits, clock)
        yield office


def on_a_plain_monday(day: date) -> bool:
    """Return whether nothing is special about the two weeks that begin then."""
    return day.weekday() == MON and not any(is_holiday(day + n * _DAY) for n in range(14))


def is_holiday(day: date) -> bool:
    """Return whether nobody works, by the holidays of the practice company."""
    return day in holidays_of("DE-HH").in_year(day.year)


def days_after(day: date) -> Iterator[date]:
    """Yield the days to come."""
    while True:
        yield (day := day + _DAY)


def now(office: Office) -> datetime:
    """Return what the clock on the wall shows."""
    return datetime.fromtimestamp(office.slack.clock.now(), BERLIN)


async def skip_to_next(office: Office, fits: Callable[[date], bool], clock: str) -> None:
    """Move ahead to the next day that fits."""
    await _skip_to_day(office, next(filter(fits, days_after(now(office).date()))), clock)


async def skip_to(office: Office, weekday: int, clock: str) -> None:
    """Move ahead to the next such day and time."""
    here = now(office)
    ahead = (weekday - here.weekday()) % 7
    if not ahead and here.time() >= time.fromisoformat(clock):
        ahead = 7
    await _skip_to_day(office, here.date() + ahead * _DAY, clock)


async def _skip_to_day(office: Office, day: date, clock: str) -> None:
    goal = datetime.combine(day, time.fromisoformat(clock), BERLIN)
    await office.slack.clock.skip(goal.timestamp() - office.slack.clock.now())


def batches(person: Person, channel: str | None = None) -> list[Json]:
    """Return the batches of nudges that a person sees, in their own conversation with Staffel or in a channel."""
    messages = person.messages(channel) if channel else person.dm()
    return [one for one in messages if any(heading in read(one) for heading in _HEADINGS)]


async def climbed(office: Office, number: int, rungs: int) -> None:
    """Wait until so many rungs of a handoff's ladder lie behind it."""
    async with asyncio.timeout(60):
        while (await office.handoff(number)).rung < rungs:
            pass
