"""What the event log tells of one handoff, as of the end of a week.

Logs from elsewhere may be out of the usual order. What counts then: a hop's clock is stopped by the first thing that
stops it; a handoff is closed by the first close that no `reopened` follows, and closed is more than withdrawn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

THANKS = "thanks"
"""The detail of a confirmation that came with thanks; what they said is not read."""


# Plain tuples: Python's garbage collector loses interest in them, and a large week has a hundred thousand.
Head = tuple[int, str, str, str, bool, int | None, int]
"""What a handoff's row tells: number, source, target, requester, whether urgent, due and opened in microseconds."""

Entry = tuple[int, str, int, str, str, str]
"""One entry of the log: number, activity, microseconds since 1970, actor, department of the hop, detail."""


@dataclass(slots=True)
class Hop:
    """One offer to one department; `since` is when its clock started, `stopped` when it was accepted or left."""

    department: str
    since: int
    stopped: int | None = None
    accepted: bool = False
    delivered: bool = False
    people: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Case:
    """One handoff as of the end of a week; `asked` are needs and when they were asked for, hop by hop."""

    source: str
    last_target: str
    requester: str
    urgent: bool
    due: int | None
    opened: int
    hops: list[Hop] = field(default_factory=list)
    accepted: bool = False
    asked: list[tuple[Hop, str, int]] = field(default_factory=list)
    closed: int | None = None
    thanks: bool = False
    withdrawn: int | None = None

    @property
    def target(self) -> str:
        """Return the department that it was last offered to."""
        return self.hops[-1].department if self.hops else self.last_target

    @property
    def ended(self) -> int | None:
        """Return when it was closed or withdrawn, if it is."""
        return self.withdrawn if self.closed is None else self.closed

    @property
    def ping_pong(self) -> bool:
        """Return whether it went from one department to another and straight back."""
        if len(self.hops) < 2:
            return False
        way = [self.source, *(hop.department for hop in self.hops)]
        stops = [department for department, _ in groupby(way)]
        return any(here == there for here, there in zip(stops, stops[2:], strict=False))


def read_case(head: Head, entries: Iterable[Entry], until: int) -> Case:
    """Return what the entries before `until`, in the log's order, tell of the handoff."""
    case = Case(*head[1:])
    for _, activity, at, actor, department, detail in entries:
        if at < until and (follow := _FOLLOW.get(activity)):
            follow(case, at, actor, department, detail)
    if case.ended is not None:
        _stop(case, case.ended)
    return case


def _offered(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    _stop(case, at)
    case.hops.append(Hop(department, at))


def _delivered(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    hop = case.hops[-1] if case.hops else None
    if hop and hop.stopped is None and not hop.delivered:
        hop.since, hop.delivered = at, True


def _accepted(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    case.accepted = True
    if case.hops:
        hop = case.hops[-1]
        hop.people.add(actor)
        if hop.stopped is None:
            hop.stopped, hop.accepted = at, True


def _asked(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    if case.hops:
        case.hops[-1].people.add(actor)
        case.asked.append((case.hops[-1], detail, at))


def _declined(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    if case.hops:
        case.hops[-1].people.add(actor)
    _stop(case, at)


def _closed(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    if case.closed is None:
        case.closed, case.thanks = at, detail == THANKS


def _withdrawn(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    case.withdrawn = at if case.withdrawn is None else case.withdrawn


def _reopened(case: Case, at: int, actor: str, department: str, detail: str) -> None:
    case.closed = case.withdrawn = None


def _stop(case: Case, at: int) -> None:
    if case.hops and case.hops[-1].stopped is None:
        case.hops[-1].stopped = at


_FOLLOW: Mapping[str, Callable[[Case, int, str, str, str], None]] = {
    "offered": _offered,
    "delivered": _delivered,
    "accepted": _accepted,
    "information_asked": _asked,
    "declined": _declined,
    "confirmed": _closed,
    "closed_unconfirmed": _closed,
    "withdrawn": _withdrawn,
    "reopened": _reopened,
}

LOOKED_AT = tuple(_FOLLOW)
"""The activities that the figures look at; the others need not be read."""
