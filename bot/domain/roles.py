"""What a person is to a handoff, and who else could act if they cannot."""

from bot.domain.handoff import Handoff
from bot.domain.organisation import Organisation
from bot.domain.transitions import Role, Transition


def roles_of(user: str, handoff: Handoff, organisation: Organisation) -> frozenset[Role]:
    """Return every role that `user` has in `handoff`; nobody's roles are stored, they follow from the facts."""
    receiver = organisation.department(handoff.to_department)
    sender = organisation.department(handoff.from_department)
    facts = {
        Role.REQUESTER: user == handoff.requester,
        Role.COLLEAGUE: bool(sender and sender.has(user)),
        Role.RECEIVER: bool(receiver and receiver.has(user)),
        Role.LEAD: bool(receiver and user == receiver.lead),
        Role.ASSIGNEE: user == handoff.assignee,
        Role.ADMIN: organisation.is_admin(user),
    }
    return frozenset(role for role, holds in facts.items() if holds)


def who_can(row: Transition, handoff: Handoff, organisation: Organisation) -> tuple[list[str], str | None]:
    """Return the people to name, and the key of the department whose members can act, for a kind refusal."""
    receiver = organisation.department(handoff.to_department)
    people: list[str | None] = []
    if Role.ASSIGNEE in row.allowed:
        people.append(handoff.assignee)
    if Role.REQUESTER in row.allowed:
        people.append(handoff.requester)
    if Role.LEAD in row.allowed and receiver:
        people.append(receiver.lead)
    named = list(dict.fromkeys(person for person in people if person))
    return named, handoff.to_department if Role.RECEIVER in row.allowed else None
