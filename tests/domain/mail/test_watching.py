"""Whom a mail asks, and whose answer ends its watch. Pure."""

import pytest

from bot.domain.mail.addresses import Mailboxes
from bot.domain.mail.watching import Watch, answered_by, asked_by, subject_kept
from tests.company import ANNA, BEN, COMPANY, DORA
from tests.mail.letters import ADDRESSES, letter

BOXES = Mailboxes.of(COMPANY.departments, ["staffel.example"])
BILLS = "rechnung@hansen.example"
WATCH = Watch(1, "<1@x>", ANNA, "accounting", "Gutschrift", (BILLS,))


@pytest.mark.parametrize(
    ("to", "asked"),
    [
        (f"Rechnung <{BILLS.upper()}>", (BILLS,)),
        (f"{BILLS}, kunde@mueller.example, {BILLS}", (BILLS, "kunde@mueller.example")),
        (f"{BILLS}, it@staffel.example", ()),  # it asks us: that is a handoff
        (f"{BILLS}, handoff@staffel.example", ()),
        (ADDRESSES[ANNA], ()),  # a note to herself
        ("undisclosed-recipients:;", ()),
        ("", ()),
    ],
)
def test_who_is_to_answer_stands_in_to(to: str, asked: tuple[str, ...]) -> None:
    assert asked_by(letter(To=to), BOXES) == asked


def test_of_many_addresses_and_of_a_long_subject_the_beginning_is_kept() -> None:
    crowd = ", ".join(f"{number}@hansen.example" for number in range(500))
    assert len(asked_by(letter(To=crowd), BOXES)) == 20
    assert len(subject_kept(letter(subject="Gutschrift " * 90))) == 150


@pytest.mark.parametrize(
    ("address", "user", "ends"),
    [
        (BILLS, None, True),  # asked, though Slack does not know them
        (ADDRESSES[DORA], DORA, True),  # of the department in copy
        (ADDRESSES[BEN], BEN, False),
        ("kunde@mueller.example", None, False),
        (ADDRESSES[ANNA], ANNA, False),  # "any news?"
    ],
)
def test_an_answer_comes_from_who_was_asked_or_from_the_department(
    address: str, user: str | None, ends: bool
) -> None:
    assert answered_by([WATCH], address, user, COMPANY) == ([WATCH] if ends else [])


def test_what_is_over_does_not_end_again() -> None:
    over = Watch(1, "<1@x>", ANNA, "accounting", None)
    assert answered_by([over], ADDRESSES[DORA], DORA, COMPANY) == []
