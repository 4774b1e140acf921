"""Anna offers a piece of work: what is taken, and what is sent back to her form."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.limits import LENGTHS
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Brief, State
from bot.domain.matter.opening import check_opening
from bot.errors import InvalidFieldsError, RefusedError
from tests.company import ANNA, BEN, COMPANY, KIM, LARS, MIRA, MONDAY, NINA, REFUND
from tests.domain.story import Story


def problems(department: str, brief: Brief, actor: str = ANNA) -> dict[str, str]:
    """Return the reason for each field that is sent back; fails if the offer is taken."""
    with pytest.raises(InvalidFieldsError) as invalid:
        check_opening(OpenHandoff(department, brief), COMPANY, actor, MONDAY)
    return {field: problem.reason for field, problem in invalid.value.problems.items()}


def with_text(field: str, length: int) -> Brief:
    changes: dict[str, Any] = {field: "x" * length}
    return replace(REFUND, **changes)


def test_an_offer_waits_for_acceptance_and_is_still_the_senders() -> None:
    handoff = Story().handoff
    assert handoff.state is State.OFFERED
    assert handoff.name == "H-128"
    assert (handoff.from_department, handoff.to_department, handoff.hop) == ("sales", "accounting", 1)
    assert handoff.accountable == ANNA
    assert handoff.assignee is None
    assert handoff.opened_at == handoff.changed_at == MONDAY


def test_all_that_is_wrong_is_shown_at_once() -> None:
    hasty = Brief(
        summary="",
        details="x" * 3001,
        customer="x" * 151,
        due=MONDAY - timedelta(days=1),
        needs={"amount": "x" * 1001},
    )
    assert problems("accounting", hasty) == {
        "summary": "missing",
        "details": "too_long",
        "customer": "too_long",
        "due": "in_past",
        "need.amount": "too_long",
        "need.customer_no": "need_missing",
    }


@pytest.mark.parametrize("field", ["summary", "details", "why_now", "done_when", "if_then", "customer"])
def test_a_text_may_fill_its_field_to_the_brim(field: str) -> None:
    full = with_text(field, LENGTHS[field])
    sender, receiver = check_opening(OpenHandoff("accounting", full), COMPANY, ANNA, MONDAY)
    assert (sender.key, receiver.key) == ("sales", "accounting")
    over = with_text(field, LENGTHS[field] + 1)
    assert problems("accounting", over) == {field: "too_long"}


def test_too_long_says_how_long_and_how_much_is_possible() -> None:
    with pytest.raises(InvalidFieldsError) as invalid:
        check_opening(OpenHandoff("it", Brief(summary="x" * 141)), COMPANY, ANNA, MONDAY)
    assert invalid.value.problems["summary"].facts == {"limit": 140, "length": 141}


def test_a_due_time_that_is_now_has_passed() -> None:
    assert problems("accounting", replace(REFUND, due=MONDAY)) == {"due": "in_past"}


def test_a_required_need_names_the_department_that_needs_it() -> None:
    with pytest.raises(InvalidFieldsError) as invalid:
        check_opening(
            OpenHandoff("accounting", replace(REFUND, needs={"amount": "5"})), COMPANY, ANNA, MONDAY
        )
    assert invalid.value.problems["need.customer_no"].facts == {"department": "Buchhaltung"}


def test_a_department_that_was_closed_meanwhile() -> None:
    assert problems("fax", REFUND) == {"department": "department_gone"}


def test_the_own_department_needs_a_reason() -> None:
    assert problems("sales", Brief(summary="Angebot prüfen")) == {"department": "own_department"}
    offered = Story(by=BEN, to="sales", brief=Brief(summary="Angebot prüfen", why_now="Ich bin im Urlaub"))
    assert offered.handoff.from_department == offered.handoff.to_department == "sales"


def test_who_works_in_two_departments_sends_from_the_other_one() -> None:
    assert Story(by=KIM, to="logistics", brief=Brief(summary="Palette")).handoff.from_department == "sales"
    assert Story(by=KIM, to="sales", brief=Brief(summary="Angebot")).handoff.from_department == "logistics"
    assert Story(by=KIM, to="it", brief=Brief(summary="Zugang")).handoff.from_department == "sales"


@pytest.mark.parametrize("person", [MIRA, NINA])
def test_who_belongs_to_no_department_cannot_hand_over(person: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check_opening(OpenHandoff("accounting", Brief(summary="")), COMPANY, person, MONDAY)
    assert refused.value.reason == "in_no_department"


def test_a_company_that_is_not_set_up_yet_refuses_kindly() -> None:
    with pytest.raises(RefusedError):
        check_opening(OpenHandoff("accounting", REFUND), Organisation(), LARS, MONDAY)


def test_somebody_of_two_departments_says_for_which_they_act() -> None:
    for own in ("sales", "logistics"):
        command = replace(OpenHandoff("it", REFUND), from_department=own)
        assert check_opening(command, COMPANY, KIM, MONDAY)[0].key == own
    assert check_opening(OpenHandoff("it", REFUND), COMPANY, KIM, MONDAY)[0].key == "sales"


def test_nobody_acts_for_a_department_of_others() -> None:
    command = replace(OpenHandoff("it", REFUND), from_department="logistics")
    with pytest.raises(InvalidFieldsError) as caught:
        check_opening(command, COMPANY, ANNA, MONDAY)
    assert {name: one.reason for name, one in caught.value.problems.items()} == {
        "from_department": "not_your_department"
    }
