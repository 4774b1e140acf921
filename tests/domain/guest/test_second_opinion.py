"""A model's opinion counts only with the words of the message that made it think so."""

import pytest

from bot.domain.detector import Unsure, classify
from bot.domain.guest.second_opinion import Opinion, inquiry, sounds_thrown
from tests.domain.detector.labelled import COMPANY

MAILED = "Hab das der Buchhaltung gemailt. Müller wartet darauf."


@pytest.mark.parametrize(
    "words",
    [
        "Hab das der Buchhaltung gemailt",
        "hab das der buchhaltung gemailt.",
        "  der  Buchhaltung\ngemailt",
        "„das der Buchhaltung“",
    ],
)
def test_words_of_the_message_count_however_they_are_set(words: str) -> None:
    assert sounds_thrown(Opinion(kind="fire_and_forget", words=words), MAILED)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "gemailt",
        "Damit ist es erledigt",
        "das der Buch",
        "ab das der Buchhaltung",
        "…",
        "Müller Buchhaltung",
    ],
)
def test_words_that_do_not_stand_there_or_say_nothing_do_not(words: str) -> None:
    assert not sounds_thrown(Opinion(kind="fire_and_forget", words=words), MAILED)


@pytest.mark.parametrize("kind", ["closed_loop", "harmless"])
def test_only_what_sounds_thrown_leads_to_a_question(kind: str) -> None:
    opinion = Opinion.model_validate({"kind": kind, "words": "der Buchhaltung gemailt"})
    assert not sounds_thrown(opinion, MAILED)


def test_what_others_said_is_neither_sent_nor_proof() -> None:
    text = f"> Damit ist das für mich erledigt.\n{MAILED}\nViele Grüße\nAnna"
    assert inquiry(text).material == MAILED
    assert not sounds_thrown(Opinion(kind="fire_and_forget", words="für mich erledigt"), text)


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        (MAILED, Unsure.MAILED),
        ("Emailed accounting the invoice.", Unsure.MAILED),
        ("Ich hab's weitergeleitet.", Unsure.HANDED_OVER),
        ("Liegt jetzt bei der Buchhaltung.", Unsure.LET_GO),
        ("Hab das der Buchhaltung gemailt, damit ist das für mich erledigt.", None),
        ("Hab das der Buchhaltung gemailt, Dora übernimmt das.", None),
        ("Hab das noch nicht weitergeleitet.", None),
        ("Geht ihr um zwölf zum Essen?", None),
    ],
)
def test_unsure_are_the_rules_where_half_of_it_is_there(text: str, unsure: Unsure | None) -> None:
    assert classify(text, COMPANY).unsure is unsure
