"""The decision to offer a matter to another department: a new hop with a card and a clock of its own."""

from bot.domain.checks import Checks
from bot.domain.commands import Reroute
from bot.domain.decision import Decision, Draft, Turn
from bot.domain.events import Activity
from bot.domain.handoff import State


def reroute(turn: Turn, command: Reroute) -> Decision:
    """Return the matter as offered to the new department; the old card keeps saying where it went."""
    _check(turn, command)
    before = turn.handoff
    left = Draft(before, turn.organisation, turn.actor, turn.now)
    left.log(Activity.REROUTED, reason=command.reason, department=command.department)
    left.tell_channel()
    left.tell(before.requester)
    gone = left.decision()
    after = turn.change(
        state=State.OFFERED, to_department=command.department, hop=before.hop + 1, events=gone.handoff.events
    )
    arrived = Draft(after, turn.organisation, turn.actor, turn.now)
    arrived.log(Activity.OFFERED)
    arrived.card()
    there = arrived.decision()
    return Decision(there.handoff, gone.events + there.events, gone.messages + there.messages)


def _check(turn: Turn, command: Reroute) -> None:
    checks = Checks()
    if turn.organisation.department(command.department) is None:
        checks.problem("department", "department_gone")
    elif command.department == turn.handoff.to_department:
        checks.problem("department", "already_there")
    checks.filled("reason", command.reason)
    checks.lengths({"reason": command.reason})
    checks.done()
