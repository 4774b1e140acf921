"""The figures of one week, as everything that shows them gets them.

Departments are keys, times are hours of business time of the department that had the offer. No person is in here, and
no text that people wrote. What each figure counts stands in docs/figures.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

OTHER = "other"
"""How source and target of the merged flow are written where a flow has to have both."""

Fact = str | int | float


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n` with the Wilson interval at 95 %; without a rate n is 0 and the rest None.

    To people a rate is shown from five on: below that this is NO_SHARE in a redacted summary.
    """

    k: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Times:
    """Median and 85th percentile by Kaplan–Meier, in business hours, of `n` clocks; None where not reached."""

    median: float | None
    p85: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Count:
    """`k` of `n`, without an interval."""

    k: int
    n: int


NO_SHARE = Share(0, 0, None, None, None)
NO_TIMES = Times(None, None, 0)
NO_COUNT = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from `source` to `target`, as of the week's end.

    `shown` is False only in an unredacted summary: there it marks what is too little to show to people.
    """

    source: str
    target: str
    opened: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0
    oldest_open_hours: float | None = None
    accept_target: Share = NO_SHARE
    hours_to_accept: Times = NO_TIMES
    hours_to_close: Times = NO_TIMES
    never_accepted: int = 0
    ping_pong: Count = NO_COUNT
    complete_and_accurate: Count = NO_COUNT
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """Two departments: a flow without its figures."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all flows of the scope together."""

    opened: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How evenly two departments hand over to each other: 2·min/(sum) of what was opened, 0 one-way to 1 even."""

    a: str
    b: str
    value: float


@dataclass(frozen=True, slots=True)
class NeedAsked:
    """How often `department` had to ask back for one of its information needs; `need` is its key."""

    department: str
    need: str
    times: int


@dataclass(frozen=True, slots=True)
class Prompts:
    """What became of the prompts about fire-and-forget messages that were shown in the week, in the whole workspace."""

    shown: int = 0
    turned_into_handoffs: int = 0
    dismissed: int = 0


class SignalRule(StrEnum):
    """Why a week is no chance, by its XmR chart."""

    OUTSIDE = "outside"
    RUN_OF_8 = "run_of_8"
    NEAR_LIMIT = "near_limit"


@dataclass(frozen=True, slots=True)
class Signal:
    """One figure that changed, judged by an XmR chart whose baseline is frozen; `pair` is None for the totals.

    `figure` is a name of Totals, or of Flow with what it is judged by: `opened`, `accept_target.share`,
    `hours_to_accept.median`, …
    """

    figure: str
    pair: Pair | None
    week: str
    rule: SignalRule
    value: float
    centre: float
    low: float
    high: float


class PointKind(StrEnum):
    """Why something is worth talking about; each has its question."""

    STALLED = "stalled"  # few accepted within the target
    PING_PONG = "ping_pong"  # matters come back to departments that had them
    NEED_ASKED = "need_asked"  # a need that is asked for again and again
    ONE_WAY = "one_way"  # much in one direction, nothing back
    SILENT = "silent"  # a flow that has run before, and now does not


@dataclass(frozen=True, slots=True)
class TalkingPoint:
    """One of at most three things to talk about.

    `owner` is the department whose lead it is for, never a person. `facts` stand in the figures too, under the names
    of their fields. `question` names the appreciative question: there is one for each kind.
    """

    kind: PointKind
    pair: Pair
    owner: str
    question: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Became(StrEnum):
    """What became of a talking point within a week."""

    SETTLED = "settled"  # it would not be one any more
    REMAINS = "remains"
    TOO_FEW = "too_few"  # too few this week to tell


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One of last week's three; `now` has the facts of its kind this week, as far as they are shown."""

    point: TalkingPoint
    became: Became
    now: Mapping[str, Fact] = field(default_factory=dict)


class BlindSpotKind(StrEnum):
    """What nobody may be looking at."""

    NO_HANDOFFS = "no_handoffs"  # a department that neither sends nor receives
    WENT_SILENT = "went_silent"
    ONE_WAY = "one_way"
    RULE_NOT_REVIEWED = "rule_not_reviewed"
    RULE_OVERRIDDEN = "rule_overridden"
    NEED_ASKED = "need_asked"


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Something that nobody may be looking at; `departments` in the order source, target where it is a flow."""

    kind: BlindSpotKind
    departments: tuple[str, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thanks:
    """How many confirmations from `source` to `target` came with thanks; who wrote what stays between them."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Headline:
    """The first sentence as data: what happened, and what matters most with the need that was missing most."""

    totals: Totals | None
    point: TalkingPoint | None
    need: NeedAsked | None


@dataclass(frozen=True, slots=True)
class Summary:
    """One week of a workspace, or of one department if `scope` is its key.

    `flows` have figures. `withheld` are the flows with too little to show; together they are `other`, which is None if
    there are none or if it would give one of them away, as in the view of a department. `totals` are None for the same
    reason; a department's totals count the flows it shows. `overall` has the figures of all that the totals count,
    as one flow from OTHER to OTHER; its times are of all clocks together, since medians cannot be added. `prompts` is None
    if there are some, but too few.
    """

    week: str
    since: datetime
    until: datetime
    departments: tuple[str, ...]
    scope: str | None = None
    totals: Totals | None = None
    overall: Flow | None = None
    flows: tuple[Flow, ...] = ()
    withheld: tuple[Pair, ...] = ()
    other: Flow | None = None
    reciprocity: tuple[Reciprocity, ...] = ()
    hhi: float | None = None
    most_asked_needs: tuple[NeedAsked, ...] = ()
    prompts: Prompts | None = Prompts()
    signals: tuple[Signal, ...] = ()
    talking_points: tuple[TalkingPoint, ...] = ()
    last_week: tuple[FollowUp, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()
    thanks: tuple[Thanks, ...] = ()

    @property
    def headline(self) -> Headline:
        """Return what the first sentence says."""
        point = self.talking_points[0] if self.talking_points else None
        needs = (asked for asked in self.most_asked_needs if point and asked.department == point.pair.target)
        return Headline(self.totals, point, next(needs, None))
