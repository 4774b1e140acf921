"""When the rungs of the ladder that a handoff is on are due. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.nudging.ladders import Ladder, LadderKind, Reach
from bot.domain.nudging.nudges import Foot, foot_of
from bot.domain.nudging.standing import Standing
from bot.domain.time.calendar import Calendar, NeverOpensError
from bot.domain.time.calendars import Calendars

_IN_RECEIVERS_HOURS = frozenset(
    {LadderKind.NOT_ACCEPTED, LadderKind.NOT_ACCEPTED_URGENT, LadderKind.PAUSED, LadderKind.DUE}
)


@dataclass(frozen=True, slots=True)
class OnLadder:
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
        following = self.at(index + 1)
        planned = self.at(index)
        if planned is None or following is None or self.foot.kind is LadderKind.DUE:
            return following
        late = self.calendar.business_time(planned, now)
        return self.calendar.next_opening(self.calendar.add_business_time(following, late))


def on_ladder(standing: Standing, calendars: Calendars) -> OnLadder | None:
    """Return the ladder that a handoff is on; None while it waits for nothing, or where nobody is ever there."""
    foot = foot_of(standing)
    if foot is None:
        return None
    calendar = calendars.department(clock_of(foot.kind, standing))
    try:
        calendar.next_opening(foot.since)
    except NeverOpensError:  # `staffel doctor` says so
        return None
    return OnLadder(foot, calendars.organisation.ladder(foot.kind, standing.to_department), calendar)


def clock_of(kind: LadderKind, standing: Standing) -> str:
    """Return the key of the department in whose hours a ladder of that kind counts."""
    return standing.to_department if kind in _IN_RECEIVERS_HOURS else standing.from_department
