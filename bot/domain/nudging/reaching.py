"""Whom a rung reaches; where there is nobody such, somebody who can mend that: no rung is skipped in silence."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.nudges import Nudge
from bot.domain.nudging.standing import Standing


@dataclass(frozen=True, slots=True)
class Reached:
    """Who is told; `instead_of` is whom it was meant for, where nobody such was to be found."""

    to: tuple[str, ...]
    instead_of: Reach | None = None


def reached(
    reach: Reach, standing: Standing, organisation: Organisation, gone: frozenset[str] = frozenset()
) -> Reached:
    """Return who is told on a rung; `gone` are people who have left the company."""
    wanted = _here([_wanted(reach, standing, organisation)], gone)
    if wanted:
        return Reached(wanted)
    side = standing.from_department if reach is Reach.REQUESTER else standing.to_department
    department = organisation.department(side)
    lead = _here([department.lead if department else None], gone)
    admins = _here(organisation.workspace.admins, gone)
    # Of a department that is no more, nobody shall be asked to name a lead.
    missing = Reach.DEPARTMENT if department is None and reach is Reach.LEAD else reach
    return Reached(lead or admins or (standing.requester,), instead_of=missing)


def passed_on(nudge: Nudge, standing: Standing, organisation: Organisation, gone: frozenset[str]) -> Reached:
    """Return who is told of a nudge whose recipient is not here any more, before they heard of it."""
    ladder = organisation.ladder(nudge.kind, standing.to_department)
    meant = ladder[nudge.rung].to if nudge.rung < len(ladder) else Reach.LEAD
    return reached(nudge.instead_of or meant, standing, organisation, gone)


def _wanted(reach: Reach, standing: Standing, organisation: Organisation) -> str | None:
    department = organisation.department(standing.to_department)
    match reach:
        case Reach.DEPARTMENT:
            return department.channel if department else None
        case Reach.LEAD:
            return department.lead if department else None
        case Reach.ASSIGNEE:
            return standing.assignee
        case _:
            return standing.requester


def _here(people: Iterable[str | None], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person in people if person and person not in gone))


def without_lead(organisation: Organisation) -> list[str]:
    """Return the keys of departments on whose ladders a lead stands, and that have none."""
    return [
        department.key
        for department in organisation.departments
        if department.lead is None
        and any(
            rung.to is Reach.LEAD for kind in LadderKind for rung in organisation.ladder(kind, department.key)
        )
    ]
