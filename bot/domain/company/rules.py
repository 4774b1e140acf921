"""Which routing rules want a look: nobody has reviewed them for long, or senders often choose otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.company.organisation import Organisation, Rule

REVIEW_AFTER = timedelta(days=90)
_OFTEN = 0.3
_LEAST_USES = 10
"""Below these, three who chose otherwise would be a verdict."""


@dataclass(frozen=True, slots=True)
class Uses:
    """How often a rule has proposed a department since it was reviewed, and how often somebody chose otherwise."""

    proposed: int = 0
    overridden: int = 0

    @property
    def often_overridden(self) -> bool:
        """Return whether senders choose otherwise so often that the rule is in question."""
        return self.proposed >= _LEAST_USES and self.overridden > _OFTEN * self.proposed


@dataclass(frozen=True, slots=True)
class Suspect:
    """A rule that wants a look."""

    rule: Rule
    uses: Uses
    not_reviewed: bool


def not_reviewed(rule: Rule, today: date) -> bool:
    """Return whether nobody has looked at the rule for 90 days."""
    return rule.reviewed is None or today - rule.reviewed > REVIEW_AFTER


def suspects(
    organisation: Organisation, uses: Mapping[str, Uses], today: date
) -> dict[str, tuple[Suspect, ...]]:
    """Return the rules that want a look, by who looks after them."""
    found: dict[str, tuple[Suspect, ...]] = {}
    for rule in organisation.rules:
        used, old = uses.get(rule.mark, Uses()), not_reviewed(rule, today)
        if old or used.often_overridden:
            for owner in owners(rule, organisation):
                found[owner] = (*found.get(owner, ()), Suspect(rule, used, old))
    return found


def owners(rule: Rule, organisation: Organisation) -> tuple[str, ...]:
    """Return who looks after a rule: its owner, else the lead of the department that it proposes, else the admins."""
    department = organisation.department(rule.to)
    lead = department.lead if department else None
    owner = rule.owner or lead
    return (owner,) if owner else organisation.workspace.admins


def may_review(user: str, rule: Rule, organisation: Organisation) -> bool:
    """Return whether somebody may say that a rule is still right: who looks after it, that department's lead, an admin."""
    department = organisation.department(rule.to)
    leads = department is not None and department.lead == user
    return leads or user in owners(rule, organisation) or organisation.is_admin(user)
