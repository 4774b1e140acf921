"""What nobody may be looking at; each of them asks for a look, not for a reproach."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.domain.company.organisation import Organisation
from bot.domain.company.rules import Uses, not_reviewed
from bot.domain.summary.figures import BlindSpot, BlindSpotKind, Fact, Summary
from bot.domain.summary.talking import one_way, silent
from bot.domain.summary.trail import Trail

_WEEKS_ASKED = 4
NO_USES: Mapping[str, Uses] = MappingProxyType({})


def blind_spots(
    summary: Summary, trail: Trail, organisation: Organisation, uses: Mapping[str, Uses] = NO_USES
) -> tuple[BlindSpot, ...]:
    """Return the blind spots of a week: what is shown of it, beside the departments and rules there are.

    `uses` are those of the rules since they were reviewed, by their mark.
    """
    rules = (*_not_reviewed(organisation, summary), *_overridden(organisation, uses))
    if summary.totals is None:
        return rules
    return (
        *_without_handoffs(summary, organisation),
        *(
            BlindSpot(BlindSpotKind.WENT_SILENT, (pair.source, pair.target))
            for pair, _ in silent(summary, trail)
        ),
        *(BlindSpot(BlindSpotKind.ONE_WAY, (flow.source, flow.target)) for flow in one_way(summary)),
        *rules,
        *_asked_again(summary, trail),
    )


def _without_handoffs(summary: Summary, organisation: Organisation) -> Iterator[BlindSpot]:
    busy = {key for flow in summary.flows for key in (flow.source, flow.target)}
    busy |= {key for pair in summary.withheld for key in (pair.source, pair.target)}
    for department in organisation.departments:
        if department.key not in busy:
            yield BlindSpot(BlindSpotKind.NO_HANDOFFS, (department.key,))


def _not_reviewed(organisation: Organisation, summary: Summary) -> Iterator[BlindSpot]:
    today = summary.until.date()
    old = Counter(rule.to for rule in organisation.rules if not_reviewed(rule, today))
    for department, rules in old.items():
        yield BlindSpot(BlindSpotKind.RULE_NOT_REVIEWED, (department,), {"rules": rules})


def _overridden(organisation: Organisation, uses: Mapping[str, Uses]) -> Iterator[BlindSpot]:
    often = Counter(rule.to for rule in organisation.rules if uses.get(rule.mark, Uses()).often_overridden)
    for department, rules in often.items():
        yield BlindSpot(BlindSpotKind.RULE_OVERRIDDEN, (department,), {"rules": rules})


def _asked_again(summary: Summary, trail: Trail) -> Iterator[BlindSpot]:
    before = {(asked.department, asked.need): asked.weeks for asked in trail.asked}
    for asked in summary.most_asked_needs:
        if before.get((asked.department, asked.need), 0) + 1 >= _WEEKS_ASKED:
            facts: dict[str, Fact] = {"need": asked.need, "times": asked.times, "weeks": _WEEKS_ASKED}
            yield BlindSpot(BlindSpotKind.NEED_ASKED, (asked.department,), facts)
