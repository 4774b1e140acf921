"""What was read lately of people and their companies: good enough for words and forms, never for a decision.

A command that only needs to know whom it speaks to would otherwise spend most of its time on asking the database.
Whoever decides reads what it decides on in the transaction of the effect.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.organisation import Organisation
from bot.domain.people import Person, language_of
from bot.ports import UnitOfWork
from bot.services.request import Request
from handlers.slack.render.content import Reader
from handlers.words import words_in

LATELY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody: their company, and what Slack told of them."""

    organisation: Organisation
    person: Person | None

    def reader(self, now: datetime, user: str) -> Reader:
        """Return the language, zone and time in which to speak to them."""
        settings, person = self.organisation.workspace, self.person
        zone = (person and person.timezone) or settings.timezone
        words = words_in(language_of(person, settings.language))
        return Reader(words, ZoneInfo(zone), now, user)


@dataclass(frozen=True, slots=True)
class _Met:
    at: datetime
    person: Person | None


_NEVER = _Met(datetime.min.replace(tzinfo=UTC), None)
_UNKNOWN = Organisation()


class Memory:
    """The memory of one process; each company is kept once, as it was read last."""

    def __init__(self) -> None:
        self._organisations: dict[str, Organisation] = {}
        self._people: dict[tuple[str, str], _Met] = {}

    async def lately(self, unit_of_work: UnitOfWork, request: Request) -> Known:
        """Return what is known of the actor, as it was at most LATELY ago."""
        met = self._people.get((request.workspace, request.actor), _NEVER)
        if timedelta() <= request.now - met.at < LATELY:
            return self.last(request)
        return await self.now(unit_of_work, request)

    async def now(self, unit_of_work: UnitOfWork, request: Request) -> Known:
        """Return what is known of the actor, as it is."""
        workspace, user = request.workspace, request.actor
        async with unit_of_work.read() as work:
            person = await work.people.get(workspace, user)
            self._organisations[workspace] = await work.organisations.get(workspace)
        self._people[workspace, user] = _Met(request.now, person)
        return self.last(request)

    def last(self, request: Request) -> Known:
        """Return what was known of the actor last, however long ago: all that there is while the database is away."""
        met = self._people.get((request.workspace, request.actor), _NEVER)
        return Known(self._organisations.get(request.workspace, _UNKNOWN), met.person)
