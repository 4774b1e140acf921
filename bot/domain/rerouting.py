"""The decision to offer a matter to another department: a new hop with a card and a clock of its own."""

from bot.domain.checks import Checks
from bot.domain.commands import Reroute
from bot.domain.decision import Decision, Draft, Turn
from bot.domain.events import Activity
from bot.domain.handoff import State
from bot.domain.transitions import Action, transition


def reroute(turn: Turn, command: Reroute) -> Decision:
    """Return the matter as offered to the new department; the old card keeps saying where it went."""
    _check(turn, command)
    before = turn.handoff
    left = Draft(before, turn.actor, turn.now)
    left.log(Activity.REROUTED, reason=command.reason, department=command.department)
    left.tell_channel()
    left.tell(before.requester)
    gone = left.decision()
    there = turn.organisation.department(command.department)
    after = turn.change(
        state=State.OFFERED,
        to_department=command.department,
        channel=there.channel if there else "",
        hop=before.hop + 1,
        trail=(*before.trail, before.to_department),
        delivered_at=None,
        poked_at=None,
        events=gone.handoff.events,
    )
    arrived = Draft(after, turn.actor, turn.now)
    arrived.log(Activity.OFFERED)
    arrived.card()
    offered = arrived.decision()
    return Decision(offered.handoff, gone.events + offered.events, gone.messages + offered.messages)


def _check(turn: Turn, command: Reroute) -> None:
    checks = Checks()
    if turn.organisation.department(command.department) is None:
        checks.problem("department", "department_gone")
    elif command.department == turn.handoff.to_department:
        checks.problem("department", "already_there")
    elif command.department == turn.handoff.from_department:
        checks.problem("department", "decline_instead" if _could_decline(turn) else "withdraw_instead")
    checks.filled("reason", command.reason)
    checks.lengths({"reason": command.reason})
    checks.done()


def _could_decline(turn: Turn) -> bool:
    row = transition(Action.DECLINE, turn.handoff.state)
    return row is not None and row.allows(turn.roles)
