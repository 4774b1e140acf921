"""How fast messages may leave, so that Slack never has to say no.

The generic cell rate algorithm: one instant per scope, the theoretical arrival time, is all there is to remember.
Source: ITU-T I.371, annex A (virtual scheduling).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """One message each `interval`, after a pause up to `burst` at once."""

    interval: timedelta
    burst: int = 1

    @property
    def credit(self) -> timedelta:
        """Return how far ahead of the steady pace a burst may run."""
        return self.interval * (self.burst - 1)


@dataclass(frozen=True, slots=True)
class Rates:
    """The paces of a workspace: of new messages in each conversation, and of all updates together."""

    posts: Pace
    updates: Pace

    def of(self, scope: str) -> Pace:
        """Return the pace of a scope, as `OutboxRow.scope` names it."""
        return self.updates if scope == UPDATES else self.posts


UPDATES = "updates"
_AT_ONCE = Pace(timedelta(0))
UNLIMITED = Rates(posts=_AT_ONCE, updates=_AT_ONCE)
"""No limit at all, for those who ask for no pace."""


def slot(arrival: datetime | None, pace: Pace, now: datetime) -> tuple[datetime, datetime]:
    """Return when one more message may leave, and the theoretical arrival time after it."""
    due = max(arrival or now, now)
    return max(now, due - pace.credit), due + pace.interval


def held(until: datetime, pace: Pace) -> datetime:
    """Return the theoretical arrival time with which nothing leaves before `until`, and then at the steady pace."""
    return until + pace.credit
