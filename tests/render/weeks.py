"""A week at Hansen & Töchter, as figures; every number is written by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.summary.figures import (
    Became,
    BlindSpot,
    BlindSpotKind,
    Count,
    Flow,
    FollowUp,
    NeedAsked,
    Pair,
    PointKind,
    Prompts,
    Reciprocity,
    Share,
    Signal,
    SignalRule,
    Summary,
    TalkingPoint,
    Thanks,
    Times,
    Totals,
)

STALLED = Flow(
    "sales",
    "logistics",
    opened=9,
    closed=6,
    open=5,
    overdue=2,
    oldest_open_hours=42.0,
    accept_target=Share(5, 9, 5 / 9, 0.2667, 0.8112),
    hours_to_accept=Times(3.5, 11.0, 9),
    hours_to_close=Times(21.25, None, 11),
    never_accepted=2,
    ping_pong=Count(1, 9),
    complete_and_accurate=Count(3, 8),
)
SMOOTH = Flow(
    "service",
    "accounting",
    opened=14,
    closed=13,
    open=3,
    oldest_open_hours=4.0,
    accept_target=Share(14, 14, 1.0, 0.7847, 1.0),
    hours_to_accept=Times(0.5, 2.0, 14),
    hours_to_close=Times(6.0, 15.0, 16),
    ping_pong=Count(0, 14),
    complete_and_accurate=Count(14, 14),
)
BACK = Flow("logistics", "sales", opened=6, closed=6, open=1, hours_to_accept=Times(2.0, 5.0, 6))
OVERALL = Flow(
    "other",
    "other",
    opened=41,
    closed=35,
    open=12,
    overdue=2,
    oldest_open_hours=42.0,
    accept_target=Share(29, 38, 29 / 38, 0.6079, 0.8701),
    hours_to_accept=Times(1.5, 6.0, 40),
    hours_to_close=Times(9.0, 30.0, 50),
    never_accepted=3,
    ping_pong=Count(2, 41),
    complete_and_accurate=Count(30, 38),
)
STUCK = TalkingPoint(PointKind.STALLED, Pair("sales", "logistics"), "logistics", "stalled", {"k": 5, "n": 9})
ASKED = TalkingPoint(
    PointKind.NEED_ASKED,
    Pair("sales", "accounting"),
    "accounting",
    "need_asked",
    {"need": "customer_no", "times": 5},
)

WEEK = Summary(
    week="2026-W46",
    since=datetime(2026, 11, 8, 23, tzinfo=UTC),
    until=datetime(2026, 11, 15, 23, tzinfo=UTC),
    departments=("sales", "service", "accounting", "logistics", "it"),
    totals=Totals(41, 35, 12),
    overall=OVERALL,
    flows=(STALLED, SMOOTH, BACK),
    withheld=(Pair("sales", "it"), Pair("it", "sales")),
    other=Flow(
        "other", "other", opened=12, closed=10, open=3, accept_target=Share(10, 15, 2 / 3, 0.4171, 0.8482)
    ),
    reciprocity=(Reciprocity("logistics", "sales", 0.8),),
    hhi=0.23,
    most_asked_needs=(NeedAsked("logistics", "delivery_date", 4), NeedAsked("accounting", "customer_no", 2)),
    prompts=Prompts(12, 5, 3),
    talking_points=(STUCK, ASKED),
    last_week=(
        FollowUp(TalkingPoint(PointKind.PING_PONG, Pair("it", "sales"), "it", "ping_pong"), Became.SETTLED),
    ),
    signals=(
        Signal(
            "accept_target.share",
            Pair("sales", "logistics"),
            "2026-W46",
            SignalRule.OUTSIDE,
            5 / 9,
            0.82,
            0.6,
            1.0,
        ),
    ),
    blind_spots=(BlindSpot(BlindSpotKind.NO_HANDOFFS, ("it",)),),
    thanks=(Thanks("sales", "accounting", 3),),
)
LOGISTICS = replace(
    WEEK,
    scope="logistics",
    totals=Totals(15, 12, 6),
    overall=replace(STALLED, source="other", target="other"),
    flows=(STALLED, BACK),
    withheld=(Pair("logistics", "it"),),
    other=None,
    hhi=None,
    talking_points=(STUCK,),
    thanks=(),
    blind_spots=(),
)
QUIET = Summary(
    week="2026-W47",
    since=datetime(2026, 11, 15, 23, tzinfo=UTC),
    until=datetime(2026, 11, 22, 23, tzinfo=UTC),
    departments=WEEK.departments,
    totals=Totals(0, 0, 0),
)
