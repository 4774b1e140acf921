"""What a model says of a thread is shown only where each line says what its message says."""

import pytest

from bot.domain.guest.catching_up import Line, Lines, inquiry, phrased
from bot.domain.reading.threads import Remark
from tests.company import ANNA, BEN, DORA

NAMES = {ANNA: "Anna Albrecht", BEN: "Ben Bauer", DORA: "Dora Dietz"}
REMARKS = [
    Remark("1800000000.1", ANNA, "Der Kunde wartet seit Montag auf die Gutschrift."),
    Remark("1800000060.1", DORA, "Welche Kundennummer hat er?"),
    Remark("1800000120.1", ANNA, "Die 4711, und es sind 1.200 € brutto."),
    Remark("1800000180.1", DORA, "Ich buche das heute noch, frag sonst Ben Bauer."),
    Remark("1800000240.1", BEN, "Das geht leider nicht: 5 % Rabatt auf 800 €, Lieferung in 3 Tagen."),
]


def shown(message: int, text: str) -> tuple[tuple[str, str], ...]:
    answer = Lines(lines=[Line(message=message, text=text)])
    return tuple((phrase.remark.ts, phrase.text) for phrase in phrased(answer, REMARKS, NAMES))


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (1, "Der Kunde wartet auf eine Gutschrift"),
        (2, "fragt nach der Kundennummer"),
        (3, "Nummer ist die 4711, 1.200 € brutto"),
        (3, "Der Kunde hat die 4711"),
        (4, "Bucht es heute"),
        (4, "sonst kann Ben gefragt werden"),
        (1, "The customer is waiting since Montag"),
        (5, "5% Rabatt geht nicht, Lieferung in 3 Tagen"),
    ],
)
def test_what_a_message_says_may_be_said_in_other_words(message: int, text: str) -> None:
    assert shown(message, text) == ((REMARKS[message - 1].ts, text),)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (3, "Die Nummer ist 4712"),
        (2, "fragt nach der 4711"),
        (3, "es sind 1.200 $"),
        (3, "es sind 12 %"),
        (3, "es sind zweitausend Euro"),
        (4, "bucht es nicht"),
        (1, "Anna Albrecht wartet auf Dora"),
        (3, "Cem übernimmt das"),
        (1, "Die Geschäftsführung wartet"),
        (1, "siehe https://x.example"),
        (1, "[PERSON_7] wartet"),
        (4, ""),
        (5, "Das geht, Lieferung in 3 Tagen"),
        (5, "800 % Rabatt auf 5 € geht nicht"),
        (5, "Rabatt geht nicht, Lieferung in 3 wochen"),
        (5, "Lieferung in 5 Tagen geht nicht"),
        (0, "Der Kunde wartet"),
        (6, "Der Kunde wartet"),
    ],
)
def test_what_no_message_says_is_not_shown(message: int, text: str) -> None:
    assert shown(message, text) == ()


def test_one_wrong_line_discredits_the_others() -> None:
    lines = [Line(message=2, text="fragt nach der Kundennummer"), Line(message=3, text="Die 4712")]
    assert phrased(Lines(lines=lines), REMARKS, NAMES) == ()


def test_two_lines_do_not_point_at_one_message() -> None:
    lines = [Line(message=2, text="fragt nach der Kundennummer")] * 2
    assert phrased(Lines(lines=lines), REMARKS, NAMES) == ()


def test_the_lines_come_in_the_order_of_time() -> None:
    lines = [Line(message=4, text="bucht heute noch"), Line(message=2, text="fragt nach der Kundennummer")]
    told = phrased(Lines(lines=lines), REMARKS, NAMES)
    assert [phrase.remark.ts for phrase in told] == [REMARKS[1].ts, REMARKS[3].ts]


def test_asked_is_with_numbers_in_the_readers_language_and_names_to_be_hidden() -> None:
    asked = inquiry(REMARKS, NAMES, "de")
    assert asked.material.splitlines()[1] == "2. Dora Dietz: Welche Kundennummer hat er?"
    assert "in German" in asked.instruction
    assert set(asked.names) == set(NAMES.values())
    assert asked.waits


def test_of_a_very_long_thread_the_latest_are_sent_under_their_numbers() -> None:
    many = [
        Remark(f"{1_800_000_000 + number}.1", ANNA, f"Wort {number} " + "x" * 1000)
        for number in range(1, 101)
    ]
    sent = inquiry(many, NAMES, "en").material.splitlines()
    assert len(sent) == 60
    assert sent[0].startswith("41. Anna Albrecht: Wort 41 ")
    assert max(map(len, sent)) < 430
