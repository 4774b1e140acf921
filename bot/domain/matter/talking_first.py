"""The decision to bring sender and receiver of a moment that matters together, before anybody accepts."""

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.matter.decision import Turn
from bot.domain.matter.handoff import State
from bot.domain.matter.transitions import Role
from bot.errors import NotAllowedError, RefusedError

_THERE = frozenset({Role.RECEIVER, Role.LEAD})


def talk_first(turn: Turn) -> Message:
    """Return the message to the actor and the other side, in a conversation of the two.

    For a receiver the other side is the requester; for the requester the department's lead, else its first member.
    Raises NotAllowedError, or RefusedError where there is nobody to talk to or nothing to talk about any more.
    """
    handoff = turn.handoff
    department = turn.organisation.department(handoff.to_department)
    name = department.name if department else None
    if not turn.roles & {Role.REQUESTER, *_THERE}:
        raise NotAllowedError("not_yours", handoff=handoff.name, people=handoff.requester, department=name)
    if handoff.state not in {State.OFFERED, State.NEEDS_INFO}:
        raise RefusedError("talked_already", handoff=handoff.name, accountable=handoff.accountable)
    other = handoff.requester if turn.actor != handoff.requester else _somebody_there(turn)
    if other is None:
        raise RefusedError("nobody_there", handoff=handoff.name)
    # In one order, so that whoever of the two clicks, there is one conversation and one message.
    both = ",".join(sorted((turn.actor, other)))
    return Message(MessageKind.TALK, both, handoff.number, handoff.hop, event=handoff.hop)


def _somebody_there(turn: Turn) -> str | None:
    department = turn.organisation.department(turn.handoff.to_department)
    chosen = turn.handoff.chosen
    people = chosen if chosen is not None else department.people() if department else ()
    return next((person for person in people if person != turn.actor), None)
