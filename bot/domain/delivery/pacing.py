"""How fast messages may leave, so that Slack never has to say no.

The generic cell rate algorithm: one instant per scope is all there is to remember, from when on it is ready for one
more message (the theoretical arrival time less the credit for a burst). Source: ITU-T I.371, annex A (virtual scheduling).
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


def ready_after(ready: datetime | None, pace: Pace, now: datetime) -> datetime:
    """Return from when on a scope is ready for one more message, if one leaves now.

    `ready` is from when on it was ready for that one; None if none has ever left.
    """
    rested = now - pace.credit
    return max(ready or rested, rested) + pace.interval
