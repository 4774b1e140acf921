"""What an admin sees of an import before it takes effect."""

from datetime import date

from hypothesis import given

from bot.domain.company.changes import Change, Kind, changes
from bot.domain.company.department import Department, Office
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation, Rule, RuleCondition
from tests.cli.organisations import organisations, unhurried
from tests.company import COMPANY


def company(**changed: object) -> Organisation:
    return COMPANY.model_copy(update=changed)


def sales_with(**changed: object) -> Organisation:
    sales, *others = COMPANY.departments
    return company(departments=(sales.model_copy(update=changed), *others))


@unhurried
@given(organisations())
def test_the_same_file_again_changes_nothing(organisation: Organisation) -> None:
    assert changes(organisation, organisation) == ()


@unhurried
@given(organisations(), organisations())
def test_every_difference_is_told(before: Organisation, after: Organisation) -> None:
    assert bool(changes(before, after)) == (before != after)


def test_a_new_lead_is_told_with_the_old_one() -> None:
    assert changes(COMPANY, sales_with(lead="U0BEN")) == (
        Change(Kind.CHANGED, "department sales", "lead", "U0ANNA", "U0BEN"),
    )


def test_a_department_that_comes_and_one_that_goes() -> None:
    sales, *others = COMPANY.departments
    legal = Department(key="legal", name="Recht", channel="C0LEGAL", office=Office.BACK, lead="U0PETRA")
    assert changes(COMPANY, company(departments=(*others, legal), rules=())) == (
        Change(Kind.ADDED, "department legal"),
        Change(Kind.REMOVED, f"department {sales.key}"),
    )


def test_needs_are_compared_by_their_key() -> None:
    needs = (Need(key="deadline", label={"de": "Frist", "en": "Deadline"}, required=True),)
    told = changes(sales_with(needs=()), sales_with(needs=needs))
    assert [(change.field, change.after) for change in told] == [
        ("needs.deadline.key", "deadline"),
        ("needs.deadline.label.de", "Frist"),
        ("needs.deadline.label.en", "Deadline"),
        ("needs.deadline.required", "yes"),
        ("order of needs", "deadline"),
    ]


def test_members_who_follow_a_user_group_are_no_change() -> None:
    stored = sales_with(usergroup="S0SALES", members=("U0ANNA", "U0BEN"))
    assert changes(stored, sales_with(usergroup="S0SALES", members=())) == ()


def test_rules_come_go_and_change_places() -> None:
    refunds = Rule(
        when=RuleCondition(topic=("Gutschrift", "refund")), to="accounting", reviewed=date(2026, 10, 1)
    )
    rest = Rule(when=RuleCondition(), to="sales")
    refunds_text = "rule to accounting: topic Gutschrift, refund; reviewed 2026-10-01"
    assert changes(company(rules=(rest,)), company(rules=(refunds, rest))) == (
        Change(Kind.ADDED, refunds_text),
    )
    assert changes(company(rules=(refunds,)), company(rules=())) == (Change(Kind.REMOVED, refunds_text),)
    (moved,) = changes(company(rules=(refunds, rest)), company(rules=(rest, refunds)))
    assert (moved.what, moved.field) == ("rules", "order")
