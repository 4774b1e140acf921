"""Whatever the hours, absences, wishes and clocks: nobody is nudged when they should not be, and nothing is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.matter.commands import Accept
from bot.domain.matter.decide import decide
from bot.domain.matter.decision import Turn
from bot.domain.matter.delivered import delivered
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.nudging.batches import Pending, Told, plan
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge, foot_of
from bot.domain.nudging.standing import standing_of
from tests.domain.climbs import climbed, holds
from tests.nudged import (
    ANNA,
    CHANNEL,
    DORA,
    EVERYBODY,
    Company,
    Hand,
    Hush,
    Pass,
    Step,
    Take,
    Witness,
    companies,
    hands,
    passes,
    steps,
    takes,
)

LOOKS, RUNGS = 400, 40
"""More than any of these courses needs until everything has ended."""


@dataclass
class Row:
    """A nudge, since when it is queued, and whether it still waits."""

    nudge: Nudge
    queued: datetime
    waiting: bool = True


@dataclass
class Days:
    """What the database keeps, in memory, and the clock."""

    company: Company
    now: datetime
    witness: Witness
    handoffs: dict[int, Handoff] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    told: dict[str, Told] = field(default_factory=dict)
    look_at: dict[str, datetime] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Let one thing happen, and look at what is due."""
        match step:
            case Pass():
                self.now += step.time
            case Hand():
                self._hand(step)
            case Take():
                self._take(step.which + 1)
            case Hush():
                self._hush(step)
        self.look()

    def look(self) -> None:
        """Climb all that is due, and tell all who are to be looked at."""
        for number in self.handoffs:
            for _ in range(RUNGS):
                at = self.handoffs[number].next_nudge_at
                if at is None or at > self.now:
                    break
                self._climb(number)
            else:
                raise AssertionError("a ladder that does not end")
        for who in EVERYBODY:
            if (at := self.look_at.get(who)) and at <= self.now:
                self._tell(who)

    def next_look(self) -> datetime | None:
        """Return when something is due next."""
        climbs = [one.next_nudge_at for one in self.handoffs.values() if one.next_nudge_at]
        return min([*climbs, *self.look_at.values()], default=None)

    def _hand(self, step: Hand) -> None:
        number = len(self.handoffs) + 1
        brief = Brief("Gutschrift", urgent=step.urgent, due=self.now + step.due if step.due else None)
        offered = Handoff(
            "T0HANSEN",
            number,
            State.OFFERED,
            ANNA,
            "sales",
            "accounting",
            brief,
            opened_at=self.now,
            changed_at=self.now,
            state_since=self.now,
            channel=CHANNEL,
        )
        decision = delivered(offered, 1, self.company.calendars, self.now)
        assert decision is not None
        self.handoffs[number] = decision.handoff

    def _take(self, number: int) -> None:
        handoff = self.handoffs.get(number)
        if handoff and handoff.state is State.OFFERED:
            turn = Turn(handoff, self.company.organisation, DORA, self.now, self.company.holidays)
            accept = Accept(next_step="Ich buche", by_when=self.now + timedelta(hours=30))
            self.handoffs[number] = decide(turn, accept).handoff

    def _hush(self, step: Hush) -> None:
        until = None if step.hours is None else self.now + timedelta(hours=step.hours)
        number = step.which + 1
        self.witness.snoozes(step.who, number, until)
        mine = [row for row in self.rows if (row.nudge.to, row.nudge.number) == (step.who, number)]
        if mine and until:
            mine[-1].waiting = True
        self.look_at[step.who] = self.now

    def _climb(self, number: int) -> None:
        done = climbed(self.handoffs[number], self.company.calendars, self.now)
        self.handoffs[number] = done.decision.handoff
        known = {row.nudge for row in self.rows}
        for nudge in done.nudges:
            if not done.held:
                same = [one for one in known if replace(one, due_at=nudge.due_at) == nudge]
                self.rows += [] if same else [Row(nudge, self.now)]
                self.look_at[nudge.to] = self.now

    def _tell(self, who: str) -> None:
        waiting = dict(enumerate(self._holding(who)))
        pending = [self._pending(number, row) for number, row in waiting.items()]
        planned = plan(self.company.recipient(who, self.told.get(who, Told())), pending, self.now)
        assert planned.look_at is None or planned.look_at > self.now, "looks for ever"
        for one in (*planned.tell, *planned.drop):
            waiting[one.id].waiting = False
        self.told[who] = planned.told
        self.look_at.pop(who)
        if planned.look_at:
            self.look_at[who] = planned.look_at
        if planned.tell:
            self.witness.hears(who, self.now, [one.nudge for one in planned.tell])

    def _holding(self, who: str) -> Iterator[Row]:
        for row in self.rows:
            if row.waiting and row.nudge.to == who:
                row.waiting = holds(row.nudge, self.handoffs[row.nudge.number])
                if row.waiting:
                    yield row

    def _pending(self, number: int, row: Row) -> Pending:
        snooze = (row.nudge.to, row.nudge.number)
        muted = snooze in self.witness.snoozed and self.witness.snoozed[snooze] is None
        return Pending(number, row.nudge, self.witness.snoozed.get(snooze), muted)


def after(company: Company, course: Sequence[Step]) -> Days:
    """Let all of it happen."""
    days = Days(company, company.start, Witness(company))
    for step in course:
        days.take(step)
    return days


def to_the_end(days: Days) -> None:
    """Look whenever something is due, until nothing is."""
    for _ in range(LOOKS):
        if (at := days.next_look()) is None:
            return
        days.now = max(days.now, at)
        days.look()
    raise AssertionError("nags for ever")


def attentive(company: Company, course: Sequence[Step]) -> Days:
    """Let all of it happen while somebody looks whenever something is due."""
    days = Days(company, company.start, Witness(company))
    for step in course:
        now = days.now + step.time if isinstance(step, Pass) else days.now
        while (at := days.next_look()) and at < now:
            days.now = max(days.now, at)
            days.look()
        days.now = now
        days.take(Pass(timedelta()) if isinstance(step, Pass) else step)
    to_the_end(days)
    return days


def nobody_left_out(handoff: Handoff, days: Days) -> bool:
    """Return whether each rung of a ladder that was climbed to its end has left somebody a nudge; a date's may not."""
    foot = foot_of(standing_of(handoff))
    if foot is None or foot.kind is LadderKind.DUE:
        return foot is not None
    of_this = [
        row.nudge for row in days.rows if (row.nudge.number, row.nudge.since) == (handoff.number, foot.since)
    ]
    rungs = days.company.organisation.ladder(foot.kind, handoff.to_department)
    return {nudge.rung for nudge in of_this} == set(range(len(rungs)))


@settings(max_examples=200)
@given(companies(), st.lists(st.one_of(passes, passes, hands, takes), min_size=3, max_size=16))
def test_what_should_be_told_is_told_in_the_next_batch_or_when_there_is_budget(
    company: Company, course: list[Step]
) -> None:
    days = attentive(company, course)
    for row in days.rows:
        recipient = company.recipient(row.nudge.to)
        if row.nudge.kind in recipient.silent or not holds(row.nudge, days.handoffs[row.nudge.number]):
            continue
        batch = recipient.next_batch(row.queued)
        told = days.witness.heard[recipient.id, row.nudge]
        if told > batch:
            before = [at for (to, _), at in days.witness.heard.items() if to == recipient.id and at <= batch]
            that_day = {at for at in before if recipient.day(at) == recipient.day(batch)}
            assert len(that_day) == recipient.budget, "late, though there was budget"
        assert told <= recipient.first_batch(recipient.day(batch) + timedelta(days=1))


@settings(max_examples=200)
@given(companies(), steps)
def test_everybody_is_left_in_peace_and_everything_comes_to_an_end(
    company: Company, course: list[Step]
) -> None:
    days = after(company, course)
    to_the_end(days)
    assert not [row for row in days.rows if row.waiting], "lost"
    for handoff in days.handoffs.values():
        assert handoff.next_nudge_at is None
        assert handoff.stale, "ended where nobody sees it"
        assert nobody_left_out(handoff, days), "a rung of which nobody was to hear"
