"""One nudge, and where the ladder stands that it is a rung of."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.matter.handoff import State
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.standing import Standing


@dataclass(frozen=True, slots=True)
class Foot:
    """Where a ladder stands: what the matter waits for, and since when (or until when, for what is due)."""

    kind: LadderKind
    since: datetime


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder to `to`, a person or a department's channel, about one handoff.

    `instead_of` tells whom the rung was meant for, where there is nobody such. `urgent`: it may interrupt.
    """

    number: int
    kind: LadderKind
    since: datetime
    rung: int
    to: str
    due_at: datetime
    urgent: bool = False
    instead_of: Reach | None = None


def foot_of(standing: Standing) -> Foot | None:
    """Return the ladder that a handoff is on as it stands; None while nothing is waited for.

    An offer is waited for from the moment when its card stood in the receiver's channel, or its question was answered.
    """
    match standing.state:
        case State.OFFERED if standing.delivered_at:
            urgent = standing.urgent
            kind = LadderKind.NOT_ACCEPTED_URGENT if urgent else LadderKind.NOT_ACCEPTED
            return Foot(kind, max(standing.delivered_at, standing.state_since))
        case State.NEEDS_INFO:
            return Foot(LadderKind.INFORMATION_ASKED, standing.state_since)
        case State.DECLINED:
            return Foot(LadderKind.DECLINED, standing.state_since)
        case State.ACCEPTED:
            return _working(standing)
        case State.DONE:
            return Foot(LadderKind.NOT_CONFIRMED, standing.state_since)
        case _:
            return None


def _working(standing: Standing) -> Foot | None:
    if standing.waiting_until and standing.waiting_until > standing.state_since:
        return Foot(LadderKind.PAUSED, standing.waiting_until)
    due = standing.due or standing.by_when
    # Whoever takes over what is overdue, or goes on after a pause, knows it: their time begins anew.
    return Foot(LadderKind.DUE, max(due, standing.state_since)) if due else None


def still_holds(nudge: Nudge, standing: Standing) -> bool:
    """Return whether the matter still waits for what the nudge is about."""
    if nudge.kind is LadderKind.PAUSED:  # told when the pause is over
        working = standing.state is State.ACCEPTED and standing.waiting_until is None
        return working and standing.state_since == nudge.since
    return foot_of(standing) == Foot(nudge.kind, nudge.since)
