"""The end that nobody confirms: who is silent long enough has nothing against it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Handoff, State


def close_unconfirmed(handoff: Handoff, now: datetime) -> Decision:
    """Return what is done as closed, and both sides told; the clock acts, so the log names nobody."""
    after = replace(
        handoff,
        state=State.CLOSED,
        ended_as=Activity.CLOSED_UNCONFIRMED.value,
        changed_at=now,
        state_since=now,
        next_nudge_at=None,
    )
    draft = Draft(after, actor="", now=now)
    draft.log(Activity.CLOSED_UNCONFIRMED)
    draft.tell_channel()
    draft.tell(after.assignee, after.requester)
    return draft.decision()
