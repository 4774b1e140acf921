"""Confidential handoffs: only the requester and the chosen people of the receiving department see what they are about."""

from dataclasses import replace

from bot.domain.checks import Checks
from bot.domain.company.department import Department
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Brief, Handoff, Question
from bot.domain.matter.roles import roles_of


def veiled(handoff: Handoff) -> Handoff:
    """Return the handoff without anything that somebody wrote in it; where it stands and whose it is stays."""
    brief, question = handoff.brief, handoff.question
    return replace(
        handoff,
        brief=Brief(summary="", due=brief.due, urgent=brief.urgent),
        question=Question(question.asked_by, "") if question else None,
        next_step="",
        waiting_for="",
        result="",
        source=replace(handoff.source, permalink="") if handoff.source else None,
        round=None,
    )


def as_seen_by(
    user: str | None,
    handoff: Handoff,
    organisation: Organisation,
    membership: Membership = Membership.MEMBER,
) -> Handoff:
    """Return the handoff as this person may see it; None is a whole channel."""
    if handoff.chosen is None or (user and roles_of(user, handoff, organisation, membership)):
        return handoff
    return veiled(handoff)


def check_chosen(
    checks: Checks, chosen: tuple[str, ...] | None, receiver: Department, requester: str
) -> None:
    """Note a problem if somebody was chosen who does not belong to the receiving department, or nobody who could accept."""
    if chosen is None:
        return
    if not (chosen and all(receiver.has(one) for one in chosen)):
        checks.problem("confidential", "chosen_elsewhere", department=receiver.name)
    elif set(chosen) == {requester}:
        checks.problem("confidential", "confidential_own", department=receiver.name)


def chosen_there(handoff: Handoff, there: Department | None) -> tuple[str, ...] | None:
    """Return who may see a matter after it has gone on: of a confidential one the lead there."""
    if handoff.chosen is None:
        return None
    return (there.lead,) if there and there.lead else ()


def check_can_go_on(checks: Checks, handoff: Handoff, there: Department | None, requester: str) -> None:
    """Note a problem if there is nobody there who could see a confidential matter and accept it from `requester`."""
    if there and (chosen := chosen_there(handoff, there)) is not None:
        if not chosen:
            checks.problem("department", "confidential_without_lead", department=there.name)
        elif chosen == (requester,):
            checks.problem("department", "confidential_own", department=there.name)
