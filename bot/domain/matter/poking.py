"""The decision to ask in the receiver's channel who can take a matter over: once a business day, so that it stays kind."""

from datetime import datetime, time, timedelta

from bot.domain.matter.commands import Poke
from bot.domain.matter.decision import Decision, Draft, Turn
from bot.domain.matter.events import Activity
from bot.domain.time.calendar import Calendar, NeverOpensError
from bot.domain.time.wall_clock import instant
from bot.errors import RefusedError

_DAY = timedelta(days=1)


def poke(turn: Turn, _: Poke) -> Decision:
    """Return the question as a line for the channel; raise RefusedError if it was asked today, or nobody is there."""
    if turn.organisation.department(turn.handoff.to_department) is None:
        raise RefusedError(
            "department_removed", handoff=turn.handoff.name, accountable=turn.handoff.accountable
        )
    poked_at = turn.handoff.poked_at
    if poked_at:
        again = _next_day(turn.calendars.department(turn.handoff.to_department), poked_at)
        if turn.now < again:
            raise RefusedError("poked_already", handoff=turn.handoff.name, at=poked_at, again=again)
    draft = Draft(turn.change(poked_at=turn.now), turn.actor, turn.now)
    draft.log(Activity.POKED)
    draft.ask_channel()
    draft.tell(turn.handoff.requester)
    return draft.decision()


def _next_day(calendar: Calendar, at: datetime) -> datetime:
    """Return when the business day after that of `at` begins; what was asked on a Sunday is read on Monday."""
    try:
        day = calendar.next_opening(at).astimezone(calendar.zone).date()
        return calendar.next_opening(instant(day + _DAY, time(), calendar.zone))
    except NeverOpensError:
        return at + _DAY
