"""What follows when the message that a handoff was made from is edited or deleted: the handoff keeps its text."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.limits import MEDIUM
from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import OPEN, Handoff, SourceState
from bot.domain.text import shorten


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What became of a message: `text` is what it says now, None if it was deleted; `by` may be unknown (empty)."""

    channel: str
    ts: str
    by: str
    text: str | None


def follow_source(
    handoff: Handoff, organisation: Organisation, change: SourceChange, now: datetime
) -> Decision | None:
    """Return the handoff with its source marked, and who is told; None once the handoff or its source has ended."""
    source = handoff.source
    if source is None or handoff.state not in OPEN or source.state is SourceState.DELETED:
        return None
    state = SourceState.DELETED if change.text is None else SourceState.EDITED
    after = replace(handoff, source=replace(source, state=state), changed_at=now)
    draft = Draft(after, change.by, now)
    if change.text is None:
        draft.log(Activity.SOURCE_DELETED)
    else:
        draft.log(Activity.SOURCE_EDITED, text=shorten(change.text, MEDIUM))
    draft.tell_channel()
    draft.tell(after.requester, after.assignee)
    return draft.decision()
