"""A climb with all that follows from it, as the database would keep it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.matter.decision import Decision
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.climbing import carried_out, climb
from bot.domain.nudging.nudges import Nudge, still_holds
from bot.domain.nudging.standing import standing_of
from bot.domain.time.calendars import Calendars


@dataclass(frozen=True)
class Climbed:
    """What became of the handoff, and who is nudged; `held`: nobody, to see what happens without."""

    decision: Decision
    nudges: tuple[Nudge, ...]
    held: bool


def climbed(
    handoff: Handoff, calendars: Calendars, now: datetime, gone: frozenset[str] = frozenset()
) -> Climbed:
    """Take a handoff one rung further."""
    done = climb(standing_of(handoff), calendars, now, gone)
    return Climbed(carried_out(done, handoff, now), done.nudges, done.held)


def holds(nudge: Nudge, handoff: Handoff) -> bool:
    """Return whether the matter still waits for what the nudge is about."""
    return still_holds(nudge, standing_of(handoff))
