"""What leads and admins change from inside Slack: each thing by whom it belongs to, and nothing by anybody else."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.needs import Need, NeedKind
from bot.domain.company.organisation import Organisation, Rule, RuleCondition
from bot.domain.editing import (
    BringNeedBack,
    BringRuleBack,
    Edit,
    MoveNeed,
    RemoveDepartment,
    RemoveNeed,
    RemoveRule,
    SetDepartment,
    SetNeed,
    SetRule,
    SetWorkspace,
    edited,
)
from bot.domain.editing.keys import new_key
from bot.domain.values import NEED_KEY
from bot.errors import InvalidFieldsError, NotAllowedError, RefusedError
from tests.company import ANNA, CEM, COMPANY, DORA, NINA

REGION: dict[str, Any] = {
    "label": {"de": "Region", "en": "Region"},
    "kind": "choice",
    "choices": ("Nord", "Süd"),
}


def needs(organisation: Organisation, key: str = "accounting") -> list[str]:
    department = organisation.department(key)
    assert department
    return [need.key for need in department.needs]


def test_a_lead_adds_a_need_and_it_is_asked_last() -> None:
    after = edited(COMPANY, SetNeed("accounting", REGION), CEM, admin=False)
    assert needs(after) == ["customer_no", "amount", "region"]


def test_a_changed_need_keeps_its_key_and_its_place() -> None:
    renamed = SetNeed("accounting", {"label": {"de": "Debitor"}, "required": True}, key="customer_no")
    after = edited(COMPANY, renamed, CEM, admin=False)
    assert needs(after) == ["customer_no", "amount"]


def test_a_removed_need_comes_back_where_it_stood() -> None:
    department = COMPANY.department("accounting")
    assert department
    removed = edited(COMPANY, RemoveNeed("accounting", "customer_no"), CEM, admin=False)
    assert needs(removed) == ["amount"]
    back = BringNeedBack("accounting", department.needs[0], 0)
    assert edited(removed, back, CEM, admin=False) == COMPANY
    assert edited(COMPANY, back, CEM, admin=False) == COMPANY  # a second click


def test_a_need_moves_up_and_the_first_one_stays() -> None:
    moved = edited(COMPANY, MoveNeed("accounting", "amount"), CEM, admin=False)
    assert needs(moved) == ["amount", "customer_no"]
    assert edited(moved, MoveNeed("accounting", "amount"), CEM, admin=False) == moved


ALL: list[Edit] = [
    SetNeed("accounting", REGION),
    SetNeed("accounting", REGION, key="amount"),
    RemoveNeed("accounting", "amount"),
    MoveNeed("accounting", "amount"),
    BringNeedBack("accounting", Need(key="x", label={"de": "X"}), 0),
    SetDepartment({"hours": {"mon": "09:00-10:00"}}, "accounting"),
    SetDepartment({"lead": DORA}, "accounting"),
    SetDepartment({"name": "Einkauf", "channel": "C0NEW", "office": "back"}),
    RemoveDepartment("accounting"),
    SetWorkspace({"language": "en"}),
]
OF_LEADS = 6


@pytest.mark.parametrize("edit", ALL)
def test_an_admin_may_change_everything(edit: Edit) -> None:
    assert edited(COMPANY, edit, NINA, admin=True) != COMPANY


@pytest.mark.parametrize("edit", ALL)
@pytest.mark.parametrize("other", [ANNA, DORA])
def test_nobody_changes_what_belongs_to_another_lead_or_to_the_admins(edit: Edit, other: str) -> None:
    with pytest.raises(NotAllowedError):
        edited(COMPANY, edit, other, admin=False)


@pytest.mark.parametrize("edit", ALL[OF_LEADS:])
def test_a_lead_changes_neither_the_lead_nor_the_company(edit: Edit) -> None:
    with pytest.raises(NotAllowedError):
        edited(COMPANY, edit, CEM, admin=False)


@pytest.mark.parametrize("edit", ALL[:OF_LEADS])
def test_a_lead_may_change_what_their_own_people_need(edit: Edit) -> None:
    assert edited(COMPANY, edit, CEM, admin=False) != COMPANY


def test_what_somebody_removed_meanwhile_is_said_to_be_gone() -> None:
    for edit in (
        SetNeed("accounting", REGION, key="colour"),
        MoveNeed("nobody", "x"),
        RemoveDepartment("nobody"),
    ):
        with pytest.raises(RefusedError):
            edited(COMPANY, edit, NINA, admin=True)


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (SetNeed("accounting", {"label": {}}), "label"),
        (SetNeed("accounting", {"label": {"de": "x" * 76}}), "label"),
        (SetNeed("accounting", {"label": {"de": "Region"}, "kind": "choice"}), "choices"),
        (SetNeed("accounting", {"label": {"de": "Region"}, "kind": "nothing"}), "kind"),
        (SetDepartment({"hours": {}}, "accounting"), "hours"),
        (SetDepartment({"name": "Einkauf", "office": "back"}), "channel"),
        (SetWorkspace({"timezone": "Europe/Atlantis"}), "timezone"),
    ],
)
def test_what_cannot_be_is_named_on_its_field(edit: Edit, field: str) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        edited(COMPANY, edit, NINA, admin=True)
    assert set(raised.value.problems) == {field}


def test_with_a_department_go_the_rules_that_lead_to_it() -> None:
    after = edited(COMPANY, RemoveDepartment("accounting"), NINA, admin=True)
    assert after.department("accounting") is None
    assert all(rule.to != "accounting" for rule in after.rules)
    Organisation.model_validate(after.model_dump())  # it holds together


@given(st.text(max_size=90), st.sets(st.sampled_from(["need", "need_2", "preis", "preis_2"])))
def test_a_new_key_is_one_that_org_yaml_takes_and_nobody_has(name: str, taken: set[str]) -> None:
    key = new_key(name, taken, otherwise="need")
    assert key not in taken
    assert re.fullmatch(NEED_KEY, key)


def test_german_names_become_readable_keys() -> None:
    assert new_key("Größe & Maße", [], otherwise="need") == "groesse_masse"
    assert new_key("価格", ["need"], otherwise="need") == "need_2"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (NeedKind.TEXT, ["", "x", "4711"], []),
        (NeedKind.NUMBER, ["", "1200", "12.5", "-3"], ["1.200 €", "viel", "NaN", "Infinity"]),
        (NeedKind.DATE, ["", "2026-12-03"], ["3.12.", "2026-13-01", "20261203"]),
        (NeedKind.PERSON, ["", "U0ANNA"], ["Anna", "C0ALLE"]),
        (NeedKind.LINK, ["", "https://x.example/a"], ["x.example", "javascript:alert(1)", "https://a b"]),
    ],
)
def test_each_kind_of_need_takes_its_kind_of_answer(kind: NeedKind, good: list[str], bad: list[str]) -> None:
    need = Need(key="x", label={"de": "X"}, kind=kind)
    assert [need.problem(answer) for answer in good] == [""] * len(good)
    assert [need.problem(answer) for answer in bad] == [f"no_{kind}"] * len(bad)


def test_a_choice_takes_its_choices_alone() -> None:
    need = Need.model_validate({"key": "region", **REGION})
    assert need.problem("Nord") == ""
    assert need.problem("Ost") == "no_choice"


TODAY = date(2026, 11, 24)
REFUND = {"topic": ("Gutschrift", "refund")}
RULED = COMPANY.model_copy(
    update={
        "rules": (
            Rule(when=RuleCondition(topic=("Lieferung",)), to="logistics"),
            Rule(when=RuleCondition(topic=("Mahnung",)), to="accounting", owner=DORA),
            Rule(when=RuleCondition(topic=("Server",)), to="it"),
        )
    }
)


def topics(organisation: Organisation) -> list[tuple[str, ...]]:
    return [rule.when.topic for rule in organisation.rules]


def test_a_new_rule_stands_last_and_is_reviewed_today() -> None:
    after = edited(RULED, SetRule("accounting", REFUND, TODAY), CEM, admin=False)
    assert after.rules[:-1] == RULED.rules
    assert after.rules[-1] == Rule(when=RuleCondition.model_validate(REFUND), to="accounting", reviewed=TODAY)


def test_a_changed_rule_keeps_its_place_and_who_looks_after_it() -> None:
    mark = RULED.rules[1].mark
    after = edited(RULED, SetRule("accounting", {"topic": ("Storno",)}, TODAY, mark), CEM, admin=False)
    assert topics(after) == [("Lieferung",), ("Storno",), ("Server",)]
    assert (after.rules[1].owner, after.rules[1].reviewed) == (DORA, TODAY)


def test_a_removed_rule_comes_back_where_it_stood() -> None:
    rule = RULED.rules[1]
    removed = edited(RULED, RemoveRule("accounting", rule.mark), CEM, admin=False)
    assert topics(removed) == [("Lieferung",), ("Server",)]
    back = BringRuleBack("accounting", rule, 1)
    assert edited(removed, back, CEM, admin=False) == RULED
    assert edited(RULED, back, CEM, admin=False) == RULED  # a second click


@pytest.mark.parametrize(
    "edit",
    [
        SetRule("accounting", REFUND, TODAY),
        RemoveRule("accounting", RULED.rules[1].mark),
        BringRuleBack("accounting", RULED.rules[1], 0),
    ],
)
def test_the_rules_of_a_department_are_its_leads_and_the_admins(edit: Edit) -> None:
    for nobody in (DORA, ANNA):
        with pytest.raises(NotAllowedError):
            edited(RULED, edit, nobody, admin=False)
    edited(RULED, edit, NINA, admin=True)


def test_rules_that_lead_to_others_cannot_be_touched_under_ones_own_name() -> None:
    others = RULED.rules[2]
    with pytest.raises(RefusedError):
        edited(RULED, SetRule("accounting", REFUND, TODAY, others.mark), CEM, admin=False)
    assert edited(RULED, RemoveRule("accounting", others.mark), CEM, admin=False) == RULED
    back = edited(RULED, BringRuleBack("accounting", others, 0), CEM, admin=False)
    assert back.rules_to("it") == RULED.rules_to("it")


def test_a_rule_that_would_draw_everything_is_refused() -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        edited(RULED, SetRule("accounting", {"topic": (), "urgent": None}, TODAY), CEM, admin=False)
    assert set(refused.value.problems) == {"topic"}
