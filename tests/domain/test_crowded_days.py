"""On days on which more waits for somebody than they want to hear, and whatever the clock does, the budget holds."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.nudging.batches import Pending, Recipient, plan
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge
from bot.domain.time.calendar import OFFICE_HOURS, Calendar

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
CALENDAR = Calendar(OFFICE_HOURS, ZoneInfo("Europe/Berlin"))
BATCHES = (time(10), time(15))
LOOKS = 100
"""More than any of these courses needs until everything is told."""


@dataclass
class Day:
    """What Dora was told on a day of hers, and how much of that beyond her budget or between its batches."""

    messages: int = 0
    interruptions: int = 0


@dataclass
class Desk:
    """Dora, for whom something comes every few minutes; somebody looks each time, and whenever a look is due."""

    dora: Recipient
    now: datetime = MONDAY
    waiting: dict[int, Pending] = field(default_factory=dict)
    told: list[int] = field(default_factory=list)
    last: date = date.min
    set_back: bool = False
    days: dict[date, Day] = field(default_factory=dict)

    def comes(self, *, urgent: bool) -> None:
        number = len(self.told) + len(self.waiting) + 1
        kind = LadderKind.NOT_ACCEPTED_URGENT if urgent else LadderKind.NOT_ACCEPTED
        self.waiting[number] = Pending(
            number, Nudge(number, kind, self.now, 0, self.dora.id, self.now, urgent)
        )

    def passes(self, time: timedelta) -> None:
        self.set_back = self.set_back or time < timedelta()
        goal = self.now + time
        while (then := self.look()) and then <= goal:
            self.now = then
        self.now = goal

    def look(self) -> datetime | None:
        """Look once; return when to look again."""
        self.last = max(self.last, self.dora.day(self.now))  # yesterday again is no new day
        planned = plan(self.dora, list(self.waiting.values()), self.now)
        self.dora = replace(self.dora, told=planned.told)
        if planned.tell:
            self._hears(planned.tell)
        return planned.look_at

    def _hears(self, some: tuple[Pending, ...]) -> None:
        self.told += [self.waiting.pop(one.id).id for one in some]
        day = self.days.setdefault(self.last, Day())
        day.messages += 1
        # A batch that comes a second time, on a clock that was set back, is late: no interruption.
        in_between = self.now.astimezone(CALENDAR.zone).time() not in BATCHES and not self.set_back
        if day.messages > self.dora.budget or in_between:
            day.interruptions += 1
            assert any(one.nudge.urgent for one in some), "interrupted, and nothing is urgent"
        assert day.interruptions <= 1, "interrupted twice"


_LATER = st.integers(0, 6).map(lambda count: count * timedelta(minutes=37))
_EARLIER = st.integers(1, 30).map(lambda hours: timedelta(hours=-hours))
_TIMES = st.one_of(_LATER, _LATER, _LATER, _EARLIER)


@settings(max_examples=300)
@given(st.integers(1, 2), st.lists(st.tuples(_TIMES, st.booleans()), min_size=6, max_size=16))
def test_one_message_a_day_interrupts_or_exceeds_the_budget_and_only_with_something_urgent(
    budget: int, course: list[tuple[timedelta, bool]]
) -> None:
    desk = Desk(Recipient("U0DORA", CALENDAR, BATCHES, budget))
    for passed, urgent in course:
        desk.passes(passed)
        desk.comes(urgent=urgent)
        desk.look()
    for _ in range(LOOKS):
        if (then := desk.look()) is not None:
            desk.now = max(desk.now, then)
        elif not desk.waiting:
            break
    assert sorted(desk.told) == list(range(1, len(course) + 1))
