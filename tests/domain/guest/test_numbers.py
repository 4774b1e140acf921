"""Every number in a text is found, however it is written; and one that cannot be read for certain has no value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guest.numbers import Unit, Value, numbers

COUNT, PERCENT, HOURS, MINUTES, WEEK = Unit


def value(number: str, unit: Unit = COUNT, of: str | None = None) -> Value:
    return Value(Decimal(number), unit, Decimal(of) if of else None)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("5 von 9 wurden angenommen", "de", [value("5", of="9")]),
        ("fünf von neun", "de", [value("5", of="9")]),
        ("five out of nine", "en", [value("5", of="9")]),
        ("38 %, 38 Prozent, 38 percent, 38%", "de", [value("38", PERCENT)] * 4),
        ("0,38 und 1.200", "de", [value("0.38"), value("1200")]),
        ("0.38 and 1,200", "en", [value("0.38"), value("1200")]),
        ("half of them, die Hälfte", "en", [value("0.5")] * 2),
        ("3,5 h, 3,5 Stunden; in drei Minuten", "de", [value("3.5", HOURS)] * 2 + [value("3", MINUTES)]),
        ("musste 5-mal, 5 mal, fünfmal nachfragen", "de", [value("5")] * 3),
        ("asked 5 times, five times", "en", [value("5")] * 2),
        ("fünfundzwanzig, twenty-five, dreißig, DREISSIG", "de", [value("25")] * 2 + [value("30")] * 2),
        ("KW 46, 23 Übergaben", "de", [value("46", WEEK), value("23")]),
        ("nichts, keine, nobody, wasn't, ohne", "en", [value("0")] * 5),
        ("5. Das war es", "de", [value("5")]),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, language: str, found: list[Value]) -> None:
    assert [one.value for one in numbers(text, language)] == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ein Drittel",
            "two thirds",
            "three quarters",
            "neuntel",
            "zweieinhalb",
            "anderthalb",
            "ein halbes Dutzend",
        ),
        *("die meisten", "Mehrheit", "all of them", "jede", "both", "kaum", "fast", "some", "mehrere"),
        *("zum ersten Mal", "the second", "5th", "2nd", "erstens", "twentieth", "im 5. quartal"),
        *("doppelt", "twice", "tripled", "fünffach", "5-fach", "einmal", "once", "halbiert"),
        *(
            "mehr als 5",
            "over 5",
            "bis zu 5",
            "about 5",
            "-5",
            "~5",
            "≥ 5",
            "unter 5",
            "less than five",
            "zwischen 5",
        ),
        *(
            "H-128",
            "Q4",
            "5x",
            "5er",
            "5k",
            "v2",
            "24.11. war",
            "12:30",
            "24.11.2026",
            "2026-11-24",
            "1.2.3",
            "007",
        ),
        *("5–9", "5/9", "5 9", "twenty five", "fünf hundert", "1 200", "5-9"),
        *("½", "²", "Ⅳ", "IV", "٣", "五5", "①", "３８", "5 ‰", "%"),
        *("hundert", "thousands", "Millionen", "dreihundert", "dozens"),
        *("5 Tage", "5 weeks", "5 €", "5 Abteilungen", "$5", "in 5 Wochen"),
        *("5 Prozentpunkte",),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_cannot_be_read_for_certain_is_a_number_without_a_value(text: str, language: str) -> None:
    assert None in [one.value for one in numbers(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Woran könnte das gleich zu sehen sein, und wer kann weiterhelfen?",
        "What would help to start at once, most of all in one way?",
        "Es fehlte am häufigsten das Lieferdatum, vor allem im Büro der Abteilung.",
    ],
)
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert numbers(text, "de") == numbers(text, "en") == []


@given(st.integers(0, 99_999), st.sampled_from(["de", "en"]), st.text("abc äöü.,;:!?()", max_size=8))
def test_no_digit_is_overlooked(number: int, language: str, around: str) -> None:
    text = f"{around} {number} {around}"
    covered = {at for one in numbers(text, language) for at in range(one.start, one.end)}
    assert all(at in covered for at, char in enumerate(text) if char.isdigit())


@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_whatever_is_written_nothing_numeric_is_overlooked(text: str, language: str) -> None:
    found = numbers(text, language)
    covered = {at for one in found for at in range(one.start, one.end)}
    assert all(
        at in covered
        for at, char in enumerate(text)
        if char.isnumeric() and char.isalnum() and not char.isalpha()
    )
