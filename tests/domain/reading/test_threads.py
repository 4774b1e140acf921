"""A long thread in three lines: what was asked and answered, what was settled, and the latest word."""

import pytest

from bot.domain.detector import Directory
from bot.domain.reading.threads import Highlight, Point, Remark, caught_up
from tests.company import ANNA, BEN, CEM, COMPANY, DORA

DEPARTMENTS = Directory.of(COMPANY.departments)
CHATTER = [
    (ANNA, "Der Kunde hat heute wieder angerufen."),
    (BEN, "Bei mir auch, er klang verärgert."),
    (ANNA, "Das kann ich verstehen."),
    (BEN, "Er wartet ja schon lange."),
    (ANNA, "Die Rechnung liegt im Ordner."),
]


def thread(*said: tuple[str, str]) -> list[Remark]:
    """Return remarks, a minute apart; what is said comes after enough of chatter to be long."""
    return [
        Remark(f"{1_800_000_000 + 60 * minute}.5", author, text)
        for minute, (author, text) in enumerate([*CHATTER, *said])
    ]


def lines(*said: tuple[str, str]) -> list[tuple[Point, str, str]]:
    """Return the lines as point, remark and answer."""
    return [_told(line) for line in caught_up(thread(*said), DEPARTMENTS)]


def _told(line: Highlight) -> tuple[Point, str, str]:
    return line.point, line.remark.text, line.answer.text if line.answer else ""


def test_of_a_german_thread_question_promise_and_latest_word_are_told() -> None:
    assert lines(
        (DORA, "Welche Kundennummer hat er denn?"),
        (ANNA, "Die 4711, steht auch auf der Rechnung."),
        (DORA, "Ich buche die Gutschrift heute noch."),
        (CEM, "Der Beleg ist im System."),
    ) == [
        (
            Point.QUESTION,
            "Welche Kundennummer hat er denn?",
            "Die 4711, steht auch auf der Rechnung.",
        ),
        (Point.SETTLED, "Ich buche die Gutschrift heute noch.", ""),
        (Point.LATEST, "Der Beleg ist im System.", ""),
    ]


def test_of_an_english_thread_as_well() -> None:
    assert lines(
        (CEM, "Which order is it about?"),
        (ANNA, "Order 88-12, the blue one."),
        (CEM, "Let's go with a refund of 1,200 euros."),
        (ANNA, "The customer is waiting for it."),
    ) == [
        (Point.QUESTION, "Which order is it about?", "Order 88-12, the blue one."),
        (Point.SETTLED, "Let's go with a refund of 1,200 euros.", ""),
        (Point.LATEST, "The customer is waiting for it.", ""),
    ]


def test_a_question_that_nobody_has_answered_stands_alone() -> None:
    assert lines(
        (DORA, "Das übernehme ich."),
        (ANNA, "Danke dir sehr dafür!"),
        (ANNA, "Sie liegt bei den Belegen."),
        (DORA, "Welche Kundennummer hat er denn?"),
        (DORA, "Ich brauche die Nummer."),
    ) == [
        (Point.SETTLED, "Das übernehme ich.", ""),
        (Point.QUESTION, "Welche Kundennummer hat er denn?", ""),
        (Point.LATEST, "Ich brauche die Nummer.", ""),
    ]


def test_where_nothing_was_asked_or_settled_the_beginning_is_told() -> None:
    more = [(BEN, f"Nachtrag Nummer {number} zur Sache.") for number in range(4)]
    assert lines(*more) == [
        (Point.BEGAN, "Der Kunde hat heute wieder angerufen.", ""),
        (Point.LATEST, "Nachtrag Nummer 3 zur Sache.", ""),
    ]


def test_an_answer_that_settles_it_is_told_once() -> None:
    assert lines(
        (ANNA, "Der Kunde steht hier am Tresen."),
        (ANNA, "Er hat den Beleg dabei."),
        (ANNA, "Wer kann das buchen?"),
        (DORA, "Ich kümmere mich drum, heute noch."),
    ) == [
        (Point.BEGAN, "Der Kunde hat heute wieder angerufen.", ""),
        (Point.QUESTION, "Wer kann das buchen?", "Ich kümmere mich drum, heute noch."),
    ]


def test_thanks_and_emoji_are_not_the_latest_word() -> None:
    told = lines(
        (DORA, "Ist der Betrag netto?"),
        (ANNA, "Nein, der Betrag ist brutto."),
        (DORA, "Der Beleg ist damit fertig."),
        (ANNA, "Danke!"),
        (BEN, ":tada:"),
    )
    assert told[-1] == (Point.LATEST, "Der Beleg ist damit fertig.", "")


def test_what_was_only_quoted_was_not_asked() -> None:
    told = lines(
        (DORA, "> Ist der Betrag netto?\nDarum geht es hier nicht."),
        (ANNA, "Siehe https://x.example/?q=1 für alles Weitere."),
        (BEN, "Das steht auch im Handbuch."),
        (BEN, "Auf der letzten Seite unten."),
    )
    assert Point.QUESTION not in [point for point, _, _ in told]


@pytest.mark.parametrize("text", ["Wir haben nichts vereinbart.", "Wir machen das nicht.", "Machen wir das?"])
def test_what_was_denied_or_only_asked_is_not_settled(text: str) -> None:
    told = lines(*[(BEN, "Das steht auch im Handbuch.")] * 3, (DORA, text))
    assert Point.SETTLED not in [point for point, _, _ in told]


def test_a_short_thread_needs_no_lines() -> None:
    assert (
        caught_up(thread((DORA, "Welche Nummer?"), (ANNA, "Die 4711."), (DORA, "Das passt so.")), DEPARTMENTS)
        == ()
    )


def test_the_lines_come_in_the_order_of_time() -> None:
    told = caught_up(
        thread(
            (DORA, "Das übernehme ich."),
            (DORA, "Ist der Betrag netto?"),
            (ANNA, "Nein, der Betrag ist brutto."),
            (DORA, "Der Beleg ist damit fertig."),
        ),
        DEPARTMENTS,
    )
    assert [line.point for line in told] == [Point.SETTLED, Point.QUESTION, Point.LATEST]
