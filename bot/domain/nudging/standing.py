"""What the clock has to know of a handoff: a part of it, since the clock looks at very many."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.matter.handoff import Handoff, State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a handoff stands on its ladder: the next rung, and when the clock looks at it again.

    `held`: that rung was kept back once (climbing.py).
    """

    rung: int
    next_nudge_at: datetime | None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A handoff without its texts; the fields are those of `Handoff` and of its brief."""

    workspace: str
    number: int
    version: int
    state: State
    rung: int
    next_nudge_at: datetime | None
    held: bool
    requester: str
    assignee: str | None
    from_department: str
    to_department: str
    channel: str
    hop: int
    urgent: bool
    due: datetime | None
    by_when: datetime | None
    state_since: datetime
    delivered_at: datetime | None
    waiting_until: datetime | None

    @property
    def place(self) -> Place:
        """Return where it stands on its ladder."""
        return Place(self.rung, self.next_nudge_at, self.held)


def standing_of(handoff: Handoff) -> Standing:
    """Return what the clock has to know of `handoff`."""
    return Standing(
        workspace=handoff.workspace,
        number=handoff.number,
        version=handoff.version,
        state=handoff.state,
        rung=handoff.rung,
        next_nudge_at=handoff.next_nudge_at,
        held=handoff.held,
        requester=handoff.requester,
        assignee=handoff.assignee,
        from_department=handoff.from_department,
        to_department=handoff.to_department,
        channel=handoff.channel,
        hop=handoff.hop,
        urgent=handoff.brief.urgent,
        due=handoff.brief.due,
        by_when=handoff.by_when,
        state_since=handoff.state_since,
        delivered_at=handoff.delivered_at,
        waiting_until=handoff.waiting_until,
    )


def placed(handoff: Handoff, place: Place) -> Handoff:
    """Return `handoff` at that place of its ladder."""
    return replace(handoff, rung=place.rung, next_nudge_at=place.next_nudge_at, held=place.held)
