"""Nobody's name or number leaves, and every one of them comes back to its place."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.guest.names import known_names
from bot.domain.guest.placeholders import InventedError, cut, hide

KNOWN = known_names(
    [
        "Anna Schmidt",
        "Karl Freitag",
        "Ben Vertrieb",
        "Dora Müller-Lüdenscheidt",
        "May Li",
        "Jo Çelik",
        "Łukasz",
        "Søren Żak",
    ],
    ["Vertrieb", "sales"],
)


def left(text: str, *names: str) -> str:
    return hide(text, names, KNOWN)[0]


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Frag Anna Schmidt", "Frag [PERSON_1]"),
        ("frag mal anna", "frag mal [PERSON_1]"),
        ("Annas Angebot, anna's offer", "[PERSON_1]s Angebot, [PERSON_1]'s offer"),
        ("Dora Müller-Lüdenscheidt", "[PERSON_1]"),
        ("Karl Freitag", "[PERSON_1]"),
        ("frag Anna Freitag", "frag [PERSON_1] Freitag"),
        ("Dora Mueller, DORA MÜLLER, Dora Mu\u0308ller", "[PERSON_1], [PERSON_2], [PERSON_3]"),
        ("celik und Jo Celik", "[PERSON_1] und [PERSON_2]"),
        ("May Li kommt im May", "[PERSON_1] kommt im May"),
        ("bis Freitag an den Vertrieb", "bis Freitag an den Vertrieb"),
        ("Freitag Anna fragen, im May", "Freitag [PERSON_1] fragen, im May"),
        ("<@U0ANNA> und <@W12|dora>", "[PERSON_1] und [PERSON_2]"),
        ("Herr Krause und Frau Özdemir", "Herr [PERSON_1] und Frau [PERSON_2]"),
        ("an anna.s@hansen.example.", "an [MAIL_1]."),
        ("+49 711 123456, (0711) 12-34-56", "[PHONE_1], [PHONE_2]"),
        ("0711/123456 oder 555-123-4567", "[PHONE_1] oder [PHONE_2]"),
        ("DE89 3704 0044 0532 0130 00 bitte", "[IBAN_1] bitte"),
        ("gb29nwbk60161331926819", "[IBAN_1]"),
        ("NL91 ABNA 0417 1643 00", "[IBAN_1]"),
        ("DE 89 3704 0044 0532 0130 00, DE89  3704  0044  0532  0130  00", "[IBAN_1], [IBAN_2]"),
        ("MT84MALT011000012345MTLCAST001S", "[IBAN_1]"),
        ("+49 (0)711 / 12 34 56, +49\u2011171\u20111234567", "[PHONE_1], [PHONE_2]"),
        ("Tel. 123456, Handy: 171 1234567", "Tel. [PHONE_1], Handy: [PHONE_2]"),
        (
            "Herr Max Krause, HERR KRAUSE, Frau von Krause",
            "Herr [PERSON_1], HERR [PERSON_2], Frau von [PERSON_2]",
        ),
        ("Herr Prof. Krause, Fr. Klein, Hr. Krause", "Herr Prof. [PERSON_1], Fr. [PERSON_2], Hr. [PERSON_1]"),
        ("Herr Karl Freitag", "Herr [PERSON_1]"),
        ("Herr Krause Freitag anrufen, bis Fr. Mittag", "Herr [PERSON_1] Freitag anrufen, bis Fr. Mittag"),
        ("Lukasz, Soren Zak", "[PERSON_1], [PERSON_2]"),
        ("mail_1Anna, annamail_1", "[TEXT_1][PERSON_1], [PERSON_1][TEXT_1]"),
    ],
)
def test_what_is_somebodys_own_stays_here(text: str, leaves: str) -> None:
    assert left(text) == leaves


@pytest.mark.parametrize(
    "text",
    [
        "H-128 bis 27.11.2026, 12:00 Uhr",
        "am 01.12.2026 oder 01/12/26 oder 2026-12-01",
        "von 08.30-16.30 Uhr",
        "Kundennummer 4711, Rechnung 2026-00412",
        "1.200,50 € für 20 000 Stück",
    ],
)
def test_what_the_matter_needs_goes_along(text: str) -> None:
    assert left(text) == text


def test_a_name_that_was_told_is_hidden_wherever_it_stands() -> None:
    assert left("Müller GmbH, müllers Müller", "Müller") == "[PERSON_1] GmbH, [PERSON_1]s [PERSON_1]"


def test_the_same_person_is_the_same_mark_and_comes_back() -> None:
    hidden, put_away = hide("Anna fragt Dora, Dora fragt Anna", (), KNOWN)
    assert hidden == "[PERSON_1] fragt [PERSON_2], [PERSON_2] fragt [PERSON_1]"
    assert put_away.restore("[person_2] an PERSON_1 [PERSON 1]") == "Dora an Anna Anna"


@pytest.mark.parametrize("invented", ["[PERSON_2]", "[IBAN_1]", "mail_1", "[PERSON_0]"])
def test_a_mark_that_the_model_made_up_makes_the_answer_void(invented: str) -> None:
    _, put_away = hide("Anna", (), KNOWN)
    with pytest.raises(InventedError):
        put_away.restore(f"Frag {invented}")


def test_a_mark_that_somebody_typed_is_not_taken_for_one_of_ours() -> None:
    hidden, put_away = hide("[PERSON_1] ist Anna", (), KNOWN)
    assert hidden == "[TEXT_1] ist [PERSON_1]"
    assert put_away.restore(hidden) == "[PERSON_1] ist Anna"


PIECES = st.sampled_from(
    [
        "Anna",
        "anna schmidt",
        "Freitag",
        "[PERSON_1]",
        "[TEXT_1]",
        "mail_1",
        "anna@hansen.example",
        "+49 711 123456",
        "DE89370400440532013000",
        "<@U0ANNA>",
        "Herr",
        "Krause",
        "\n",
        " ",
        "s",
        "0",
        "@",
        "[",
        "]",
        "_",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)


@given(TEXTS)
@example("ſ anna ß ANNA")
@example("İAnna Annaſ")
@example("mail_1Anna")
def test_every_text_comes_back_as_it_was_but_for_the_case_of_names(text: str) -> None:
    hidden, put_away = hide(text, (), KNOWN)
    assert put_away.restore(hidden).casefold() == text.casefold()


@given(TEXTS)
def test_no_address_and_no_known_name_is_left_in_any_text(text: str) -> None:
    hidden = left(text)
    assert "anna@hansen.example" not in hidden
    assert not re.search(r"(?<!\w)anna(?!\w)", hidden, re.IGNORECASE)
    assert "DE89370400440532013000" not in re.findall(r"\w+", hidden)


@given(TEXTS, st.integers(min_value=1, max_value=60))
@example("mail_1Anna", 6)
@example("Tel 123456mail_1Anna", 14)
def test_a_text_that_is_cut_has_no_half_a_mark(text: str, longest: int) -> None:
    hidden, put_away = hide(text.replace("[", "("), (), KNOWN)
    assert "[" not in put_away.restore(cut(hidden, longest))
