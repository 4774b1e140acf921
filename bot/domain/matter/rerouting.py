"""The decision to offer a matter to another department: a new hop with a card and a clock of its own.

From the fourth hop on both sides have to want it: a matter that nobody takes needs a talk, not one more department.
"""

from dataclasses import replace

from bot.domain.checks import Checks
from bot.domain.matter.commands import Agree, Reroute
from bot.domain.matter.confidential import check_can_go_on, chosen_there
from bot.domain.matter.decision import Decision, Draft, Turn
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Handoff, Round, State
from bot.domain.matter.transitions import Action, transition
from bot.errors import NotAllowedError, RefusedError

FREE_HOPS = 3
"""So many departments are offered a matter without a talk."""

_IN_A_ROUND = 8
"""As many people as a group conversation of Slack's holds."""


def reroute(turn: Turn, command: Reroute) -> Decision:
    """Return the matter as offered to the new department; or, before the fourth hop, the round about it."""
    _check(turn, command)
    if turn.handoff.hop < FREE_HOPS:
        return _moved(turn, command.department, command.reason)
    called = Round(
        command.department,
        command.reason,
        turn.actor,
        here=_who_agrees(turn, turn.handoff.to_department),
        there=_who_agrees(turn, command.department),
    )
    return _with_one_more(turn, called, Activity.ROUND_CALLED)


def agree(turn: Turn, _: Agree) -> Decision:
    """Return the round with one more who says yes; with one of each side the matter goes on."""
    called = turn.handoff.round
    if called is None or turn.organisation.department(called.department) is None:
        raise NotAllowedError(
            "department_removed", handoff=turn.handoff.name, accountable=turn.handoff.accountable
        )
    if turn.actor in called.yes:
        raise RefusedError("agreed_already", handoff=turn.handoff.name)
    return _with_one_more(turn, called, Activity.ROUND_AGREED)


def _with_one_more(turn: Turn, called: Round, activity: Activity) -> Decision:
    if turn.actor in {*called.here, *called.there}:
        called = replace(called, yes=(*called.yes, turn.actor))
    if called.agreed:
        return _moved(turn, called.department, called.reason)
    draft = Draft(turn.change(round=called), turn.actor, turn.now)
    begun = activity is Activity.ROUND_CALLED
    said = {"reason": called.reason, "department": called.department} if begun else {}
    draft.log(activity, **said)
    draft.tell_channel()
    draft.tell(turn.handoff.requester)
    if begun:
        everybody = (*called.here[:2], *called.there[:2], turn.handoff.requester, called.by)
        draft.gather(list(dict.fromkeys(everybody))[:_IN_A_ROUND])
    return draft.decision()


def _who_agrees(turn: Turn, department: str) -> tuple[str, ...]:
    """Return who can say yes for a side: its lead, else the admins, else the requester, whose matter it is."""
    side = turn.organisation.department(department)
    if side and side.lead:
        return (side.lead,)
    return turn.organisation.workspace.admins or (turn.handoff.requester,)


def _moved(turn: Turn, department: str, reason: str) -> Decision:
    """Return the matter as offered there; the old card keeps saying where it went."""
    before = turn.handoff
    left = Draft(before, turn.actor, turn.now)
    left.log(Activity.REROUTED, reason=reason, department=department)
    left.tell_channel()
    left.tell(before.requester)
    gone = left.decision()
    arrived = Draft(_there(turn, department, gone.handoff.events), turn.actor, turn.now)
    arrived.log(Activity.OFFERED)
    arrived.card()
    arrived.confide()
    offered = arrived.decision()
    return Decision(offered.handoff, gone.events + offered.events, gone.messages + offered.messages)


def _there(turn: Turn, department: str, events: int) -> Handoff:
    before, there = turn.handoff, turn.organisation.department(department)
    return turn.change(
        state=State.OFFERED,
        to_department=department,
        channel=there.channel if there else "",
        hop=before.hop + 1,
        trail=(*before.trail, before.to_department),
        round=None,
        chosen=chosen_there(before, there),
        delivered_at=None,
        poked_at=None,
        events=events,
    )


def _check(turn: Turn, command: Reroute) -> None:
    checks = Checks()
    if turn.organisation.department(command.department) is None:
        checks.problem("department", "department_gone")
    elif command.department == turn.handoff.to_department:
        checks.problem("department", "already_there")
    elif command.department == turn.handoff.from_department:
        checks.problem("department", "decline_instead" if _could_decline(turn) else "withdraw_instead")
    there = turn.organisation.department(command.department)
    check_can_go_on(checks, turn.handoff, there, turn.handoff.requester)
    checks.filled("reason", command.reason)
    checks.lengths({"reason": command.reason})
    checks.done()


def _could_decline(turn: Turn) -> bool:
    row = transition(Action.DECLINE, turn.handoff.state)
    return row is not None and row.allows(turn.roles)
