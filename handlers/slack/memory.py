"""What was read lately of people and their companies: good enough for words and forms, never for a decision.

A command that only needs to know whom it speaks to would otherwise spend most of its time on asking the database.
Whoever decides reads what it decides on in the transaction of the effect.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person, language_of
from bot.domain.proposing.questions import LATELY as QUESTIONS_LATELY
from bot.domain.proposing.routing import Router
from bot.errors import StorageUnavailableError
from bot.ports import UnitOfWork
from bot.services.request import Request
from handlers.slack.render.content import Reader
from handlers.words import words_in

T = TypeVar("T")

LATELY = timedelta(seconds=5)
"""How old a company may be, and that somebody is unknown."""

A_WHILE = timedelta(minutes=5)
"""How old may be what Slack told of a person: it seldom changes, and this process may not be the one that Slack tells."""


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
        membership = person.membership if person else Membership.MEMBER
        return Reader(words, ZoneInfo(zone), now, user, membership)


@dataclass(frozen=True, slots=True)
class _Noted(Generic[T]):
    at: datetime
    value: T

    def within(self, span: timedelta, now: datetime) -> bool:
        return timedelta() <= now - self.at < span


_Who = tuple[str, str]

_NEVER = datetime.min.replace(tzinfo=UTC)
_NO_COMPANY: _Noted[Organisation] = _Noted(_NEVER, Organisation())
_NOBODY: _Noted[Person | None] = _Noted(_NEVER, None)


class Memory:
    """The memory of one process."""

    def __init__(self) -> None:
        self._companies: dict[str, _Noted[Organisation]] = {}
        self._people: dict[_Who, _Noted[Person | None]] = {}
        self._routers: dict[str, Router] = {}
        self._asked: dict[_Who | str, asyncio.Task[None]] = {}
        self._questions: dict[_Who, _Noted[Mapping[str, int]]] = {}

    async def lately(self, unit_of_work: UnitOfWork, request: Request) -> Known:
        """Return what is known of the actor; what is too old is read, once for all who want it at the same time."""
        workspace, who = request.workspace, (request.workspace, request.actor)
        met = self._people.get(who, _NOBODY)
        if not met.within(A_WHILE if met.value else LATELY, request.now):
            await self._shared(who, unit_of_work, request)
        elif not self._companies.get(workspace, _NO_COMPANY).within(LATELY, request.now):
            await self._shared(workspace, unit_of_work, request)
        return self.last(request)

    async def now(self, unit_of_work: UnitOfWork, request: Request) -> Known:
        """Return what is known of the actor, as it is."""
        await self._read(unit_of_work, request)
        return self.last(request)

    def last(self, request: Request) -> Known:
        """Return what was known of the actor last, however long ago: all that there is while the database is away."""
        company = self._companies.get(request.workspace, _NO_COMPANY)
        return Known(company.value, self._people.get((request.workspace, request.actor), _NOBODY).value)

    def router(self, workspace: str, organisation: Organisation) -> Router:
        """Return the organisation's rules, ready for use; they are prepared once for each state of it."""
        known = self._routers.get(workspace)
        if known is None or known.organisation is not organisation:
            known = self._routers[workspace] = Router(organisation)
        return known

    async def questions(
        self, unit_of_work: UnitOfWork, workspace: str, department: str, now: datetime
    ) -> Mapping[str, int]:
        """Return how often a department asked back for its needs lately; a form is worth more than this."""
        known = self._questions.get((workspace, department))
        if known is None or not known.within(A_WHILE, now):
            try:
                async with unit_of_work.read() as work:
                    asked = await work.handoffs.asked(workspace, department, now - QUESTIONS_LATELY)
            except StorageUnavailableError:
                return {}
            known = self._questions[workspace, department] = _Noted(now, asked)
        return known.value

    def forget(self, workspace: str, user: str) -> None:
        """Read anew when somebody wants to know: Slack has told of a change."""
        self._people.pop((workspace, user), None)

    def _shared(self, key: _Who | str, unit_of_work: UnitOfWork, request: Request) -> Awaitable[None]:
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._read(unit_of_work, request))
            self._asked[key].add_done_callback(lambda _: self._asked.pop(key))
        return asyncio.shield(self._asked[key])

    async def _read(self, unit_of_work: UnitOfWork, request: Request) -> None:
        workspace, user = request.workspace, request.actor
        async with unit_of_work.read() as work:
            person = await work.people.get(workspace, user)
            organisation = await work.organisations.get(workspace)
        self._companies[workspace] = _Noted(request.now, organisation)
        self._people[workspace, user] = _Noted(request.now, person)
