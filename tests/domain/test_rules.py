"""Which rules want a look, and who hears of it."""

from datetime import date, timedelta

import pytest

from bot.domain.company.organisation import Organisation, Rule, RuleCondition
from bot.domain.company.rules import Uses, suspects
from tests.company import CEM, COMPANY, DORA, NINA

TODAY = date(2026, 11, 24)
FRESH = TODAY - timedelta(days=90)


def rule(to: str = "accounting", *, owner: str | None = None, reviewed: date | None = FRESH) -> Rule:
    return Rule(when=RuleCondition(topic=("Gutschrift",)), to=to, owner=owner, reviewed=reviewed)


def company(*rules: Rule) -> Organisation:
    return COMPANY.model_copy(update={"rules": rules})


@pytest.mark.parametrize("reviewed", [None, FRESH - timedelta(days=1)])
def test_a_rule_that_nobody_reviewed_for_90_days_is_told_to_its_owner(reviewed: date | None) -> None:
    old = rule(owner=DORA, reviewed=reviewed)
    ((owner, (suspect,)),) = suspects(company(old, rule()), {}, TODAY).items()
    assert (owner, suspect.rule, suspect.not_reviewed) == (DORA, old, True)


def test_without_an_owner_the_lead_hears_of_it_and_without_a_lead_the_admins() -> None:
    old = rule(reviewed=None)
    assert list(suspects(company(old), {}, TODAY)) == [CEM]
    leaderless = company(old).model_dump()
    leaderless["departments"][2]["lead"] = None
    assert list(suspects(Organisation.model_validate(leaderless), {}, TODAY)) == [NINA]


@pytest.mark.parametrize(
    ("uses", "told"),
    [(Uses(10, 4), True), (Uses(10, 3), False), (Uses(9, 9), False), (Uses(100, 31), True), (Uses(), False)],
)
def test_more_than_three_in_ten_exceptions_of_ten_uses_at_least_are_told(uses: Uses, told: bool) -> None:
    fresh = rule()
    assert bool(suspects(company(fresh), {fresh.mark: uses}, TODAY)) is told


def test_a_rule_that_was_changed_or_reviewed_is_counted_anew_and_one_with_another_owner_is_not() -> None:
    assert rule().mark == rule(owner=DORA).mark
    assert len({rule().mark, rule("it").mark, rule(reviewed=TODAY).mark}) == 3
