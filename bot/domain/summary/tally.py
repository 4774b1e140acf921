"""What is counted of one flow in one week, and the figures that come of it."""

from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.domain.summary.figures import NO_COUNT, NO_SHARE, NO_TIMES, Count, Flow, Share, Times
from bot.domain.summary.statistics import HOUR, kaplan_meier, wilson

FEWEST = 5
"""So many handoffs, and so many people on both sides together, before a figure is shown."""
FEWEST_ON_A_SIDE = 2


@dataclass(slots=True)
class Tally:
    """Counts and clocks of one flow; clocks are business time in microseconds. People are only counted."""

    handoffs: int = 0
    opened: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0
    oldest: int = -1
    expired: int = 0
    in_time: int = 0
    never_accepted: int = 0
    offered: int = 0
    ping_pong: int = 0
    started: int = 0
    started_at_once: int = 0
    accepting: list[int] = field(default_factory=list)
    not_accepted: list[int] = field(default_factory=list)
    closing: list[int] = field(default_factory=list)
    not_closed: list[int] = field(default_factory=list)
    needs: Counter[str] = field(default_factory=Counter)
    thanks: int = 0
    senders: set[str] = field(default_factory=set)
    receivers: set[str] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        """Return whether these are enough handoffs and people to show figures of them."""
        return enough(self.handoffs, self.senders, self.receivers)


def enough(handoffs: int, senders: AbstractSet[str], receivers: AbstractSet[str]) -> bool:
    """Return whether these are enough handoffs and people to show figures of them."""
    return (
        handoffs >= FEWEST
        and min(len(senders), len(receivers)) >= FEWEST_ON_A_SIDE
        and len(senders | receivers) >= FEWEST
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """Return one tally of several, without their people, who are only asked for before."""
    pool = Tally()
    for tally in tallies:
        for name in _NUMBERS:
            setattr(pool, name, getattr(pool, name) + getattr(tally, name))
        for name in _CLOCKS:
            getattr(pool, name).extend(getattr(tally, name))
        pool.oldest = max(pool.oldest, tally.oldest)
    return pool


def figures(source: str, target: str, tallies: Iterable[Tally], fewest: int = 1) -> Flow:
    """Return the figures of a flow, or of several as one. A rate or a time of fewer than `fewest` is left out.

    Of several, each rate and time is taken from those that have enough for it: otherwise what is missing in one of
    them could be told from the whole.
    """
    several = list(tallies)
    oldest = max((tally.oldest for tally in several), default=-1)
    return Flow(
        source,
        target,
        **{name: sum(getattr(tally, name) for tally in several) for name in _SHOWN},
        oldest_open_hours=oldest / HOUR if oldest >= 0 else None,
        accept_target=_share(several, fewest),
        hours_to_accept=_times(several, lambda tally: (tally.accepting, tally.not_accepted), fewest),
        hours_to_close=_times(several, lambda tally: (tally.closing, tally.not_closed), fewest),
        ping_pong=_count(several, lambda tally: (tally.ping_pong, tally.offered), fewest),
        complete_and_accurate=_count(several, lambda tally: (tally.started_at_once, tally.started), fewest),
    )


_SHOWN = ("opened", "closed", "open", "overdue", "never_accepted")
_NUMBERS = (*_SHOWN, "expired", "in_time", "offered", "ping_pong", "started", "started_at_once")
_CLOCKS = ("accepting", "not_accepted", "closing", "not_closed")


def _share(tallies: Iterable[Tally], fewest: int) -> Share:
    k, n = _sums(((tally.in_time, tally.expired) for tally in tallies), fewest)
    return wilson(k, n) if n else NO_SHARE


def _count(tallies: Iterable[Tally], of: Callable[[Tally], tuple[int, int]], fewest: int) -> Count:
    k, n = _sums(map(of, tallies), fewest)
    return Count(k, n) if n else NO_COUNT


def _sums(counts: Iterable[tuple[int, int]], fewest: int) -> tuple[int, int]:
    enough = [(k, n) for k, n in counts if n >= fewest]
    return sum(k for k, _ in enough), sum(n for _, n in enough)


def _times(
    tallies: Iterable[Tally], of: Callable[[Tally], tuple[list[int], list[int]]], fewest: int
) -> Times:
    ended: list[int] = []
    censored: list[int] = []
    for stopped, running in map(of, tallies):
        if len(stopped) + len(running) >= fewest:
            ended += stopped
            censored += running
    return kaplan_meier(ended, censored) if ended or censored else NO_TIMES
