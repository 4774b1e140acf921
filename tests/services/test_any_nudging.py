"""The same on both databases, with two processes that tick in any order or at once, and whatever the clock does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, func, select

from bot.domain.matter.commands import Accept, OpenHandoff
from bot.domain.matter.handoff import Brief
from bot.errors import RefusedError
from bot.ports import UnitOfWork
from bot.services.open_handoff import open_handoff
from bot.services.turn_handoff import turn_handoff
from storage.columns import UtcTime
from storage.database import Storage, open_storage
from storage.tables import handoffs, listeners, nudges, workspaces
from storage.tables.nudges import WAITING
from tests.company import WORKSPACE
from tests.nudged import ANNA, DORA, Company, Hand, Hush, Pass, Step, Take, Witness, companies, steps
from tests.services.clockwork import arrive, heard, tick
from tests.services.desk import by

LOOKS = 400
"""More than any of these courses needs until everything has ended."""

some = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
async def processes(database_url: str) -> AsyncIterator[list[Storage]]:
    """Two processes on one database."""
    async with open_storage(database_url) as one, open_storage(database_url) as other:
        yield [one, other]


@dataclass
class Days:
    """A company in the database, and the clock."""

    storages: list[Storage]
    company: Company
    now: datetime
    witness: Witness
    handed: int = 0

    @property
    def one(self) -> UnitOfWork:
        return self.storages[0].unit_of_work

    async def begin(self) -> None:
        async with self.one.write() as work:
            await work.organisations.save(WORKSPACE, self.company.organisation)
            await work.people.put(WORKSPACE, list(self.company.people.values()))
            for who, person in self.company.people.items():
                await work.people.do_not_disturb(WORKSPACE, who, person.do_not_disturb)
            for who, wishes in self.company.wishes.items():
                await work.nudges.prefer(WORKSPACE, who, wishes, self.now)

    async def take(self, step: Step) -> None:
        """Let one thing happen; when time passes, both processes look, and who is faster is anybody's guess."""
        match step:
            case Pass():
                self.now += step.time
                await self.look()
            case Hand():
                await self._hand(step)
            case Take():
                await self._take(step.which + 1)
            case Hush():
                await self._hush(step)

    async def look(self) -> None:
        await asyncio.gather(
            *(tick(one.unit_of_work, self.now, self.company.holidays) for one in self.storages)
        )
        for who, told in await heard(self.one, self.now):
            self.witness.hears(who, self.now, told)

    async def _hand(self, step: Hand) -> None:
        brief = Brief("Gutschrift", urgent=step.urgent, due=self.now + step.due if step.due else None)
        request = replace(by(ANNA, now=self.now), holidays=self.company.holidays)
        if await open_handoff(self.one, request, OpenHandoff("accounting", brief)):
            self.handed += 1
        await arrive(self.one, self.now, self.company.holidays)

    async def _take(self, number: int) -> None:
        request = replace(by(DORA, now=self.now), holidays=self.company.holidays)
        accept = Accept(next_step="Ich buche", by_when=self.now + timedelta(hours=30))
        with suppress(RefusedError):  # there is none such, or she has it already
            await turn_handoff(self.one, request, number, accept)

    async def _hush(self, step: Hush) -> None:
        number = step.which + 1
        if number > self.handed:
            return
        until = None if step.hours is None else self.now + timedelta(hours=step.hours)
        self.witness.snoozes(step.who, number, until)
        async with self.one.write() as work:
            await work.nudges.snooze(WORKSPACE, step.who, number, until, self.now)

    async def to_the_end(self) -> None:
        """Look whenever something is due, until nothing is."""
        for _ in range(LOOKS):
            if (at := await self._next_look()) is None:
                return
            self.now = max(self.now, at)
            await self.look()
        raise AssertionError("nags for ever")

    async def _next_look(self) -> datetime | None:
        columns = (handoffs.c.next_nudge_at, listeners.c.look_at)
        async with self.storages[0].engines.read.connect() as connection:
            due = [await connection.scalar(select(func.min(one, type_=UtcTime()))) for one in columns]
        return min((at for at in due if at), default=None)

    async def waiting(self) -> int:
        """Return how many nudges wait for somebody."""
        query = select(func.count()).where(nudges.c.state == WAITING)
        async with self.storages[0].engines.read.connect() as connection:
            return await connection.scalar(query) or 0

    async def forget(self) -> None:
        """Leave nothing for the next example."""
        async with self.storages[0].engines.write.begin() as connection:
            await connection.execute(delete(workspaces))


@some
@given(companies(), steps)
async def test_two_processes_leave_everybody_in_peace_and_lose_nothing(
    processes: list[Storage], company: Company, course: list[Step]
) -> None:
    days = Days(processes, company, company.start, Witness(company))
    await days.begin()
    try:
        for step in course:
            await days.take(step)
        await days.to_the_end()
        assert await days.waiting() == 0
    finally:
        await days.forget()
