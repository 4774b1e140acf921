"""By when a text wants something done. It is Tuesday, 24 November 2026, ten o'clock in Berlin."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import due_in
from bot.domain.time.calendar import Calendar
from bot.domain.time.hours import parse_hours

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, tzinfo=BERLIN)
OFFICE = Calendar(parse_hours({"mon-thu": "08:00-12:00, 13:00-16:30", "fri": "08:00-13:00"}), BERLIN)

GERMAN = {
    "Bitte bis Freitag 12 Uhr": ("27.11. 12:00", "bis Freitag 12 Uhr"),
    "bis Freitag, 27.11., 12 Uhr prüfen": ("27.11. 12:00", "bis Freitag, 27.11., 12 Uhr"),
    "Gutschrift für Müller bis Freitag": ("27.11. 13:00", "bis Freitag"),
    "bis Freitag, bitte": ("27.11. 13:00", "bis Freitag"),
    "bis spätestens Do 15:30": ("26.11. 15:30", "bis spätestens Do 15:30"),
    "Spätestens am 3.12. brauchen wir das": ("03.12. 16:30", "Spätestens am 3.12."),
    "bis zum 3. Dezember um 9 Uhr 30": ("03.12. 09:30", "bis zum 3. Dezember um 9 Uhr 30"),
    "bis 03.12.2026": ("03.12. 16:30", "bis 03.12.2026"),
    "bis 3.12. 14 Uhr": ("03.12. 14:00", "bis 3.12. 14 Uhr"),
    "muss bis morgen Mittag raus": ("25.11. 12:00", "bis morgen Mittag"),
    "bis morgen früh": ("25.11. 08:00", "bis morgen früh"),
    "bis übermorgen": ("26.11. 16:30", "bis übermorgen"),
    "bitte noch heute erledigen": ("24.11. 16:30", "noch heute"),
    "Das muss heute noch raus.": ("24.11. 16:30", "heute"),
    "bis heute Abend": ("24.11. 18:00", "bis heute Abend"),
    "bis 15 Uhr": ("24.11. 15:00", "bis 15 Uhr"),
    "bis 9 Uhr": ("25.11. 09:00", "bis 9 Uhr"),
    "bis Ende der Woche": ("27.11. 13:00", "bis Ende der Woche"),
    "bis Ende nächster Woche": ("04.12. 13:00", "bis Ende nächster Woche"),
    "bis Monatsende": ("30.11. 16:30", "bis Monatsende"),
    "bis nächsten Mittwoch": ("02.12. 16:30", "bis nächsten Mittwoch"),
    "bis Mittwoch nächster Woche": ("02.12. 16:30", "bis Mittwoch nächster Woche"),
    "bis kommenden Mittwoch": ("25.11. 16:30", "bis kommenden Mittwoch"),
    "bis Dienstag": ("01.12. 16:30", "bis Dienstag"),
    "Frist: 1.12.": ("01.12. 16:30", "Frist: 1.12."),
    "binnen 3 Tagen": ("27.11. 10:00", "binnen 3 Tagen"),
    "innerhalb von zwei Arbeitstagen": ("26.11. 10:00", "innerhalb von zwei Arbeitstagen"),
    "binnen 24 Stunden": ("25.11. 10:00", "binnen 24 Stunden"),
    "Der Kunde braucht die Ware am Freitag.": ("27.11. 13:00", "am Freitag"),
    "vor Freitag": ("27.11. 08:00", "vor Freitag"),
    "bis zur Abnahme am 3.12.": ("03.12. 16:30", "bis zur Abnahme am 3.12."),
    "bis Ende KW 49 liefern": ("04.12. 13:00", "bis Ende KW 49"),
    "bis Ende Januar": ("29.01. 13:00", "bis Ende Januar"),
    "bis Mitte Dezember": ("15.12. 16:30", "bis Mitte Dezember"),
    "noch diese Woche, bitte": ("27.11. 13:00", "noch diese Woche"),
    "Muss morgen raus, sonst ist der Kunde weg": ("25.11. 16:30", "morgen"),
    "bis 4.1.": ("04.01. 16:30", "bis 4.1."),
}
ENGLISH = {
    "by Friday noon please": ("27.11. 12:00", "by Friday noon"),
    "by next Tue": ("01.12. 16:30", "by next Tue"),
    "by Friday, 3pm": ("27.11. 15:00", "by Friday, 3pm"),
    "by 3:30 pm": ("24.11. 15:30", "by 3:30 pm"),
    "until Dec 3rd": ("03.12. 16:30", "until Dec 3rd"),
    "due on 3 December 2026 at 5 p.m.": ("03.12. 17:00", "due on 3 December 2026 at 5 p.m."),
    "no later than 2026-12-03": ("03.12. 16:30", "no later than 2026-12-03"),
    "by EOD": ("24.11. 16:30", "by EOD"),
    "by tomorrow EOD": ("25.11. 16:30", "by tomorrow EOD"),
    "by end of day tomorrow": ("25.11. 16:30", "by end of day tomorrow"),
    "by the end of next week": ("04.12. 13:00", "by the end of next week"),
    "by end of week": ("27.11. 13:00", "by end of week"),
    "within 48 hours": ("26.11. 10:00", "within 48 hours"),
    "in the bin within two weeks": ("08.12. 10:00", "within two weeks"),
    "deadline is Thursday": ("26.11. 16:30", "deadline is Thursday"),
    "before Friday 10am": ("27.11. 10:00", "before Friday 10am"),
    "They need it on Thursday": ("26.11. 16:30", "on Thursday"),
    "It must go out today": ("24.11. 16:30", "today"),
    "by the board meeting on Friday": ("27.11. 13:00", "by the board meeting on Friday"),
    "by end of January 2027": ("29.01. 13:00", "by end of January 2027"),
    "by the end of week 49": ("04.12. 13:00", "by the end of week 49"),
    "sometime this week would do": ("27.11. 13:00", "sometime this week"),
    "has to be done tmrw": ("25.11. 16:30", "tmrw"),
    "by tonight": ("24.11. 16:30", "by tonight"),
}
NOTHING = [
    "",
    "Der Kunde wartet seit Montag auf seine Gutschrift.",
    "Ich bin bis Freitag im Urlaub",
    "Jan ist krank bis Donnerstag",
    "Ich bin bis Mittwoch auf Dienstreise",
    "Sie ist noch bis Januar 2027 in Elternzeit",
    "we are travelling until Friday",
    "He's on the road until Wednesday",
    "bis Ende KW 60",
    "Das Angebot ist bis Freitag gültig, bitte prüfen",
    "Messe vom 3. bis 5. Dezember",
    "Geöffnet von Montag bis Freitag",
    "Er kam vor 3 Tagen",
    "Am Freitag kam eine Rechnung",
    "bis bald, bis dann, bis so ungefähr alles fertig ist",
    "Rabatt bis 20 %",
    "von 100 bis 120 Stück",
    "bis 31.2.",
    "bis 24.10.",  # yesterday's month: no year, eleven months ahead
    "bis 1.11.2026",
    "not before Friday",
    "nicht vor Freitag",
    "I'm on leave until Monday",
    "The offer is valid until 3 December",
    "The invoice was sent by Monday.com",
    "Sent by mail on Friday",
    "by the way",
    "Der Vertrag läuft von heute bis morgen",
    "by 25:70",
    "by 13pm",
]


_WORDS = (
    *("bis", "by", "am", "um", "3", "12", ".", ",", ":", "Freitag", "Fri", "morgen", "Uhr", "pm", "nicht"),
    *("heute", "noch", "needs", "in", "Tagen", "3.12.", "\n"),
)


def _berlin(at: datetime) -> str:
    return at.astimezone(BERLIN).strftime("%d.%m. %H:%M")


@pytest.mark.parametrize(("text", "expected"), [*GERMAN.items(), *ENGLISH.items()])
def test_a_deadline_is_read_with_the_words_that_say_it(text: str, expected: tuple[str, str]) -> None:
    due = due_in(text, NOW, OFFICE)
    assert due
    at, words = expected
    assert _berlin(due.at) == at
    assert due.words == words


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_deadline_is_not_taken_for_one(text: str) -> None:
    assert due_in(text, NOW, OFFICE) is None


def test_the_first_deadline_that_lies_ahead_counts() -> None:
    due = due_in("Sollte bis 20.11.2026 fertig sein, jetzt bis Freitag.", NOW, OFFICE)
    assert due
    assert due.words == "bis Freitag"


def test_a_night_on_which_clocks_change_does_not_shift_the_hour() -> None:
    due = due_in("by Sunday 3am", datetime(2026, 10, 20, 10, tzinfo=BERLIN), OFFICE)
    assert due
    assert due.at == datetime(2026, 10, 25, 2, tzinfo=UTC)


@given(st.text(max_size=400), st.integers(-10_000, 20_000).map(lambda days: NOW + timedelta(days=days)))
def test_whatever_is_written_a_deadline_lies_ahead_and_stands_in_the_text(text: str, now: datetime) -> None:
    due = due_in(text, now, OFFICE)
    assert due is None or (due.at > now and due.words in text)


@given(st.lists(st.sampled_from(_WORDS), max_size=30))
def test_nor_does_any_order_of_the_words_of_time_break_it(words: list[str]) -> None:
    text = " ".join(words)
    due = due_in(text, NOW, OFFICE)
    assert due is None or (due.at > NOW and due.words in text)
