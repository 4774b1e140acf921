"""A hop's card stands in the receiver's channel: from now on its clock runs."""

from dataclasses import replace
from datetime import datetime

from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Handoff, State
from bot.domain.nudging.climbing import scheduled
from bot.domain.time.calendars import Calendars

_WAITING = frozenset({State.OFFERED, State.NEEDS_INFO})


def delivered(handoff: Handoff, hop: int, calendars: Calendars, now: datetime) -> Decision | None:
    """Return the handoff with its clock running; None if it ran before, or nobody is waited for any more."""
    if handoff.hop != hop or handoff.delivered_at or handoff.state not in _WAITING:
        return None
    after = replace(handoff, delivered_at=now)
    draft = Draft(scheduled(handoff, after, calendars, now), actor="", now=now)
    draft.log(Activity.DELIVERED)
    return draft.decision()
