"""What is worth talking about: at most three points, those first that cost the most handoffs; and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.summary.figures import (
    Became,
    Fact,
    Flow,
    FollowUp,
    NeedAsked,
    Pair,
    PointKind,
    Summary,
    TalkingPoint,
)
from bot.domain.summary.trail import Trail

MOST = 3

_STALLED = 2 / 3
"""A flow stalls where fewer than that are accepted in time."""
_OFTEN = 5
_PING_PONG = 0.2
_ONE_WAY = 10
_SILENT_AFTER = 4
"""A flow that ran in so many weeks and does not now went silent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point and its weight: about how many handoffs a week would be better off."""

    weight: float
    point: TalkingPoint


def candidates(summary: Summary, trail: Trail) -> list[Candidate]:
    """Return everything that could be talked about, the weightiest first, given the trail of the weeks before."""
    return sorted(_candidates(summary, trail), key=_order)


def talking_points(ranked: Sequence[Candidate], department: str | None = None) -> tuple[TalkingPoint, ...]:
    """Return the first three points, one for a flow; with `department` only those that are about it."""
    chosen: dict[Pair, TalkingPoint] = {}
    for candidate in ranked:
        if department is None or about(department, candidate.point.pair):
            chosen.setdefault(candidate.point.pair, candidate.point)
    return tuple(chosen.values())[:MOST]


def follow_ups(
    before: Sequence[TalkingPoint], ranked: Sequence[Candidate], summary: Summary
) -> tuple[FollowUp, ...]:
    """Return what became of the points of the week before."""
    now = {(found.point.kind, found.point.pair): found.point.facts for found in ranked}
    return tuple(_follow_up(point, summary, now) for point in before)


def about(department: str, pair: Pair) -> bool:
    """Return whether a flow is one of the department's."""
    return department in {pair.source, pair.target}


def silent(summary: Summary, trail: Trail) -> Iterator[tuple[Pair, int]]:
    """Yield the flows that ran in each of the last weeks and do not now, with how much they carried when last shown."""
    now = {Pair(flow.source, flow.target) for flow in summary.flows if flow.opened} | {*summary.withheld}
    for before in trail.ran:
        if before.weeks >= _SILENT_AFTER and before.pair not in now:
            yield before.pair, before.opened


def one_way(summary: Summary) -> Iterator[Flow]:
    """Yield the flows that carry much while nothing at all goes back."""
    there = {Pair(flow.source, flow.target) for flow in summary.flows} | {*summary.withheld}
    for flow in summary.flows:
        if flow.opened >= _ONE_WAY and Pair(flow.target, flow.source) not in there:
            yield flow


def _candidates(summary: Summary, trail: Trail) -> Iterator[Candidate]:
    if summary.totals is None:
        return
    for flow in summary.flows:
        yield from _stalled(flow)
        yield from _ping_pong(flow)
    for asked in summary.most_asked_needs:
        yield from _need(asked, summary)
    for flow in one_way(summary):
        yield _candidate(flow.opened / 10, PointKind.ONE_WAY, _pair(flow), flow.source, opened=flow.opened)
    for pair, opened in silent(summary, trail):
        yield _candidate(opened / 2, PointKind.SILENT, pair, pair.source, opened=0, opened_before=opened)


def _stalled(flow: Flow) -> Iterator[Candidate]:
    share = flow.accept_target
    if share.share is not None and share.share < _STALLED:
        facts: dict[str, Fact] = {"k": share.k, "n": share.n, "never_accepted": flow.never_accepted}
        late = share.n - share.k + flow.never_accepted
        yield _candidate(late, PointKind.STALLED, _pair(flow), flow.target, **facts)


def _ping_pong(flow: Flow) -> Iterator[Candidate]:
    count = flow.ping_pong
    if count.k > 1 and count.k >= _PING_PONG * count.n:
        yield _candidate(count.k, PointKind.PING_PONG, _pair(flow), flow.target, k=count.k, n=count.n)


def _need(asked: NeedAsked, summary: Summary) -> Iterator[Candidate]:
    """Yield a need as a point of the flow in which most is asked back, though all who hand over are asked for it."""
    flows = [flow for flow in summary.flows if flow.target == asked.department]
    if asked.times >= _OFTEN and flows:
        most = max(flows, key=lambda flow: flow.complete_and_accurate.n - flow.complete_and_accurate.k)
        facts: dict[str, Fact] = {"need": asked.need, "times": asked.times}
        yield _candidate(asked.times / 2, PointKind.NEED_ASKED, _pair(most), asked.department, **facts)


def _candidate(weight: float, kind: PointKind, pair: Pair, owner: str, **facts: Fact) -> Candidate:
    return Candidate(weight, TalkingPoint(kind, pair, owner, kind.value, facts))


def _order(candidate: Candidate) -> tuple[float, str, str, str]:
    point = candidate.point
    return -candidate.weight, point.pair.source, point.pair.target, point.kind.value


def _follow_up(
    point: TalkingPoint, summary: Summary, now: Mapping[tuple[PointKind, Pair], Mapping[str, Fact]]
) -> FollowUp:
    facts = now.get((point.kind, point.pair))
    if facts is not None:
        return FollowUp(point, Became.REMAINS, facts)
    too_few = summary.totals is None or point.pair in summary.withheld
    return FollowUp(point, Became.TOO_FEW if too_few else Became.SETTLED)


def _pair(flow: Flow) -> Pair:
    return Pair(flow.source, flow.target)
