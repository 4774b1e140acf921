"""What a week has to know of all the weeks before it: no more after ten years than after one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.summary.figures import Flow, Pair, Summary
from bot.domain.summary.xmr import kept

_TOTALS = ("opened", "closed", "open")
_REMEMBERED = 6
"""Weeks for which a flow that is withheld is remembered; what comes to an end later has faded, not gone silent."""

Series = tuple[str, Pair | None]
"""A figure, and whose: None is everybody together."""


# Named tuples, since there are a thousand of them beside every week and lists are what takes the least room there.
class Course(NamedTuple):
    """The values of a figure that its chart looks at, in order; a week without the figure is skipped."""

    figure: str
    pair: Pair | None
    values: tuple[float, ...]


class Ran(NamedTuple):
    """A flow that carried something in so many `weeks` without a break, and `opened` in the last of them.

    It has been `withheld` for so many weeks since. That is no break: a flow that runs dry has first too little to show.
    """

    pair: Pair
    weeks: int
    opened: int
    withheld: int = 0


class Asked(NamedTuple):
    """A need that was asked for in so many `weeks` without a break."""

    department: str
    need: str
    weeks: int


@dataclass(frozen=True, slots=True)
class Trail:
    """What was shown of all weeks so far, as far as a later one is compared with it."""

    courses: tuple[Course, ...] = ()
    ran: tuple[Ran, ...] = ()
    asked: tuple[Asked, ...] = ()

    def after(self, summary: Summary) -> "Trail":
        """Return the trail with one more week, the one that follows."""
        asked = {(before.department, before.need): before.weeks for before in self.asked}
        needs = ((one.department, one.need) for one in summary.most_asked_needs)
        return Trail(
            self._courses(summary),
            (*self._ran(summary), *self._hidden(summary)),
            tuple(Asked(*need, asked.get(need, 0) + 1) for need in needs),
        )

    def _ran(self, summary: Summary) -> Iterator[Ran]:
        weeks = {before.pair: before.weeks for before in self.ran}
        for flow in summary.flows:
            pair = Pair(flow.source, flow.target)
            if flow.opened:
                yield Ran(pair, weeks.get(pair, 0) + 1, flow.opened)

    def _hidden(self, summary: Summary) -> Iterator[Ran]:
        hidden = {*summary.withheld}
        for before in self.ran:
            if before.pair in hidden and before.withheld < _REMEMBERED:
                yield before._replace(withheld=before.withheld + 1)

    def _courses(self, summary: Summary) -> tuple[Course, ...]:
        courses: dict[Series, tuple[float, ...]] = {
            (course.figure, course.pair): course.values for course in self.courses
        }
        for series, value in values(summary):
            courses[series] = kept((*courses.get(series, ()), value))
        return tuple(Course(*series, known) for series, known in courses.items())


NO_TRAIL = Trail()


def values(summary: Summary) -> Iterator[tuple[Series, float]]:
    """Yield the figures of a week that are judged by charts, as far as it has them."""
    for name in _TOTALS:
        if summary.totals:
            yield (name, None), getattr(summary.totals, name)
    for flow in summary.flows:
        pair = Pair(flow.source, flow.target)
        for name, value in _of_flow(flow):
            if value is not None:
                yield (name, pair), value


def _of_flow(flow: Flow) -> Iterator[tuple[str, float | None]]:
    yield "opened", flow.opened
    yield "accept_target.share", flow.accept_target.share
    yield "hours_to_accept.median", flow.hours_to_accept.median
    yield "hours_to_close.median", flow.hours_to_close.median
