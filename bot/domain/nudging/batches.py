"""When a person or a channel is told what, so that nudges are few: gathered, in their day, within a budget. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge
from bot.domain.time.calendar import Calendar
from bot.domain.time.wall_clock import instant

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when until when somebody is not to be disturbed: do-not-disturb, absence, a pause they asked for."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """How often somebody was nudged on a day of theirs, and whether something urgent interrupted them."""

    day: date = date.min
    times: int = 0
    interrupted: bool = False

    def on(self, day: date) -> "Told":
        """Return what holds on `day`; a clock that was set back gives no new budget."""
        return self if self.day >= day else Told(day)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom nudges go to, and how they want it; `calendar` is when they may be reached at all."""

    id: str
    calendar: Calendar
    batches: tuple[time, ...]
    budget: int
    quiet: tuple[Quiet, ...] = ()
    silent: frozenset[LadderKind] = frozenset()
    told: Told = Told()

    def day(self, at: datetime) -> date:
        """Return the date on their wall."""
        return at.astimezone(self.calendar.zone).date()

    def free(self, at: datetime) -> datetime:
        """Return `at`, or when they may be reached next: never in somebody's evening, pause or holiday."""
        while True:
            opening = self.calendar.next_opening(at)
            late = [quiet.until for quiet in self.quiet if quiet.since <= opening < quiet.until]
            if not late:
                return opening
            at = max(late)

    def next_batch(self, at: datetime) -> datetime:
        """Return the first batch of theirs at or after `at`, where they may be reached."""
        while True:
            batch = next(batch for batch in self._batches(self.day(at)) if batch >= at)
            at = self.free(batch)
            if self.day(at) == self.day(
                batch
            ):  # else they come back on another day, which has batches of its own
                return at

    def first_batch(self, day: date) -> datetime:
        """Return the first batch on a day of theirs or after it."""
        return self.next_batch(instant(day, time(), self.calendar.zone))

    def _batches(self, first: date) -> Iterator[datetime]:
        """Yield the batches from a day on; whoever is not there at any of the times has one when they come."""
        for later in count():
            day = first + later * _DAY
            wanted = [self._on(day, clock) for clock in self.batches]
            found = [at for at in wanted if at] or [at for at in [self._on(day, time())] if at]
            yield from dict.fromkeys(found)

    def _on(self, day: date, clock: time) -> datetime | None:
        at = self.calendar.next_opening(instant(day, clock, self.calendar.zone))
        return at if self.day(at) == day else None


@dataclass(frozen=True, slots=True)
class Pending:
    """A nudge that nobody was told yet; `snoozed_until`: its reader wants to hear of the matter then, not before."""

    id: int
    nudge: Nudge
    snoozed_until: datetime | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for a recipient now: `tell` these in one message, `drop` those for good, look again at `look_at`."""

    tell: tuple[Pending, ...] = ()
    drop: tuple[Pending, ...] = ()
    look_at: datetime | None = None
    told: Told = Told()


def plan(recipient: Recipient, pending: Sequence[Pending], now: datetime) -> Plan:
    """Return what a recipient is told now, of nudges that still hold.

    One message gathers whatever waits, in a batch of their day; what is urgent, or was snoozed until now, may come by
    itself. What exceeds the budget waits for the next day, but for the one interruption that a day may have.
    """
    told = recipient.told.on(recipient.day(now))
    drop = tuple(one for one in pending if one.muted or one.nudge.kind in recipient.silent)
    gone = {one.id for one in drop}
    left = [one for one in pending if one.id not in gone]
    if not left:
        return Plan(drop=drop, told=told)
    ready = {one.id: _ready(recipient, one, told, now) for one in left}
    first = min(ready.values())
    if first <= now:
        first = recipient.free(now)
    spent = told.times >= recipient.budget
    if first <= now and spent:
        first = _beyond_budget(recipient, left, ready, told)
    if first > now:
        return Plan(drop=drop, look_at=first, told=told)
    tell = tuple(one for one in left if _may_come(one, now))
    later = [ready[one.id] for one in left if not _may_come(one, now)]
    interrupts = spent or all(one.nudge.urgent for one in tell if ready[one.id] <= now)
    after = Told(told.day, told.times + 1, told.interrupted or interrupts)
    return Plan(tell, drop, min(later, default=None), after)


def _beyond_budget(
    recipient: Recipient, left: Sequence[Pending], ready: Mapping[int, datetime], told: Told
) -> datetime:
    """Return when a message may come to somebody whose budget is used up: tomorrow, or once for what is urgent.

    A budget of none means that nobody wants to hear anything.
    """
    may_interrupt = recipient.budget and not told.interrupted
    urgent = [ready[one.id] for one in left if one.nudge.urgent and may_interrupt]
    return min([*urgent, recipient.first_batch(told.day + _DAY)])


def _ready(recipient: Recipient, one: Pending, told: Told, now: datetime) -> datetime:
    """Return when this nudge alone would be a reason for a message."""
    if one.snoozed_until and one.snoozed_until >= one.nudge.due_at:
        return recipient.free(one.snoozed_until)
    if one.nudge.urgent:
        alone = recipient.free(one.nudge.due_at)
        if not (told.interrupted and recipient.day(alone) <= told.day):
            return alone
    batch = recipient.next_batch(one.nudge.due_at)
    # What was missed for a day or more, since nobody ticked, comes with the day's first batch.
    return batch if recipient.day(batch) >= recipient.day(now) else recipient.first_batch(recipient.day(now))


def _may_come(one: Pending, now: datetime) -> bool:
    return one.nudge.due_at <= now and (one.snoozed_until is None or one.snoozed_until <= now)
