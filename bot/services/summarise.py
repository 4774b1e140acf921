"""The figures of a week: counted once when it is over, and told the same to everybody from then on."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Organisation
from bot.domain.summary.business_clock import instant_of, micros
from bot.domain.summary.cases import Case, Head, read_case
from bot.domain.summary.counting import DEFAULT_TARGETS, Counting, Key, Targets
from bot.domain.summary.figures import Prompts, Summary
from bot.domain.summary.release import Release, release, unredacted
from bot.domain.summary.tally import Tally
from bot.domain.summary.weeks import KEPT, ForgottenWeekError, Week, parse_week, week_of
from bot.domain.summary.withholding import prompts_shown
from bot.domain.time.calendars import Calendars, Holidays
from bot.ports import UnitOfWork, Work

_AT_ONCE = 2_000
"""Handoffs between two turns of the event loop: some ten milliseconds."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Summarises the weeks of one workspace; `now` is when that is asked for."""

    unit_of_work: UnitOfWork
    workspace: str
    now: datetime
    holidays: Holidays
    targets: Targets = DEFAULT_TARGETS

    async def last_week(self) -> str:
        """Return the name of the last week that is over."""
        async with self.unit_of_work.read() as work:
            organisation = await work.organisations.get(self.workspace)
        return week_of(self.now, _zone(organisation)).plus(-1).name

    async def release(self, name: str) -> Release:
        """Return what people may be shown of a week, as in 2026-W46; raise NoWeekError, ForgottenWeekError.

        It is compared with the weeks before it, so those that were never asked for are counted first. What was
        released for a week that is over does not change any more, whatever becomes of the organisation.
        """
        async with self.unit_of_work.read() as work:
            organisation = await work.organisations.get(self.workspace)
            week = parse_week(name, _zone(organisation))
            if week.forgotten(self.now):
                raise ForgottenWeekError(
                    f"The figures of {week.name} are no more: they are kept for two years"
                )
            if known := await work.summaries.get(self.workspace, week.name):
                return known
            last = await work.summaries.last_before(self.workspace, week.name)
            first = await work.figures.first(self.workspace)
        for earlier in self._missing(first, week, last):
            last = await self._released(earlier, organisation, last)
        return await self._released(week, organisation, last)

    async def unredacted(self, name: str, department: str | None = None) -> Summary:
        """Return all that was counted, for the admin at the command line alone."""
        released = (await self.release(name)).view(department)
        async with self.unit_of_work.read() as work:
            organisation = await work.organisations.get(self.workspace)
            week = parse_week(name, _zone(organisation))
            tallies = await self._tallies(work, week, organisation)
            prompts = await work.prompts.of_week(self.workspace, week)
        counted = unredacted(released, tallies, organisation)
        return replace(counted, prompts=Prompts(prompts.shown, prompts.turned, prompts.dismissed))

    async def _released(self, week: Week, organisation: Organisation, last: Release | None) -> Release:
        async with self.unit_of_work.read() as work:
            tallies = await self._tallies(work, week, organisation)
            counts = await work.prompts.of_week(self.workspace, week)
            uses = await work.routings.uses(self.workspace)
            prompts = prompts_shown(counts, await work.prompts.authors_of_week(self.workspace, week))
        keys = tuple(department.key for department in organisation.departments)
        empty = Summary(week.name, week.since, week.until, keys, prompts=prompts)
        # Sorting a hundred thousand clocks takes a while, in which others want an answer.
        released = await asyncio.to_thread(release, empty, tallies, last, organisation, uses)
        if week.until <= self.now:
            async with self.unit_of_work.write() as work:
                await work.summaries.put(self.workspace, released)
        return released

    async def _tallies(self, work: Work, week: Week, organisation: Organisation) -> Mapping[Key, Tally]:
        until = self.now if week.since < self.now < week.until else week.until
        calendars = Calendars(organisation, self.holidays)
        counting = Counting(week.since, until, calendars.department, self.targets)
        ended_from = counting.reaches_back(department.key for department in organisation.departments)
        heads = await work.figures.heads(self.workspace, ended_from=instant_of(ended_from), until=until)
        async for case in self._cases(work, heads, micros(until)):
            counting.count(case)
        return counting.tallies

    async def _cases(self, work: Work, heads: Sequence[Head], until: int) -> AsyncIterator[Case]:
        for start in range(0, len(heads), _AT_ONCE):
            some = heads[start : start + _AT_ONCE]
            entries = await work.figures.entries(self.workspace, [head[0] for head in some])
            logs = {number: [*log] for number, log in groupby(entries, itemgetter(0))}
            for head in some:
                yield read_case(head, logs.get(head[0], ()), until)

    def _missing(self, first: datetime | None, week: Week, last: Release | None) -> list[Week]:
        """Return the weeks with a log between the last that was counted and `week`, without those forgotten."""
        if first is None:
            return []
        begin = week_of(max(first, self.now - KEPT), week.zone)
        if last is not None:
            begin = max(begin, parse_week(last.whole.week, week.zone).plus(1))
        return list(begin.up_to(week.plus(-1)))


def _zone(organisation: Organisation) -> ZoneInfo:
    return ZoneInfo(organisation.workspace.timezone)
