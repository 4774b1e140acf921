"""The decision to hand the next part of a matter on: a handoff of its own, while the whole stays where it is."""

from dataclasses import replace

from bot.domain.checks import Checks
from bot.domain.matter.commands import HandOn
from bot.domain.matter.confidential import check_can_go_on, chosen_there
from bot.domain.matter.decision import Decision, Draft, Turn
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.matter.opening import offered


def hand_on(turn: Turn, command: HandOn) -> Decision:
    """Return the matter with one more part handed on, and that part: whoever hands it on is its requester."""
    check_hand_on(turn, command)
    after = turn.change(handed_on=turn.handoff.handed_on + 1)
    child = _child(turn, command)
    draft = Draft(after, turn.actor, turn.now)
    draft.log(Activity.HANDED_ON, detail=child.name, department=command.department)
    draft.tell_channel()
    draft.tell(after.requester, after.assignee)
    return replace(draft.decision(), child=offered(child, turn.actor, turn.now))


def check_hand_on(turn: Turn, command: HandOn) -> None:
    """Raise InvalidFieldsError if the part cannot be offered so."""
    checks = Checks()
    if turn.organisation.department(command.department) is None:
        checks.problem("department", "department_gone")
    elif command.department == turn.handoff.to_department:
        checks.problem("department", "already_there")
    check_can_go_on(checks, turn.handoff, turn.organisation.department(command.department), turn.actor)
    checks.filled("summary", command.summary)
    checks.lengths({"summary": command.summary, "details": command.details, "done_when": command.done_when})
    checks.in_future("due", command.due, turn.now)
    checks.done()


def _child(turn: Turn, command: HandOn) -> Handoff:
    parent, receiver = turn.handoff, turn.organisation.department(command.department)
    return Handoff(
        workspace=parent.workspace,
        number=command.number,
        state=State.OFFERED,
        requester=turn.actor,
        from_department=parent.to_department,
        to_department=command.department,
        channel=receiver.channel if receiver else "",
        brief=_brief(parent.brief, command),
        opened_at=turn.now,
        changed_at=turn.now,
        state_since=turn.now,
        parent=parent.number,
        chosen=chosen_there(parent, receiver),
        trail=(*parent.trail, parent.from_department, parent.to_department),
    )


def _brief(brief: Brief, command: HandOn) -> Brief:
    return replace(
        brief,
        summary=command.summary,
        details=command.details,
        done_when=command.done_when,
        due=command.due,
        if_then="",
    )
