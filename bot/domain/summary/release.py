"""All that is told of one week, made in one go: the whole, the view of each department, and the admin's own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.company.department import Office
from bot.domain.company.organisation import Organisation
from bot.domain.company.rules import Uses
from bot.domain.summary.blind_spots import NO_USES, blind_spots
from bot.domain.summary.counting import Key
from bot.domain.summary.figures import (
    OTHER,
    Flow,
    FollowUp,
    NeedAsked,
    Pair,
    Reciprocity,
    Summary,
    TalkingPoint,
    Thanks,
    Totals,
)
from bot.domain.summary.signals import signals
from bot.domain.summary.statistics import concentration, reciprocity
from bot.domain.summary.talking import Candidate, about, candidates, follow_ups, talking_points
from bot.domain.summary.tally import FEWEST, Tally, figures, together
from bot.domain.summary.trail import NO_TRAIL, Trail
from bot.domain.summary.withholding import small, withheld

Tallies = Mapping[Key, Tally]


@dataclass(frozen=True, slots=True)
class Part:
    """What a department's view has of its own: all its flows together, and its own things to talk about."""

    overall: Flow | None = None
    talking_points: tuple[TalkingPoint, ...] = ()
    last_week: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """What people may be shown of a week; `parts` by department.

    `small` are the flows that were too small by themselves, and `trail` is what a later week is compared with, this one
    included. Both are for the week after alone: nobody is shown which of the withheld flows are small.
    """

    whole: Summary
    parts: Mapping[str, Part] = field(default_factory=dict)
    small: tuple[Pair, ...] = ()
    trail: Trail = NO_TRAIL

    def view(self, department: str | None = None) -> Summary:
        """Return the summary of a department: what the whole one shows of it, and nothing that it withholds."""
        if department is None:
            return self.whole
        whole, part = self.whole, self.parts.get(department, Part())
        flows = tuple(flow for flow in whole.flows if department in {flow.source, flow.target})
        return replace(
            whole,
            scope=department,
            totals=_totals(part.overall) if part.overall else None,
            overall=part.overall,
            flows=flows,
            withheld=tuple(pair for pair in whole.withheld if about(department, pair)),
            other=None,
            reciprocity=tuple(pair for pair in whole.reciprocity if department in {pair.a, pair.b}),
            hhi=concentration([flow.opened for flow in flows]),
            most_asked_needs=tuple(need for need in whole.most_asked_needs if need.department == department),
            signals=tuple(
                signal for signal in whole.signals if signal.pair and about(department, signal.pair)
            ),
            talking_points=part.talking_points,
            last_week=part.last_week,
            blind_spots=tuple(spot for spot in whole.blind_spots if department in spot.departments),
            thanks=tuple(one for one in whole.thanks if department in {one.source, one.target}),
        )


def release(
    empty: Summary,
    tallies: Tallies,
    before: Release | None,
    organisation: Organisation,
    uses: Mapping[str, Uses] = NO_USES,
) -> Release:
    """Return what may be shown of the week of `empty`, given what was shown of the week before, if there is one.

    `uses` are those of the routing rules, by their mark.
    """
    last = before or Release(empty)
    hidden = withheld(tallies, _keys(last.small), _keys(last.whole.withheld))
    if hidden is None:
        silent = replace(empty, withheld=_pairs({*tallies, *_keys(last.small)}))
        return replace(_told(silent, {}, last, organisation, uses), small=_pairs(small(tallies)))
    shown = {key: tally for key, tally in tallies.items() if key not in hidden}
    merged = together(tally for key, tally in tallies.items() if key in hidden)
    other = figures(OTHER, OTHER, [merged], FEWEST) if hidden else None
    overall = figures(OTHER, OTHER, [*shown.values(), merged], FEWEST)
    summary = replace(empty, withheld=_pairs(hidden), other=other, overall=overall, totals=_totals(overall))
    counted = _counted(summary, shown, organisation, FEWEST)
    hhi = concentration([flow.opened for flow in (*counted.flows, *((other,) if other else ()))])
    told = _told(replace(counted, hhi=hhi), shown, last, organisation, uses)
    return replace(told, small=_pairs(small(tallies)))


def unredacted(released: Summary, tallies: Tallies, organisation: Organisation) -> Summary:
    """Return the summary with all that was counted, for the admin alone; small flows are marked as not shown."""
    scope = released.scope
    own = {key: tally for key, tally in tallies.items() if scope is None or scope in key}
    hidden = {*_keys(released.withheld)}
    counted = _counted(replace(released, withheld=(), other=None), own, organisation, fewest=1)
    overall = figures(OTHER, OTHER, own.values())
    flows = tuple(replace(flow, shown=(flow.source, flow.target) not in hidden) for flow in counted.flows)
    hhi = concentration([flow.opened for flow in flows])
    return replace(counted, flows=flows, overall=overall, totals=_totals(overall), hhi=hhi)


def _counted(summary: Summary, tallies: Tallies, organisation: Organisation, fewest: int) -> Summary:
    flows = tuple(figures(*key, [tallies[key]], fewest) for key in sorted(tallies))
    return replace(
        summary,
        flows=flows,
        reciprocity=_reciprocity(flows, summary.withheld),
        most_asked_needs=_needs(tallies),
        thanks=_thanks(tallies, organisation),
    )


def _told(
    summary: Summary, shown: Tallies, last: Release, organisation: Organisation, uses: Mapping[str, Uses]
) -> Release:
    ranked = candidates(summary, last.trail)
    whole = replace(
        summary,
        signals=signals(summary, last.trail),
        talking_points=talking_points(ranked),
        last_week=follow_ups(last.whole.talking_points, ranked, summary),
        blind_spots=blind_spots(summary, last.trail, organisation, uses),
    )
    keys = dict.fromkeys((*(key for flow in shown for key in flow), *last.parts))
    parts = {key: _part(key, shown, ranked, last.parts.get(key, Part()), whole) for key in keys}
    return Release(whole, parts, trail=last.trail.after(whole))


def _part(key: str, shown: Tallies, ranked: Sequence[Candidate], last: Part, whole: Summary) -> Part:
    own = [tally for flow, tally in shown.items() if key in flow]
    return Part(
        figures(OTHER, OTHER, own, FEWEST) if own else None,
        talking_points(ranked, key),
        follow_ups(last.talking_points, ranked, whole),
    )


def _reciprocity(flows: Sequence[Flow], hidden: Collection[Pair]) -> tuple[Reciprocity, ...]:
    opened = {(flow.source, flow.target): flow.opened for flow in flows}
    unknown = {*_keys(hidden)}
    pairs = sorted({(min(key), max(key)) for key in opened if key[0] != key[1]})
    return tuple(
        Reciprocity(a, b, reciprocity(there, back))
        for a, b in pairs
        if not unknown & {(a, b), (b, a)}
        for there, back in [(opened.get((a, b), 0), opened.get((b, a), 0))]
        if there + back
    )


def _needs(tallies: Tallies) -> tuple[NeedAsked, ...]:
    asked: Counter[tuple[str, str]] = Counter()
    for (_, target), tally in tallies.items():
        for need, times in tally.needs.items():
            asked[target, need] += times
    found = (NeedAsked(department, need, times) for (department, need), times in asked.items())
    return tuple(sorted(found, key=lambda one: (-one.times, one.department, one.need)))


def _thanks(tallies: Tallies, organisation: Organisation) -> tuple[Thanks, ...]:
    """Return the thanks between front and back office, where they have the longest way."""
    offices = {department.key: department.office for department in organisation.departments}
    return tuple(
        Thanks(source, target, tally.thanks)
        for (source, target), tally in sorted(tallies.items())
        if tally.thanks and {offices.get(source), offices.get(target)} == {*Office}
    )


def _totals(overall: Flow) -> Totals:
    return Totals(overall.opened, overall.closed, overall.open)


def _keys(pairs: Iterable[Pair]) -> list[Key]:
    return [(pair.source, pair.target) for pair in pairs]


def _pairs(keys: Iterable[Key]) -> tuple[Pair, ...]:
    return tuple(Pair(*key) for key in sorted(keys))
