"""One nudge, and where the ladder stands that it is a rung of."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.handoff import Handoff, State
from bot.domain.ladders import LadderKind, Reach


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


def foot_of(handoff: Handoff) -> Foot | None:
    """Return the ladder that a handoff is on as it stands; None while nothing is waited for.

    An offer is waited for from the moment when its card stood in the receiver's channel, or its question was answered.
    """
    match handoff.state:
        case State.OFFERED if handoff.delivered_at:
            urgent = handoff.brief.urgent
            kind = LadderKind.NOT_ACCEPTED_URGENT if urgent else LadderKind.NOT_ACCEPTED
            return Foot(kind, max(handoff.delivered_at, handoff.state_since))
        case State.NEEDS_INFO:
            return Foot(LadderKind.INFORMATION_ASKED, handoff.state_since)
        case State.DECLINED:
            return Foot(LadderKind.DECLINED, handoff.state_since)
        case State.ACCEPTED:
            return _working(handoff)
        case State.DONE:
            return Foot(LadderKind.NOT_CONFIRMED, handoff.state_since)
        case _:
            return None


def _working(handoff: Handoff) -> Foot | None:
    if handoff.waiting_until and handoff.waiting_until > handoff.state_since:
        return Foot(LadderKind.PAUSED, handoff.waiting_until)
    due = handoff.brief.due or handoff.by_when
    # Whoever takes over what is overdue, or goes on after a pause, knows it: their time begins anew.
    return Foot(LadderKind.DUE, max(due, handoff.state_since)) if due else None


def still_holds(nudge: Nudge, handoff: Handoff) -> bool:
    """Return whether the matter still waits for what the nudge is about."""
    if nudge.kind is LadderKind.PAUSED:  # told when the pause is over
        working = handoff.state is State.ACCEPTED and handoff.waiting_until is None
        return working and handoff.state_since == nudge.since
    return foot_of(handoff) == Foot(nudge.kind, nudge.since)
