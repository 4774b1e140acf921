"""Up the ladder: when a handoff's next nudge is due, and what happens then. Pure.

Every handoff has one `next_nudge_at`. A change of state sets it anew (`scheduled`); the clock's tick takes those that
are due one rung further (`climb`). What a person reads of it, and when in their day, is decided in batches.py.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32

from bot.domain.calendar import Calendar, NeverOpensError
from bot.domain.calendars import Calendars
from bot.domain.closing import close_unconfirmed
from bot.domain.decision import Decision, Draft
from bot.domain.handoff import Handoff
from bot.domain.ladders import Ladder, LadderKind, Reach
from bot.domain.nudges import Foot, Nudge, foot_of
from bot.domain.reaching import Reached, reached

_IN_RECEIVERS_HOURS = frozenset(
    {LadderKind.NOT_ACCEPTED, LadderKind.NOT_ACCEPTED_URGENT, LadderKind.PAUSED, LadderKind.DUE}
)


@dataclass(frozen=True, slots=True)
class Climb:
    """One rung: the handoff with its next date and what follows from it, and the nudges.

    `held`: the nudges are kept back for a business day, to see what happens without them (the control of their effect).
    """

    decision: Decision
    nudges: tuple[Nudge, ...] = ()
    held: bool = False


def scheduled(before: Handoff | None, after: Handoff, calendars: Calendars, now: datetime) -> Handoff:
    """Return `after` with its next nudge; a matter that still waits for the same keeps its place on the ladder."""
    if before is not None and foot_of(before) == foot_of(after):
        return after
    return _afresh(after, calendars, now)


def rescheduled(handoff: Handoff, calendars: Calendars, now: datetime) -> Handoff:
    """Return a handoff whose organisation has changed with its next nudge; the rungs behind it stay behind it."""
    stand = _stand(handoff, calendars)
    if stand is None:
        return replace(handoff, next_nudge_at=None)
    at = stand.at(handoff.rung)
    if at is None:  # no rung is left: what was to come yet finds out when it comes (`_beyond`)
        return handoff
    return replace(handoff, next_nudge_at=max(at, stand.calendar.next_opening(now)))


def climb(handoff: Handoff, calendars: Calendars, now: datetime, gone: frozenset[str] = frozenset()) -> Climb:
    """Take a handoff whose next nudge is due one rung further; `gone` are people who have left the company."""
    stand = _stand(handoff, calendars)
    if stand is None:
        return Climb(Decision(replace(handoff, next_nudge_at=None)))
    if handoff.rung >= len(stand.rungs):
        return Climb(_beyond(handoff, stand, calendars, now))
    rung = stand.present(handoff.rung, now)
    if stand.rungs[rung].to is Reach.CLOSE:
        return Climb(close_unconfirmed(handoff, now))
    nudges = _nudges(
        handoff, stand, rung, reached(stand.rungs[rung].to, handoff, calendars.organisation, gone)
    )
    if not handoff.held and _is_control(
        handoff, stand, rung, calendars.organisation.workspace.nudges.control
    ):
        later = stand.calendar.add_business_days(now, 1)
        return Climb(Decision(replace(handoff, rung=rung, next_nudge_at=later, held=True)), nudges, held=True)
    following = stand.following(rung, now)
    after = replace(handoff, rung=rung + 1, held=False, next_nudge_at=following)
    return Climb(_shown(after, stand, calendars, now), nudges)


def clock_of(kind: LadderKind, handoff: Handoff) -> str:
    """Return the key of the department in whose hours a ladder of that kind counts."""
    return handoff.to_department if kind in _IN_RECEIVERS_HOURS else handoff.from_department


@dataclass(frozen=True, slots=True)
class _Stand:
    """The ladder that a handoff is on, and the calendar in which it waits."""

    foot: Foot
    rungs: Ladder
    calendar: Calendar

    @property
    def closes(self) -> bool:
        """Return whether the last rung closes the matter."""
        return bool(self.rungs) and self.rungs[-1].to is Reach.CLOSE

    def at(self, index: int) -> datetime | None:
        """Return when a rung is due, None beyond the last one."""
        return self.rungs[index].at(self.foot.since, self.calendar) if index < len(self.rungs) else None

    def coming(self, index: int, now: datetime) -> tuple[int, datetime | None]:
        """Return the first rung from `index` on that is still to come, and when it is due."""
        while (at := self.at(index)) and at <= now:
            index += 1
        return index, at

    def present(self, index: int, now: datetime) -> int:
        """Return the rung to take now: of a date's rungs that were missed while nobody ticked, the last one."""
        if self.foot.kind is not LadderKind.DUE:
            return index
        coming, _ = self.coming(index, now)
        return max(index, coming - 1)

    def following(self, index: int, now: datetime) -> datetime | None:
        """Return when the rung after this one is due.

        What comes late moves what follows by the same business time: nobody shall be told of a silence before those
        who could have ended it. The rungs of a date stay where they are.
        """
        planned, following = self.at(index), self.at(index + 1)
        if planned is None or following is None or self.foot.kind is LadderKind.DUE:
            return following
        late = self.calendar.business_time(planned, now)
        return self.calendar.next_opening(self.calendar.add_business_time(following, late))


def _afresh(handoff: Handoff, calendars: Calendars, now: datetime) -> Handoff:
    stand = _stand(handoff, calendars)
    rung, at = stand.coming(0, now) if stand else (0, None)
    if stand and stand.foot.kind is LadderKind.PAUSED and not stand.rungs:  # it ends all the same
        at = stand.calendar.next_opening(stand.foot.since)
    return replace(handoff, rung=rung if at else 0, next_nudge_at=at, held=False)


def _stand(handoff: Handoff, calendars: Calendars) -> _Stand | None:
    foot = foot_of(handoff)
    if foot is None:
        return None
    calendar = calendars.department(clock_of(foot.kind, handoff))
    try:
        calendar.next_opening(foot.since)
    except NeverOpensError:  # nobody is ever there: `staffel doctor` says so
        return None
    return _Stand(foot, calendars.organisation.ladder(foot.kind, handoff.to_department), calendar)


def _beyond(handoff: Handoff, stand: _Stand, calendars: Calendars, now: datetime) -> Decision:
    """Return what follows where no rung is left: a pause ends, what was to close closes, the rest is over and says so.

    A pause of which nobody wants to hear has no rung at all; other ladders were shortened meanwhile.
    """
    last = len(stand.rungs) - 1
    if not stand.closes:
        return _shown(replace(handoff, next_nudge_at=None), stand, calendars, now)
    at = stand.at(last)
    if at is None or at <= now:
        return close_unconfirmed(handoff, now)
    return Decision(replace(handoff, rung=last, next_nudge_at=at))


def _shown(after: Handoff, stand: _Stand, calendars: Calendars, now: datetime) -> Decision:
    """Return the decision, with the card where it changes: after a pause, and where the ladder has ended."""
    if stand.foot.kind is LadderKind.PAUSED:
        resumed = replace(after, waiting_until=None, waiting_for="", state_since=stand.foot.since)
        after = _afresh(resumed, calendars, now)
    elif after.next_nudge_at is not None:
        return Decision(after)
    draft = Draft(after, actor="", now=now)
    draft.card()
    return draft.decision()


def _nudges(handoff: Handoff, stand: _Stand, rung: int, told: Reached) -> tuple[Nudge, ...]:
    due_at = handoff.next_nudge_at or stand.foot.since
    return tuple(
        Nudge(
            number=handoff.number,
            kind=stand.foot.kind,
            since=stand.foot.since,
            rung=rung,
            to=to,
            due_at=due_at,
            urgent=handoff.brief.urgent,
            instead_of=told.instead_of,
        )
        for to in told.to
    )


def _is_control(handoff: Handoff, stand: _Stand, rung: int, share: float) -> bool:
    """Return whether this nudge belongs to the share without one: always the same answer for the same rung."""
    if not share or handoff.brief.urgent:
        return False
    key = f"{handoff.workspace}:{handoff.number}:{stand.foot.kind}:{stand.foot.since.isoformat()}:{rung}"
    return crc32(key.encode()) / 2**32 < share
