"""What was gathered in one message to one reader, as it stands now: one row a handoff, the longest due first."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.nudges import Nudge, still_holds
from bot.domain.nudging.standing import standing_of

ROWS = 7
"""As many are shown at once; whoever wants more asks for it."""


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Its reader hears nothing of a matter until then; None: never again."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One row: the nudge, its handoff as it is now, and whether its reader wants to hear of it later."""

    nudge: Nudge
    handoff: Handoff
    snoozed: Snoozed | None = None

    @property
    def holds(self) -> bool:
        """Return whether the matter still waits for what the nudge is about."""
        return still_holds(self.nudge, standing_of(self.handoff))


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some rows of batch `number`, from row `offset` on; `total` counts all of them."""

    number: int
    organisation: Organisation
    reminders: tuple[Reminder, ...] = field(default=())
    total: int = 0
    offset: int = 0

    @property
    def needless(self) -> bool:
        """Return whether nothing in it waits for its reader any more, or they do not want to hear of it."""
        waits = any(one.holds and not one.snoozed for one in self.reminders)
        return not waits and self.total == len(self.reminders)
