"""Who of a department is asked to accept a matter: as it has set, and never who is away.

Somebody is asked, and no more: the sender stays accountable until somebody has accepted, and everybody else there may
accept as well. Nobody is chosen by how fast or how well they work (EU AI Act, Annex III 4 b), only by whose turn it is and
how much they have open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.company.department import Department
from bot.domain.matter.handoff import Handoff

CHANNEL, ROTATION, LEAST_BUSY = "channel", "rotation", "least-busy"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could be asked: `turn` is when they were last (0: never), `open` what lies with them."""

    user: str
    present: bool
    turn: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked; `instead_of` is who would be if they were there. Nobody: whoever is there may accept."""

    user: str | None = None
    instead_of: str | None = None


def could_be_asked(department: Department, handoff: Handoff) -> list[str]:
    """Return who could be asked, in order; nobody for a moment that matters, where people talk first."""
    if handoff.brief.moment_that_matters or department.assignment == CHANNEL:
        return []
    fixed = [department.assignment, department.deputy]
    wanted = department.people() if takes_turns(department) else [user for user in fixed if user]
    trusted = wanted if handoff.chosen is None else handoff.chosen
    return [user for user in wanted if department.has(user) and user in trusted and user != handoff.requester]


def is_person(assignment: str) -> bool:
    """Return whether it is always the same person who is asked."""
    return assignment not in {CHANNEL, ROTATION, LEAST_BUSY}


def takes_turns(department: Department) -> bool:
    """Return whether it is to be remembered who was asked."""
    return department.assignment in {ROTATION, LEAST_BUSY}


def ask(department: Department, colleagues: Sequence[Colleague]) -> Asked:
    """Return who of these, in the order of the department, is asked."""
    here = [one for one in colleagues if one.present]
    if not takes_turns(department):
        return _fixed(colleagues, here)
    if department.assignment == LEAST_BUSY:
        return Asked(min(here, key=lambda one: (one.open, one.turn)).user if here else None)
    # Whose turn was longest ago: so two who are always there are never more than one apart, whoever comes and goes.
    return Asked(min(here, key=lambda one: one.turn).user if here else None)


def _fixed(colleagues: Sequence[Colleague], here: Sequence[Colleague]) -> Asked:
    first, asked = (next((one.user for one in some), None) for some in (colleagues, here))
    return Asked(asked, first if first != asked else None)
