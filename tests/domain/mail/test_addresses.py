"""Mail to a department's address is for that department, and for nobody else's domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.company.organisation import Organisation
from bot.domain.mail.addresses import Mailboxes
from tests.company import ACCOUNTING, COMPANY, SERVICE

MAILBOXES = Mailboxes.of(COMPANY.departments, ["Staffel.example", "hansen.example"])


@pytest.mark.parametrize(
    "address",
    [
        "accounting@staffel.example",
        "handoff+accounting@staffel.example",
        "Handoff+Accounting@HANSEN.EXAMPLE",
        "buchhaltung@hansen.example",
        " handoff+buchhaltung@hansen.example ",
    ],
)
def test_a_department_has_its_key_and_its_name_as_address(address: str) -> None:
    assert MAILBOXES.department(address) == "accounting"


@pytest.mark.parametrize(
    "address",
    [
        "accounting@elsewhere.example",
        "accounting@staffel.example.evil.example",
        "handoff@staffel.example",
        "handoff+@staffel.example",
        "handoff+purchasing@staffel.example",
        "other+accounting@staffel.example",
        "accounting",
        "@staffel.example",
        "",
        "accounting@elsewhere.example@",
    ],
)
def test_we_are_no_relay(address: str) -> None:
    assert MAILBOXES.department(address) is None


def test_the_departments_of_a_mail_come_once_and_in_order() -> None:
    fields = [
        '"Buchhaltung, Hansen" <accounting@hansen.example>, Jan <jan@hansen.example>',
        "handoff+it@staffel.example, accounting@staffel.example",
    ]
    assert MAILBOXES.departments(fields) == ["accounting", "it"]


def test_names_are_written_as_addresses_write_them() -> None:
    south = SERVICE.model_copy(update={"key": "south", "name": "Kundendienst Süd"})
    assert Mailboxes.of([south], ["x.example"]).department("kundendienst-sued@x.example") == "south"


def test_a_key_counts_more_than_the_name_of_another() -> None:
    other = SERVICE.model_copy(update={"key": "other", "name": "accounting"})
    assert Mailboxes.of([ACCOUNTING, other], ["x.example"]).department("accounting@x.example") == "accounting"


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_field_gets_an_answer(fields: list[str]) -> None:
    assert set(MAILBOXES.departments(fields)) <= {one.key for one in COMPANY.departments}


def test_a_department_has_further_addresses_if_it_wants_to() -> None:
    chosen = ACCOUNTING.model_copy(update={"mail": ("rechnung", "billing")})
    boxes = Mailboxes.of([chosen, SERVICE], ["x.example"])
    for address in ("Rechnung@x.example", "handoff+billing@X.example", "accounting@x.example"):
        assert boxes.department(address) == "accounting"
    assert boxes.department("rechnung@elsewhere.example") is None


@pytest.mark.parametrize("name", ["billing", "service", "kundendienst", "handoff"])
def test_an_address_belongs_to_one_department_alone(name: str) -> None:
    chosen = ACCOUNTING.model_copy(update={"mail": (name,)})
    other = SERVICE.model_copy(update={"mail": ("billing",)})
    with pytest.raises(ValidationError, match=f"{name}@ is"):
        Organisation(departments=(other, chosen))
