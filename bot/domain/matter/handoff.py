"""A handoff: transfer and acceptance of responsibility for one piece of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a handoff stands."""

    OFFERED = "offered"
    NEEDS_INFO = "needs_info"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
OPEN = frozenset(State) - ENDED


@dataclass(frozen=True, slots=True)
class Brief:
    """What the sender says; `needs` holds the answers to the receiver's information needs, by key."""

    summary: str
    details: str = ""
    why_now: str = ""
    done_when: str = ""
    if_then: str = ""
    customer: str = ""
    due: datetime | None = None
    urgent: bool = False
    moment_that_matters: bool = False
    needs: Mapping[str, str] = field(default_factory=dict)


class SourceState(StrEnum):
    """What became of a message since."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Source:
    """The Slack message that a handoff was made from."""

    channel: str
    ts: str
    permalink: str = ""
    state: SourceState = SourceState.UNCHANGED


@dataclass(frozen=True, slots=True)
class Question:
    """What the receiver has to know before going on; `needs` are keys of its information needs."""

    asked_by: str
    question: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """The talk before a matter moves a fourth time: where to, why and who wants it.

    `here` and `there` can say yes for the department that has it and for the one it shall go to; `yes` have done so.
    """

    department: str
    reason: str
    by: str
    here: tuple[str, ...]
    there: tuple[str, ...]
    yes: tuple[str, ...] = ()

    @property
    def agreed(self) -> bool:
        """Return whether somebody of each side has said yes."""
        return any(one in self.yes for one in self.here) and any(one in self.yes for one in self.there)


@dataclass(frozen=True, slots=True)
class Handoff:
    """One handoff as it stands now; `number` counts per workspace, `hop` the offers, `events` the log's entries.

    `channel` is where the card of the present hop stands, whatever becomes of the department. `resume` is the state
    to go back to while information is asked for. `version` is the database's, for the second of two clicks.
    `delivered_at` is when the present hop's card stood in its channel, `poked_at` when somebody last asked there who can
    take it over; `rung` is the next one of the ladder it is on,
    `held` whether that was kept back once (climbing.py), `next_nudge_at` when the clock looks at it again.
    `asked` is who of the department was asked to accept the present hop, `asked_instead_of` for whom they stand in.
    `next_step_corrected`: the requester meant something else, and the assignee has not said a new one yet.
    `parent` is the handoff that this one is a part of, `handed_on` how many parts it has itself, `trail` the departments
    that had the matter before, in order, `round` the talk about where it goes next.
    `chosen` are those of the receiving department who may see a confidential handoff; None: it is not confidential.
    """

    workspace: str
    number: int
    state: State
    requester: str
    from_department: str
    to_department: str
    brief: Brief
    opened_at: datetime
    changed_at: datetime
    state_since: datetime
    version: int = 0
    events: int = 0
    hop: int = 1
    assignee: str | None = None
    asked: str | None = None
    asked_instead_of: str | None = None
    resume: State | None = None
    question: Question | None = None
    next_step: str = ""
    next_step_corrected: bool = False
    by_when: datetime | None = None
    waiting_until: datetime | None = None
    waiting_for: str = ""
    result: str = ""
    ended_as: str = ""
    source: Source | None = None
    channel: str = ""
    delivered_at: datetime | None = None
    poked_at: datetime | None = None
    rung: int = 0
    held: bool = False
    next_nudge_at: datetime | None = None
    parent: int | None = None
    handed_on: int = 0
    trail: tuple[str, ...] = ()
    round: Round | None = None
    chosen: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """Return the name that people use: H-128."""
        return f"H-{self.number}"

    @property
    def ping_pong(self) -> bool:
        """Return whether the matter has come back to a department that had it."""
        return self.to_department in self.trail

    @property
    def stale(self) -> bool:
        """Return whether everybody who could do something was reminded, and nothing moved: nudges have ended."""
        return self.rung > 0 and self.next_nudge_at is None and self.state in OPEN

    def pause_over(self, now: datetime) -> bool:
        """Return whether the time that work waited for has come, and nobody has done anything since."""
        if self.state is not State.ACCEPTED:
            return False
        # The clock ends a pause (climbing.py) at the time it was set for, and is nobody who changes anything.
        return self.waiting_until <= now if self.waiting_until else self.state_since > self.changed_at

    def needs_card(self, hop: int) -> bool:
        """Return whether the card of that hop has to stand in Slack: the matter is open and lies there."""
        return self.state in OPEN and hop == self.hop

    @property
    def accountable(self) -> str:
        """Return who owns the matter now: the requester until acceptance and after *done*, else the assignee."""
        working = self.state is State.ACCEPTED or (
            self.state is State.NEEDS_INFO and self.resume is State.ACCEPTED
        )
        return self.assignee if working and self.assignee else self.requester
