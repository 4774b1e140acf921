"""/handoff #buchhaltung Gutschrift …: whom the first word means, and that nothing typed gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.proposing.addressing import addressed
from tests.company import COMPANY

DEPARTMENTS = COMPANY.departments


@pytest.mark.parametrize(
    "typed",
    [
        "<#C0ACC|buchhaltung> Gutschrift für Müller",
        "<#C0ACC> Gutschrift für Müller",
        "<#C0ACC|> Gutschrift für Müller",
        "<!subteam^S0ACC|@buchhaltung> Gutschrift für Müller",
        "<!subteam^S0ACC> Gutschrift für Müller",
        "#buchhaltung Gutschrift für Müller",
        "@Buchhaltung  Gutschrift für Müller",
        "accounting: Gutschrift für Müller",
        "ACCOUNTING: Gutschrift für Müller",
        "Buchhaltung: Gutschrift für Müller",
    ],
)
def test_the_first_word_names_the_department(typed: str) -> None:
    department, rest = addressed(typed, DEPARTMENTS)
    assert department is not None
    assert (department.key, rest) == ("accounting", "Gutschrift für Müller")


@pytest.mark.parametrize("typed", ["accounting:", "#buchhaltung", "<#C0ACC|buchhaltung>"])
def test_the_department_may_stand_alone(typed: str) -> None:
    department, rest = addressed(typed, DEPARTMENTS)
    assert department is not None
    assert (department.key, rest) == ("accounting", "")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Gutschrift für Müller",
        "Rückfrage: wer bucht das?",
        "<#C0OTHER|flurfunk> hat es auch",
        "#1 unserer Kunden",
        "<@U0DORA> weiß mehr",
        "https://intranet/4711 ansehen",
        "accounting:4711",
        "Buchhaltung Gutschrift",
        "Gutschrift an #buchhaltung",
    ],
)
def test_other_first_words_stay_in_the_text(typed: str) -> None:
    assert addressed(typed, DEPARTMENTS) == (None, typed)


@given(st.text())
def test_whatever_is_typed_the_text_stays_its_end(typed: str) -> None:
    department, rest = addressed(typed, DEPARTMENTS)
    assert typed.endswith(rest)
    assert department is not None or rest == typed
