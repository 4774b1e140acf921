"""decide(turn, command): may this happen, and what follows? Pure; the one door to all turns."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.matter import turns
from bot.domain.matter.commands import Command
from bot.domain.matter.decision import Decision, Turn
from bot.domain.matter.handing_on import hand_on
from bot.domain.matter.handoff import State
from bot.domain.matter.poking import poke
from bot.domain.matter.rerouting import agree, reroute
from bot.domain.matter.roles import who_can
from bot.domain.matter.transitions import BACK, TRANSITIONS, Action, Role, Transition, transition
from bot.domain.nudging.climbing import scheduled
from bot.errors import Fact, NotAllowedError, WrongStateError

_TURNS: dict[Action, Callable[[Turn, Any], Decision]] = {
    Action.ACCEPT: turns.accept,
    Action.ASK_INFORMATION: turns.ask_information,
    Action.ANSWER_INFORMATION: turns.answer_information,
    Action.DECLINE: turns.decline,
    Action.REROUTE: reroute,
    Action.AGREE: agree,
    Action.POKE: poke,
    Action.WAIT: turns.wait,
    Action.CORRECT_READ_BACK: turns.correct_read_back,
    Action.RESTATE_NEXT_STEP: turns.restate_next_step,
    Action.HAND_ON: hand_on,
    Action.FINISH: turns.finish,
    Action.CONFIRM: turns.confirm,
    Action.REOPEN: turns.reopen,
    Action.WITHDRAW: turns.withdraw,
}


def decide(turn: Turn, command: Command) -> Decision:
    """Return what follows from `command`; raise a RefusedError or InvalidFieldsError."""
    row = permitted(turn, command.action)
    decision = _TURNS[command.action](turn, command)
    target = turn.handoff.resume if row.target == BACK else row.target
    stayed = row.may_stay and decision.handoff.state is turn.handoff.state
    if not stayed and decision.handoff.state is not (target or State.OFFERED):
        raise AssertionError(f"{command.action} led to {decision.handoff.state}, the table says {target}")
    due = scheduled(turn.handoff, decision.handoff, turn.calendars, turn.now)
    return replace(decision, handoff=due)


def permitted(turn: Turn, action: Action) -> Transition:
    """Return the table's row if the actor may do `action` now; raise NotAllowedError or WrongStateError."""
    roles = turn.roles
    row = transition(action, turn.handoff.state)
    if row is None:
        raise _wrong_state(turn, action, roles_matter=not _ever_allowed(action, roles))
    if not row.allows(roles):
        raise _not_allowed(turn, row)
    return row


def _ever_allowed(action: Action, roles: frozenset[Role]) -> bool:
    return any(row.allows(roles) for (verb, _), row in TRANSITIONS.items() if verb is action)


def _wrong_state(turn: Turn, action: Action, *, roles_matter: bool) -> NotAllowedError | WrongStateError:
    if roles_matter:  # do not send somebody to try again what they could never do
        row = next(row for (verb, _), row in TRANSITIONS.items() if verb is action)
        return _not_allowed(turn, row)
    handoff = turn.handoff
    facts: dict[str, Fact] = {
        "state": handoff.state.value,
        "handoff": handoff.name,
        "number": handoff.number,
        "assignee": handoff.assignee,
    }
    return WrongStateError("moved_on", action=action.value, accountable=handoff.accountable, **facts)


def _not_allowed(turn: Turn, row: Transition) -> NotAllowedError:
    if turn.handoff.chosen is not None and not turn.roles:
        return NotAllowedError("confidential", action=row.action.value, handoff=turn.handoff.name)
    if Role.RECEIVER in row.allowed and turn.organisation.department(turn.handoff.to_department) is None:
        return NotAllowedError(
            "department_removed", handoff=turn.handoff.name, accountable=turn.handoff.accountable
        )
    named, department = who_can(row, turn.handoff, turn.organisation)
    people = [person for person in named if person != turn.actor]
    found = turn.organisation.department(department)
    own = turn.roles & row.refused_to
    return NotAllowedError(
        "own_handoff" if own else "not_yours",
        action=row.action.value,
        handoff=turn.handoff.name,
        people=" ".join(people),
        department=found.name if found else None,
    )
