"""What people say to Staffel itself: whom it names, what the matter is, and that nothing of it gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.proposing.asking import Meaning, asked
from tests.company import COMPANY

DEPARTMENTS = COMPANY.departments


@pytest.mark.parametrize(
    "said",
    [
        "gib das bitte an die Buchhaltung: Gutschrift für Müller",
        "Bitte an die Buchhaltung weiterleiten: Gutschrift für Müller",
        "please hand this over to accounting: Gutschrift für Müller",
        "can you pass this on to Buchhaltung\nGutschrift für Müller",
        "für die Buchhaltung – Gutschrift für Müller",
        "accounting: Gutschrift für Müller",
        "Hallo, leite das an die BUCHHALTUNG weiter. Gutschrift für Müller",
    ],
)
def test_the_department_is_understood_and_the_words_that_only_ask_are_left_out(said: str) -> None:
    understood = asked(said, DEPARTMENTS)
    assert understood.meaning is Meaning.HANDOFF
    assert understood.department is not None
    assert understood.department.key == "accounting"
    assert understood.matter == "Gutschrift für Müller"


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("Gib die Gutschrift für Müller bitte an die Buchhaltung", "accounting"),
        ("Send the refund for Smith to accounting by Friday", "accounting"),
        ("Müller wartet seit Montag, leite das an die Buchhaltung weiter: 120 Euro", "accounting"),
        ("Wir danken für die Buchhaltung der letzten Jahre", None),
        ("Thanks for it: it works", None),
        ("Der Drucker geht nicht", None),
    ],
)
def test_where_the_matter_stands_in_the_same_sentence_it_stays_whole(
    said: str, department: str | None
) -> None:
    understood = asked(said, DEPARTMENTS)
    assert (understood.department and understood.department.key, understood.matter) == (department, said)


@pytest.mark.parametrize("said", ["gib das bitte an die Buchhaltung", "bitte an Buchhaltung!", "accounting:"])
def test_the_department_may_stand_alone(said: str) -> None:
    understood = asked(said, DEPARTMENTS)
    assert understood.department is not None
    assert (understood.meaning, understood.matter) == (Meaning.HANDOFF, "")


@pytest.mark.parametrize("said", ["", "Hallo!", "hilfe", "Help?", "Was kannst du?", "What can you do?", "👋"])
def test_small_talk_is_no_request(said: str) -> None:
    assert asked(said, DEPARTMENTS).meaning is Meaning.HELP


@pytest.mark.parametrize("said", ["Danke!", "Vielen Dank", "thanks a lot.", "Thank you so much!"])
def test_thanks_are_thanks(said: str) -> None:
    assert asked(said, DEPARTMENTS).meaning is Meaning.THANKS


@pytest.mark.parametrize(
    "said", ["Hallo, der Drucker geht nicht", "Danke für die Gutschrift, aber sie fehlt"]
)
def test_a_greeting_before_a_matter_is_a_matter(said: str) -> None:
    assert asked(said, DEPARTMENTS).meaning is Meaning.HANDOFF


@given(st.text(max_size=200))
def test_no_word_of_a_matter_gets_lost(matter: str) -> None:
    understood = asked(f"gib das bitte an die Buchhaltung: {matter}", DEPARTMENTS)
    assert understood.matter == matter.strip()
