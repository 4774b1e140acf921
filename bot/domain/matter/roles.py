"""What a person is to a handoff, what of it their membership leaves them, and who else could act if they cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.company.department import Department, Kind
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Role, Transition

_TAKING_PART = frozenset({Role.REQUESTER, Role.RECEIVER, Role.ASSIGNEE})
LEFT: Mapping[Membership, frozenset[Role]] = {
    Membership.ADMIN: frozenset(Role),
    Membership.MEMBER: frozenset(Role),
    Membership.GUEST: _TAKING_PART,
    Membership.STRANGER: _TAKING_PART,
    Membership.BOT: frozenset(),
}
"""The roles that a membership leaves; a stranger has them on the side of a partner alone. Whoever has one sees the handoff."""


def roles_of(
    user: str, handoff: Handoff, organisation: Organisation, membership: Membership = Membership.MEMBER
) -> frozenset[Role]:
    """Return every role that `user` has in `handoff`; nobody's roles are stored, they follow from the facts."""
    receiver = organisation.department(handoff.to_department)
    sender = organisation.department(handoff.from_department)
    at_receiver, at_sender = _acts_for(receiver, membership), _acts_for(sender, membership)
    facts = {
        Role.REQUESTER: at_sender and user == handoff.requester,
        Role.COLLEAGUE: bool(sender and at_sender and sender.has(user)),
        Role.RECEIVER: bool(receiver and at_receiver and receiver.has(user)),
        Role.LEAD: bool(receiver and at_receiver and user == receiver.lead),
        Role.ASSIGNEE: at_receiver and user == handoff.assignee,
        Role.COUNSEL: bool(handoff.round and user in {*handoff.round.here, *handoff.round.there}),
        Role.ADMIN: is_admin(user, organisation, membership),
        Role.INSIDER: organisation.is_insider(user),
    }
    held = frozenset(role for role, holds in facts.items() if holds) & LEFT[membership]
    return held if handoff.chosen is None else held & _trusted(user, handoff.chosen)


def _trusted(user: str, chosen: tuple[str, ...]) -> frozenset[Role]:
    """Return the roles that a confidential handoff leaves; admins have none in it, nor do those who read along."""
    sender = frozenset({Role.REQUESTER})
    return sender | {Role.RECEIVER, Role.LEAD, Role.ASSIGNEE} if user in chosen else sender


def is_admin(user: str, organisation: Organisation, membership: Membership) -> bool:
    """Return whether somebody looks after the workspace: named so, or its admin in Slack."""
    return membership is Membership.ADMIN or organisation.is_admin(user)


def departments_for(user: str, organisation: Organisation, membership: Membership) -> list[Department]:
    """Return the departments for which somebody may act."""
    own = organisation.departments_of(user)
    return [department for department in own if _acts_for(department, membership)]


def _acts_for(department: Department | None, membership: Membership) -> bool:
    match membership:
        case Membership.BOT:
            return False
        case Membership.STRANGER:
            return department is not None and department.kind is Kind.PARTNER
        case _:
            return True


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may find: everything, or only what they send or do and what their departments get or send."""

    user: str
    everything: bool = False
    receiving: tuple[str, ...] = ()
    sending: tuple[str, ...] = ()


def sight_of(user: str, organisation: Organisation, membership: Membership) -> Sight:
    """Return what somebody may find; it says for all handoffs what `roles_of` says for one."""
    left = LEFT[membership]
    insider = Role.INSIDER in left and organisation.is_insider(user)
    admin = Role.ADMIN in left and is_admin(user, organisation, membership)
    own = tuple(one.key for one in departments_for(user, organisation, membership))
    return Sight(
        user,
        everything=insider or admin,
        receiving=own if Role.RECEIVER in left else (),
        sending=own if Role.COLLEAGUE in left else (),
    )


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
    if Role.COUNSEL in row.allowed and handoff.round:
        named += [one for one in (*handoff.round.here, *handoff.round.there) if one not in handoff.round.yes]
    return named, handoff.to_department if Role.RECEIVER in row.allowed else None
