"""Counts the handoffs of one week, flow by flow."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.summary.business_clock import BusinessClock, micros
from bot.domain.summary.cases import Case, Hop
from bot.domain.summary.tally import Tally
from bot.domain.time.calendar import Calendar

_MICROSECOND = timedelta(microseconds=1)

Key = tuple[str, str]
"""Source and target of a flow."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Within how much business time an offer should be accepted."""

    usual: timedelta = timedelta(hours=4)
    urgent: timedelta = timedelta(minutes=30)


DEFAULT_TARGETS = Targets()


class Counting:
    """Counts handoffs that were opened before `until`, as they stand then."""

    def __init__(
        self, since: datetime, until: datetime, calendar: Callable[[str], Calendar], targets: Targets
    ) -> None:
        self._span = since, until
        self._since, self._until = micros(since), micros(until)
        self._calendar = calendar
        self._usual, self._urgent = targets.usual // _MICROSECOND, targets.urgent // _MICROSECOND
        self._departments: dict[str, _Department] = {}
        self.tallies: defaultdict[Key, Tally] = defaultdict(Tally)

    def reaches_back(self, departments: Iterable[str]) -> int:
        """Return since when a handoff has to have ended for a target of it to expire in the week, in microseconds."""
        most = max(self._usual, self._urgent)
        starts = (self._department(key).clock.earlier(self._span[0], most) for key in departments)
        return min(starts, default=self._since)

    def count(self, case: Case) -> None:
        """Add one handoff to the flows that it concerns."""
        concerned = {key for hop in case.hops if (key := self._count_hop(case, hop))}
        if case.ended is None or case.ended >= self._since:
            key = case.source, case.target
            self._count_case(case, self.tallies[key])
            self._count_asked(case)
            concerned.add(key)
        for key in concerned:
            tally = self.tallies[key]
            tally.handoffs += 1
            tally.senders.add(case.requester)
            for hop in case.hops:
                if hop.department == key[1]:
                    tally.receivers |= hop.people

    def _count_hop(self, case: Case, hop: Hop) -> Key | None:
        """Count what one offer says of accepting; return its flow if it says anything of this week."""
        department = self._department(hop.department)
        limit = self._urgent if case.urgent else self._usual
        begun = department.clock.passed(hop.since)
        waited = (department.at_end if hop.stopped is None else department.clock.passed(hop.stopped)) - begun
        expires = begun + limit
        expired = department.first <= expires < department.last and (hop.accepted or waited >= limit)
        current = hop.stopped is None or hop.stopped >= self._since
        if not (expired or current):
            return None
        key = case.source, hop.department
        tally = self.tallies[key]
        if expired:
            tally.expired += 1
            tally.in_time += hop.accepted and waited <= limit
        if current:
            (tally.accepting if hop.accepted else tally.not_accepted).append(waited)
        if hop.stopped is None and expires < department.last:
            tally.never_accepted += 1
        return key

    def _count_case(self, case: Case, tally: Tally) -> None:
        department, ended = self._department(case.target), case.ended
        begun = department.clock.passed(case.opened)
        tally.opened += case.opened >= self._since
        tally.offered += bool(case.hops)
        tally.ping_pong += case.ping_pong
        tally.started += case.accepted or bool(case.asked)
        tally.started_at_once += case.accepted and not case.asked
        if ended is None:
            lasts = department.at_end - begun
            tally.open += 1
            tally.oldest = max(tally.oldest, lasts)
            tally.overdue += case.due is not None and case.due < self._until
            tally.not_closed.append(lasts)
            return
        lasts = department.clock.passed(ended) - begun
        tally.closed += case.closed is not None
        tally.thanks += case.thanks
        (tally.not_closed if case.closed is None else tally.closing).append(lasts)

    def _count_asked(self, case: Case) -> None:
        for hop, need, at in case.asked:
            if need and at >= self._since:
                self.tallies[case.source, hop.department].needs[need] += 1

    def _department(self, key: str) -> "_Department":
        found = self._departments.get(key)
        if found is None:
            found = self._departments[key] = _Department(self._calendar(key), *self._span)
        return found


class _Department:
    """The clock of a department; amounts from `first` on, but under `last`, are reached inside the week."""

    def __init__(self, calendar: Calendar, since: datetime, until: datetime) -> None:
        self.clock = BusinessClock(calendar, until)
        self.at_end = self.clock.at_until
        self.first = self.clock.reached_from(micros(since))
        self.last = self.clock.reached_from(micros(until))
