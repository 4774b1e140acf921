"""Batches of nudges as a reader gets them; who reads, and what waits, is told in the test."""

from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.gathering import Gathered, Reminder, Snoozed
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.nudges import Nudge, foot_of
from bot.domain.nudging.standing import standing_of
from handlers.slack.render.content import Reader
from handlers.slack.render.nudges.message import nudges
from tests.company import COMPANY
from tests.render.limits import check_message
from tests.render.seen import seen

LINK = "https://hansen.slack.com/archives/C0ACC/p1764000000000100"


def reminder(
    handoff: Handoff,
    to: str,
    *,
    rung: int = 0,
    instead_of: Reach | None = None,
    snoozed: Snoozed | None = None,
) -> Reminder:
    """Return the nudge of the ladder that the handoff is on."""
    foot = foot_of(standing_of(handoff))
    assert foot is not None
    due_at = handoff.next_nudge_at or foot.since
    nudge = Nudge(handoff.number, foot.kind, foot.since, rung, to, due_at, instead_of=instead_of)
    return Reminder(nudge, handoff, snoozed)


def outdated(handoff: Handoff, kind: LadderKind, since: datetime, to: str) -> Reminder:
    """Return a nudge about what the handoff waited for once."""
    return Reminder(Nudge(handoff.number, kind, since, 0, to, since), handoff)


def batch(*reminders: Reminder, reader: Reader, organisation: Organisation = COMPANY, total: int = 0) -> str:
    """Return what is shown of a batch."""
    gathered = Gathered(3, organisation, reminders, total or len(reminders))
    content = nudges(gathered, reader, {one.handoff.number: LINK for one in reminders})
    check_message(content)
    return seen(content)
