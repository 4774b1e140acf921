"""Whatever is written, the detector answers, and long texts take no more than their length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.detector.cues import CUES
from bot.domain.detector.deciding import Detection, Kind, classify
from tests.domain.detector.labelled import COMPANY

THROWN = "Mail an die Buchhaltung ist raus, damit ist das für mich erledigt."
EXAMPLES = [text for cue in CUES for text in (*cue.found_in, *cue.not_in)]
PIECES = st.one_of(
    st.sampled_from(EXAMPLES),
    st.sampled_from(
        [*'>"`<|@#*_~„“»«', "\n", "```", "<@U1>", "<mailto:", "&lt;", "Am 1.1. schrieb Jan:", "From: x"]
    ),
    st.text(st.characters(exclude_categories=()), max_size=20),
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_every_text_gets_an_answer_that_makes_sense(text: str) -> None:
    detection = classify(text, COMPANY)
    assert not detection.prompt or detection.kind is Kind.FIRE_AND_FORGET
    assert (detection.cue is None) == (detection.kind is Kind.HARMLESS)
    assert detection == classify(text, COMPANY)


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_composed_and_decomposed_letters_read_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert classify(unicodedata.normalize("NFD", composed), COMPANY) == classify(composed, COMPANY)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "👍", "...", "?", "🤷‍♀️", "\x00", "\ud800", "123", "§§§"])
def test_a_text_without_words_is_harmless(text: str) -> None:
    assert classify(text, COMPANY) == Detection(Kind.HARMLESS)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai transféré le dossier à la comptabilité, c'est fini pour moi.",
        "Ho inoltrato la mail al reparto legale, per me è chiuso.",
        "Wysłałem to do księgowości, temat zamknięty.",
        "メールを経理に送りました。",
        "Отправил письмо в бухгалтерию, вопрос закрыт.",
        "لقد أرسلت البريد إلى المحاسبة",
    ],
)
def test_a_language_that_is_not_known_is_harmless(text: str) -> None:
    assert classify(text, COMPANY).kind is Kind.HARMLESS


LONG = [
    "a", "ä", "hab ", "ich habe an die buchhaltung ", "> x\n", '"', "von meinem ", "\n", "<", "a@", "@", "`", "*a ",
    "am x schrieb\n", "From: x\n", "hab, ", "wenn ", "a.", "www.", "„a", "'", "a'", "a-", "am ", "x wrote ", "<http://",
    "&lt;", "&#1", THROWN + " ", "no response ", "die das ", "_" * 9, "(a) ", "<@U1|", "1", "é",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_100_kilobytes_gets_its_answer(piece: str) -> None:
    """A pattern that goes back over what it has read would not come to an end here."""
    classify(piece * (100_000 // len(piece)), COMPANY)
