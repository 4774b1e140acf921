"""When acceptance takes one click, and when the receiver says the next step in their own words."""

from bot.domain.company.department import Department, ReadBack
from bot.domain.matter.handoff import Brief, Handoff


def open_needs(brief: Brief, department: Department) -> list[str]:
    """Return the keys of the required needs that the brief leaves open."""
    return [need.key for need in department.required_needs() if not brief.needs.get(need.key)]


def read_back_wanted(handoff: Handoff, department: Department) -> bool:
    """Return whether acceptance asks for a read-back (I-PASS: synthesis by receiver)."""
    if department.read_back is not ReadBack.WHEN_IT_MATTERS:
        return department.read_back is ReadBack.ALWAYS
    brief = handoff.brief
    return brief.urgent or brief.moment_that_matters or bool(open_needs(brief, department))
