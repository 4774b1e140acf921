"""What nobody may be looking at; each of them asks for a look, not for a reproach."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.organisation import Organisation
from bot.domain.summary.figures import BlindSpot, BlindSpotKind, Fact, Summary
from bot.domain.summary.talking import one_way, silent

_REVIEW_AFTER = timedelta(days=365)
_WEEKS_ASKED = 4


def blind_spots(
    summary: Summary, history: Sequence[Summary], organisation: Organisation
) -> tuple[BlindSpot, ...]:
    """Return the blind spots of a week: what is shown of it, beside the departments and rules there are."""
    if summary.totals is None:
        return tuple(_not_reviewed(organisation, summary))
    return (
        *_without_handoffs(summary, organisation),
        *(
            BlindSpot(BlindSpotKind.WENT_SILENT, (pair.source, pair.target))
            for pair, _ in silent(summary, history)
        ),
        *(BlindSpot(BlindSpotKind.ONE_WAY, (flow.source, flow.target)) for flow in one_way(summary)),
        *_not_reviewed(organisation, summary),
        *_asked_again(summary, history),
    )


def _without_handoffs(summary: Summary, organisation: Organisation) -> Iterator[BlindSpot]:
    busy = {key for flow in summary.flows for key in (flow.source, flow.target)}
    busy |= {key for pair in summary.withheld for key in (pair.source, pair.target)}
    for department in organisation.departments:
        if department.key not in busy:
            yield BlindSpot(BlindSpotKind.NO_HANDOFFS, (department.key,))


def _not_reviewed(organisation: Organisation, summary: Summary) -> Iterator[BlindSpot]:
    today = summary.until.date()
    old = Counter(rule.to for rule in organisation.rules if _is_old(rule.reviewed, today))
    for department, rules in old.items():
        yield BlindSpot(BlindSpotKind.RULE_NOT_REVIEWED, (department,), {"rules": rules})


def _is_old(reviewed: date | None, today: date) -> bool:
    return reviewed is None or today - reviewed > _REVIEW_AFTER


def _asked_again(summary: Summary, history: Sequence[Summary]) -> Iterator[BlindSpot]:
    recent = [
        {(asked.department, asked.need) for asked in week.most_asked_needs}
        for week in history[1 - _WEEKS_ASKED :]
    ]
    for asked in summary.most_asked_needs:
        if len(recent) == _WEEKS_ASKED - 1 and all((asked.department, asked.need) in week for week in recent):
            facts: dict[str, Fact] = {"need": asked.need, "times": asked.times, "weeks": _WEEKS_ASKED}
            yield BlindSpot(BlindSpotKind.NEED_ASKED, (asked.department,), facts)
