"""Bring the history of a company into its workspace: all of a log, or nothing of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import TypeVar

from bot.domain.company.organisation import Organisation
from bot.domain.event_log.course import Course
from bot.domain.event_log.faults import NAMED, Faults
from bot.domain.event_log.linking import Known, wrong_link
from bot.domain.event_log.rebuilding import Frame, follow, rebuild
from bot.domain.event_log.rows import BadRow, LogRow, number_of
from bot.ports import CaseSorter, UnitOfWork, Work

T = TypeVar("T")
Progress = Callable[[str, int], None]
"""Is told of `read`, `checked` and `stored` events, and how many there are by now."""

_ROWS, _CASES = 5000, 500


@dataclass(slots=True)
class Imported:
    """What an import has brought, and which cases were there already: the first of them, and how many."""

    cases: int = 0
    events: int = 0
    known: int = 0
    first_known: tuple[str, ...] = ()

    def skip(self, case: str) -> None:
        """Count a case that was there already."""
        self.known += 1
        if len(self.first_known) < NAMED:
            self.first_known += (case,)


async def import_events(
    unit_of_work: UnitOfWork,
    workspace: str,
    read: Callable[[Organisation], Iterable[LogRow | BadRow]],
    sorter: CaseSorter,
    *,
    summary: Callable[[Organisation], str],
    progress: Progress = lambda _stage, _events: None,
) -> Imported:
    """Store the handoffs of a log with their events, in one transaction; raise BadLogError, and nothing is stored.

    `read` yields the rows in time order, `summary` gives the template of the imported handoffs' summaries. A case that
    is there already is left as it is. The log may be of any length: `sorter` holds it.
    """
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(workspace)
    faults = Faults()
    for rows in _pieces(_counted(read(organisation), "read", progress), _ROWS):
        faults.add(row for row in rows if isinstance(row, BadRow))
        sorter.put(rows)
    async with unit_of_work.read() as work:
        plan = await _check(work, workspace, sorter, faults, progress)
        await _check_links(work, workspace, sorter, faults)
    faults.refuse()
    channels = {department.key: department.channel for department in organisation.departments}
    frame = Frame(workspace, channels, summary(organisation))
    # Not in the transaction that stores: whoever opens a handoff meanwhile would wait for the end of it.
    async with unit_of_work.write() as work:
        first = await work.event_logs.reserve(workspace, count=plan.unnumbered, above=plan.highest)
    async with unit_of_work.write() as work:
        imported = await _store(work, frame, sorter, count(first), progress)
        # Only now, since a part may begin before its whole or after it.
        for links in _pieces(sorter.links(), _CASES):
            await work.event_logs.link(workspace, links)
        return imported


@dataclass(slots=True)
class _Plan:
    unnumbered: int = 0
    highest: int = 0

    def add(self, case: str) -> None:
        number = number_of(case)
        self.unnumbered += number is None
        self.highest = max(self.highest, number or 0)


async def _check(work: Work, workspace: str, sorter: CaseSorter, faults: Faults, progress: Progress) -> _Plan:
    plan = _Plan()
    for cases in _pieces(_counted(sorter.cases(), "checked", progress, len), _CASES):
        followed = [follow(case) for case in cases]
        faults.add(bad for bad in followed if isinstance(bad, BadRow) and bad.reason)
        courses = [course for course in followed if isinstance(course, Course)]
        known = await work.event_logs.known(workspace, [course.case for course in courses])
        for course in courses:
            faults.add(_other_case(course, known))
            if course.case not in known:
                plan.add(course.case)
    return plan


async def _check_links(work: Work, workspace: str, sorter: CaseSorter, faults: Faults) -> None:
    for links in _pieces(sorter.links(), _CASES):
        cases = {name for link in links for name in (link.case, link.part)}
        known = await work.event_logs.known(workspace, sorted(cases))
        for link in links:
            faults.add(wrong_link(link, known))


def _other_case(course: Course, known: Mapping[str, Known]) -> Iterator[BadRow]:
    """Yield the first row of a case if a handoff of that name is there that cannot be the same."""
    there = known.get(course.case)
    if there and (there.name, there.opened_at) != (course.case, course.opened_at):
        yield BadRow(
            course.rows[0].line, course.case, "other_case", {"case": course.case, "known": there.name}
        )


async def _store(
    work: Work, frame: Frame, sorter: CaseSorter, numbers: Iterator[int], progress: Progress
) -> Imported:
    imported = Imported()
    for cases in _pieces(_counted(sorter.cases(), "stored", progress, len), _CASES):
        courses = [course for case in cases if isinstance(course := follow(case), Course)]
        known = await work.event_logs.known(frame.workspace, [course.case for course in courses])
        new = []
        for course in courses:
            if course.case in known:
                imported.skip(course.case)
            else:
                new.append(rebuild(course, number_of(course.case) or next(numbers), frame))
                imported.events += len(course.rows)
        imported.cases += len(new)
        await work.event_logs.add(new)
        if new:
            await work.summaries.forget(frame.workspace, min(one.handoff.opened_at for one in new))
    return imported


def _counted(
    things: Iterable[T], stage: str, progress: Progress, events: Callable[[T], int] = lambda _thing: 1
) -> Iterator[T]:
    done = 0
    for thing in things:
        yield thing
        done += events(thing)
        progress(stage, done)


def _pieces(things: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    remaining = iter(things)
    while piece := list(islice(remaining, size)):
        yield piece
