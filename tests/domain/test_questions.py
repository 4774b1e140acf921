"""What a department will ask back: what it asked for often and the brief leaves open."""

import pytest

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.proposing.questions import likely_questions
from tests.company import COMPANY

ACCOUNTING = COMPANY.department("accounting")


def department() -> Department:
    assert ACCOUNTING is not None
    needs = [
        Need(key=key, label={"de": key, "en": key}, required=key == "iban")
        for key in ("amount", "iban", "month")
    ]
    return ACCOUNTING.model_copy(update={"needs": tuple(needs)})


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        ({}, (), []),
        ({"amount": 1, "iban": 1}, (), []),
        ({"amount": 5, "month": 9}, (), ["month", "amount"]),
        ({"amount": 5, "month": 9}, ("month",), ["amount"]),
        ({"amount": 3, "iban": 3, "month": 2}, (), ["iban", "amount"]),
        ({"gone": 8, "amount": 2}, (), ["amount"]),
    ],
)
def test_two_at_most_the_most_asked_first(
    asked: dict[str, int], answered: tuple[str, ...], expected: list[str]
) -> None:
    assert [need.key for need in likely_questions(department(), answered, asked)] == expected
