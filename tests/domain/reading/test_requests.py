"""The labelled requests hold together, and what is judged with them is judged right."""

from dataclasses import replace

import pytest

from tests.domain.reading.judging import judge
from tests.domain.reading.labelled import Found, Request, company, requests

ALL = requests()
NOTHING = Found(department=None, due=None, urgent=False, customer=None, answers={})


def _amount(said: str) -> Found:
    return replace(NOTHING, answers={"amount": said})


@pytest.mark.parametrize("request_", ALL, ids=[one.id for one in ALL])
def test_what_a_label_says_stands_in_its_request(request_: Request) -> None:
    label = request_.expected
    assert request_.due_words is None or request_.due_words in request_.text
    assert label.customer is None or label.customer in request_.text
    department = company().department(label.department) if label.department else None
    assert set(label.answers) <= {need.key for need in (department.needs if department else ())}


def test_requests_have_names_of_their_own() -> None:
    assert len({one.id for one in ALL}) == len(ALL)


def test_who_reads_what_the_labels_say_makes_no_mistake() -> None:
    judged = judge("answers", ALL, {one.id: one.expected for one in ALL})
    assert judged.precision.share == judged.recall.share == 1
    assert judged.errors == ()


def test_who_reads_nothing_is_never_wrong_and_finds_nothing() -> None:
    judged = judge("due", ALL, dict.fromkeys((one.id for one in ALL), NOTHING))
    assert (judged.precision.n, judged.recall.k) == (0, 0)
    assert judged.recall.n == sum(one.expected.due is not None for one in ALL)


@pytest.mark.parametrize(
    ("field", "label", "got", "right"),
    [
        ("due", replace(NOTHING, due="2026-11-27"), replace(NOTHING, due="2026-11-27T17:00"), True),
        ("due", replace(NOTHING, due="2026-11-27T12:00"), replace(NOTHING, due="2026-11-27T17:00"), False),
        (
            "due, the day",
            replace(NOTHING, due="2026-11-27T12:00"),
            replace(NOTHING, due="2026-11-27T17:00"),
            True,
        ),
        (
            "customer",
            replace(NOTHING, customer="Frau Dr. Seidel"),
            replace(NOTHING, customer="seidel, 55190"),
            True,
        ),
        (
            "customer",
            replace(NOTHING, customer="Kessler & Söhne"),
            replace(NOTHING, customer="Kessler"),
            False,
        ),
        ("answers", _amount("1.180,00 EUR"), _amount("1180"), True),
        ("answers", _amount("1.180,00 EUR"), _amount("1.18"), False),
        ("answers", _amount("1.180"), replace(NOTHING, answers={"order_no": "1.180"}), False),
    ],
)
def test_the_same_said_otherwise_is_right(field: str, label: Found, got: Found, right: bool) -> None:
    request = replace(ALL[0], expected=label)
    assert judge(field, [request], {request.id: got}).precision.share == right
