"""What is worth talking about, what became of it, and what is easily overlooked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from zoneinfo import ZoneInfo

from bot.domain.company.organisation import Rule, RuleCondition
from bot.domain.company.rules import Uses
from bot.domain.summary.blind_spots import blind_spots
from bot.domain.summary.figures import (
    Became,
    BlindSpot,
    BlindSpotKind,
    Count,
    Flow,
    NeedAsked,
    Pair,
    PointKind,
    Signal,
    SignalRule,
    Summary,
    TalkingPoint,
    Totals,
)
from bot.domain.summary.signals import signals
from bot.domain.summary.statistics import wilson
from bot.domain.summary.talking import candidates, follow_ups, talking_points
from bot.domain.summary.trail import NO_TRAIL, Trail
from bot.domain.summary.weeks import parse_week
from tests.summary.logs import COMPANY

WEEK = parse_week("2026-W46", ZoneInfo("Europe/Berlin"))
TO_LOGISTICS = Pair("sales", "logistics")


def week(*flows: Flow, **changes: object) -> Summary:
    """Return a week in which 40 handoffs were opened."""
    summary = Summary(WEEK.name, WEEK.since, WEEK.until, ("sales", "logistics", "it", "accounting"))
    return replace(summary, **{"totals": Totals(40, 35, 9), "flows": flows, **changes})  # type: ignore[arg-type]


def flow(source: str = "sales", target: str = "logistics", **changes: object) -> Flow:
    """Return a flow in which nothing stands out."""
    return replace(Flow(source, target, opened=9, accept_target=wilson(9, 9)), **changes)  # type: ignore[arg-type]


def trail(weeks: Iterable[Summary]) -> Trail:
    """Return what these weeks, in order, leave behind."""
    return reduce(Trail.after, weeks, NO_TRAIL)


STALLED = flow(accept_target=wilson(5, 9), never_accepted=1)
PING_PONG = flow(target="it", ping_pong=Count(3, 9))
BACK = flow("logistics", "sales", opened=3)


def points(summary: Summary, *history: Summary) -> tuple[TalkingPoint, ...]:
    return talking_points(candidates(summary, trail(history)))


def test_a_flow_that_stalls_is_for_the_lead_of_those_who_are_waited_for() -> None:
    (point,) = points(week(STALLED))
    assert (point.kind, point.pair, point.owner) == (PointKind.STALLED, TO_LOGISTICS, "logistics")
    assert point.facts == {"k": 5, "n": 9, "never_accepted": 1}


def test_the_first_sentence_says_what_matters_most_and_what_was_missing() -> None:
    missing = NeedAsked("logistics", "date", 4)
    summary = week(PING_PONG, STALLED, most_asked_needs=(NeedAsked("it", "account", 4), missing))
    told = replace(summary, talking_points=points(summary)).headline
    assert told.point
    assert (told.totals, told.point.kind, told.need) == (Totals(40, 35, 9), PointKind.STALLED, missing)


def test_there_are_three_points_at_most_and_one_for_a_flow() -> None:
    worst = [
        flow("sales", target, accept_target=wilson(1, 9), ping_pong=Count(4, 9))
        for target in ("logistics", "it", "accounting", "support")
    ]
    found = points(week(*worst))
    assert [point.kind for point in found] == [PointKind.STALLED] * 3
    assert len({point.pair for point in found}) == 3


def test_a_department_has_points_of_its_own_even_if_others_have_worse_ones() -> None:
    worse = [flow("it", target, accept_target=wilson(0, 20)) for target in ("a", "b", "c")]
    ranked = candidates(week(STALLED, *worse), NO_TRAIL)
    assert [point.pair.source for point in talking_points(ranked)] == ["it"] * 3
    assert [point.pair for point in talking_points(ranked, "sales")] == [TO_LOGISTICS]


def test_a_need_that_is_asked_for_again_and_again_is_told_of_the_flow_where_most_is_asked() -> None:
    asked = flow(complete_and_accurate=Count(2, 9))
    less = flow("it", "logistics", complete_and_accurate=Count(7, 9))
    (point,) = points(week(less, asked, most_asked_needs=(NeedAsked("logistics", "date", 6),)))
    assert (point.kind, point.pair) == (PointKind.NEED_ASKED, TO_LOGISTICS)
    assert point.facts == {"need": "date", "times": 6}
    assert not points(week(asked, most_asked_needs=(NeedAsked("logistics", "date", 4),)))


def test_one_way_is_where_nothing_at_all_comes_back() -> None:
    much = flow(opened=10)
    assert [point.kind for point in points(week(much))] == [PointKind.ONE_WAY]
    assert not points(week(much, BACK))
    assert not points(week(much, withheld=(Pair("logistics", "sales"),)))  # nobody may know how much


def test_a_flow_that_ran_for_four_weeks_and_stops_went_silent() -> None:
    before = [week(flow(), BACK)] * 4
    (point,) = points(week(BACK), *before)
    assert (point.kind, point.pair, point.owner) == (PointKind.SILENT, TO_LOGISTICS, "sales")
    assert not points(week(BACK), *before[1:])
    assert not points(week(BACK, withheld=(TO_LOGISTICS,)), *before)


def test_a_flow_that_runs_dry_is_told_once_nothing_of_it_has_to_be_withheld() -> None:
    """Its last handoffs are closed in the weeks after, and those are too few to show."""
    hidden = week(BACK, withheld=(TO_LOGISTICS,))
    before = [week(flow(opened=7), BACK)] * 4
    (point,) = points(week(BACK), *before, hidden, hidden)
    assert (point.kind, point.pair, point.facts["opened_before"]) == (PointKind.SILENT, TO_LOGISTICS, 7)
    assert not points(week(BACK), *before, hidden, hidden, week(BACK))  # once is enough
    assert not points(week(BACK), *before, *[hidden] * 7)
    assert not points(week(BACK), *before[1:], hidden)


def test_a_flow_that_comes_back_has_not_gone_silent() -> None:
    hidden = week(BACK, withheld=(TO_LOGISTICS,))
    before = [*[week(flow(), BACK)] * 3, hidden, week(flow(), BACK)]
    assert not points(week(flow(), BACK), *before)
    (point,) = points(week(BACK), *before)
    assert point.kind == PointKind.SILENT


def test_what_became_of_last_weeks_points() -> None:
    before = points(week(STALLED))
    outcomes = {
        Became.REMAINS: week(flow(accept_target=wilson(3, 9))),
        Became.SETTLED: week(flow()),
        Became.TOO_FEW: week(withheld=(TO_LOGISTICS,)),
    }
    for became, now in outcomes.items():
        (told,) = follow_ups(before, candidates(now, NO_TRAIL), now)
        assert (told.point, told.became) == (before[0], became)
        assert told.now == ({"k": 3, "n": 9, "never_accepted": 0} if became is Became.REMAINS else {})


def test_if_there_are_no_totals_there_is_nothing_to_talk_about() -> None:
    assert not points(week(STALLED, totals=None))
    kinds = [spot.kind for spot in blind_spots(week(totals=None), NO_TRAIL, COMPANY)]
    assert BlindSpotKind.NO_HANDOFFS not in kinds


def test_a_rule_that_senders_often_choose_against_is_easily_overlooked() -> None:
    held, doubted = (
        Rule(when=RuleCondition(topic=(topic,)), to="it", reviewed=date(2026, 10, 1))
        for topic in ("Server", "Drucker")
    )
    company = COMPANY.model_copy(update={"rules": (held, doubted)})
    uses = {held.mark: Uses(10, 3), doubted.mark: Uses(10, 4)}
    told = [
        [
            spot
            for spot in blind_spots(now, NO_TRAIL, company, uses)
            if spot.kind is BlindSpotKind.RULE_OVERRIDDEN
        ]
        for now in (week(flow()), week(totals=None))
    ]
    assert told == [[BlindSpot(BlindSpotKind.RULE_OVERRIDDEN, ("it",), {"rules": 1})]] * 2


def test_what_is_easily_overlooked() -> None:
    rules = (
        Rule(when=RuleCondition(), to="it", reviewed=date(2025, 1, 1)),
        Rule(when=RuleCondition(), to="it"),
        Rule(when=RuleCondition(), to="sales", reviewed=date(2026, 10, 1)),
    )
    needs = (NeedAsked("logistics", "date", 2),)
    before = [week(flow(), BACK, most_asked_needs=needs)] * 4
    now = week(flow(opened=12), most_asked_needs=needs, withheld=(Pair("it", "sales"),))
    found = blind_spots(now, trail(before), COMPANY.model_copy(update={"rules": rules}))
    assert [(spot.kind, spot.departments) for spot in found] == [
        (BlindSpotKind.NO_HANDOFFS, ("accounting",)),
        (BlindSpotKind.WENT_SILENT, ("logistics", "sales")),
        (BlindSpotKind.ONE_WAY, ("sales", "logistics")),
        (BlindSpotKind.RULE_NOT_REVIEWED, ("it",)),
        (BlindSpotKind.NEED_ASKED, ("logistics",)),
    ]
    assert [dict(spot.facts) for spot in found[3:]] == [
        {"rules": 2},
        {"need": "date", "times": 2, "weeks": 4},
    ]


def test_a_change_is_told_after_twelve_weeks_and_only_of_what_is_shown() -> None:
    history = [week(flow(opened=opened)) for opened in [10, 12] * 6]
    now = week(flow(opened=30))
    assert signals(now, trail(history[1:])) == ()
    assert signals(now, trail(history)) == (
        Signal("opened", TO_LOGISTICS, "2026-W46", SignalRule.OUTSIDE, 30, 11, 11 - 5.32, 11 + 5.32),
    )
    assert signals(week(withheld=(TO_LOGISTICS,)), trail(history)) == ()
    gap = [*history[:6], week(), *history[6:]]
    assert signals(now, trail(gap)) == signals(now, trail(history))
