"""The one table of all that can happen to a handoff: what, from where, to where, by whom.

The drawing in docs/architecture.md is made from this table, and a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.matter.handoff import OPEN, State


class Action(StrEnum):
    """The verbs; they are the `action_id` of buttons and the `callback_id` of forms."""

    ACCEPT = "accept_handoff"
    ASK_INFORMATION = "ask_information"
    ANSWER_INFORMATION = "answer_information"
    DECLINE = "decline_handoff"
    REROUTE = "reroute_handoff"
    AGREE = "agree_reroute"
    POKE = "poke_handoff"
    WAIT = "wait_handoff"
    CORRECT_READ_BACK = "correct_read_back"
    RESTATE_NEXT_STEP = "restate_next_step"
    HAND_ON = "hand_on"
    FINISH = "finish_handoff"
    CONFIRM = "confirm_handoff"
    REOPEN = "reopen_handoff"
    WITHDRAW = "withdraw_handoff"


class Role(StrEnum):
    """What a person is to one handoff; one person can be several."""

    REQUESTER = "requester"
    COLLEAGUE = "colleague"  # belongs to the requester's department
    RECEIVER = "receiver"  # belongs to the receiving department
    LEAD = "lead"  # leads the receiving department
    ASSIGNEE = "assignee"
    COUNSEL = "counsel"  # can say yes, for one side, to a fourth hop
    ADMIN = "admin"  # looks after Staffel, or administers the workspace in Slack
    INSIDER = "insider"  # belongs to any department of the company itself: reads along, and does nothing


BACK = "back"
"""A target: the state in which the handoff was before information was asked for."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; `refused_to` are roles that may not act even if another of their roles may.

    `may_stay`: it can take more than one person, so that the first of them changes no state.
    """

    action: Action
    source: State
    target: State | str
    allowed: frozenset[Role]
    refused_to: frozenset[Role] = frozenset()
    may_stay: bool = False

    def allows(self, roles: frozenset[Role]) -> bool:
        """Return whether somebody with these roles may act."""
        return bool(self.allowed & roles) and not self.refused_to & roles


_SENDER = frozenset({Role.REQUESTER, Role.ADMIN})
_SENDERS = frozenset({Role.REQUESTER, Role.COLLEAGUE, Role.ADMIN})
_RECEIVERS = frozenset({Role.RECEIVER, Role.LEAD})
_WORKING = frozenset({Role.ASSIGNEE, Role.LEAD})


def _rows() -> Iterator[Transition]:
    # Nobody hands a matter to themselves: that would close a loop with one person in it.
    yield Transition(Action.ACCEPT, State.OFFERED, State.ACCEPTED, _RECEIVERS, frozenset({Role.REQUESTER}))
    for source in (State.OFFERED, State.ACCEPTED):
        yield Transition(Action.ASK_INFORMATION, source, State.NEEDS_INFO, _RECEIVERS | _WORKING)
    # The receiver may answer too: what they asked for often comes by telephone.
    yield Transition(Action.ANSWER_INFORMATION, State.NEEDS_INFO, BACK, _SENDERS | _RECEIVERS | _WORKING)
    yield Transition(Action.DECLINE, State.OFFERED, State.DECLINED, _RECEIVERS)
    yield Transition(Action.REROUTE, State.OFFERED, State.OFFERED, _RECEIVERS | _SENDER)
    yield Transition(Action.REROUTE, State.DECLINED, State.OFFERED, _SENDER, may_stay=True)
    for source in (State.OFFERED, State.DECLINED):
        yield Transition(Action.AGREE, source, State.OFFERED, frozenset({Role.COUNSEL}), may_stay=True)
    yield Transition(Action.POKE, State.OFFERED, State.OFFERED, _SENDERS)
    yield Transition(Action.WAIT, State.ACCEPTED, State.ACCEPTED, _WORKING)
    # A read-back is in the words of the one who does it; whether it is meant so, only the requester knows.
    yield Transition(Action.CORRECT_READ_BACK, State.ACCEPTED, State.ACCEPTED, frozenset({Role.REQUESTER}))
    yield Transition(Action.RESTATE_NEXT_STEP, State.ACCEPTED, State.ACCEPTED, frozenset({Role.ASSIGNEE}))
    yield Transition(Action.HAND_ON, State.ACCEPTED, State.ACCEPTED, _WORKING)
    yield Transition(Action.FINISH, State.ACCEPTED, State.DONE, _WORKING)
    yield Transition(Action.CONFIRM, State.DONE, State.CLOSED, _SENDER)
    yield Transition(Action.REOPEN, State.DONE, State.ACCEPTED, _SENDER)
    for source in sorted(OPEN):
        yield Transition(Action.WITHDRAW, source, State.WITHDRAWN, _SENDER)


TRANSITIONS: dict[tuple[Action, State], Transition] = {(row.action, row.source): row for row in _rows()}


def transition(action: Action, state: State) -> Transition | None:
    """Return the row for `action` in `state`, or None if it does not fit there."""
    return TRANSITIONS.get((action, state))
