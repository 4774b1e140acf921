"""What of the model's brief is believed: nothing that the text does not bear out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guest.brief import Answer, Guess, ToldBrief, borne_out, guesses_in, quoted
from bot.domain.text import one_line
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from tests.company import COMPANY, MONDAY

BERLIN = ZoneInfo("Europe/Berlin")

TEXT = "Müller wartet seit Montag auf die Gutschrift über 1.200 € (Kunde 4711). Freitag um 12 Uhr wäre gut, es eilt!"
NOTHING = ToldBrief(
    department="",
    department_words="",
    summary="",
    why_now="",
    done_when="",
    due_words="",
    customer_words="",
    urgent_words="",
    answers=[],
)
CALENDAR = Calendar(OFFICE_HOURS, BERLIN)


def guesses(**told: object) -> dict[str, Guess]:
    answer = NOTHING.model_copy(update=told)
    return dict(guesses_in(answer, TEXT, COMPANY.departments, MONDAY, CALENDAR))


def test_words_of_the_text_are_taken_as_they_stand_there() -> None:
    found = guesses(
        department="accounting",
        department_words="gutschrift",
        why_now="Müller wartet seit Montag.",
        customer_words="kunde  4711",
        urgent_words="es eilt",
        answers=[Answer(need="customer_no", words="4711"), Answer(need="amount", words="1.200 €")],
    )
    assert found == {
        "department": Guess("accounting", "Gutschrift"),
        "why_now": Guess("Müller wartet seit Montag."),
        "customer": Guess("Kunde 4711", "Kunde 4711"),
        "urgent": Guess("es eilt", "es eilt"),
        "need.customer_no": Guess("4711", "4711"),
        "need.amount": Guess("1.200 €", "1.200 €"),
    }


def test_one_text_that_is_too_long_takes_nothing_of_the_rest_with_it() -> None:
    told = ToldBrief.model_validate(
        {**NOTHING.model_dump(), "summary": "Gutschrift " * 40, "customer_words": "Kunde 4711"}
    )
    assert (told.summary, told.customer_words) == ("", "Kunde 4711")


def test_part_of_a_time_is_not_taken_for_the_whole() -> None:
    text = "Freitag um 12 wäre gut"
    told = NOTHING.model_copy(update={"due_words": "Freitag um 12"})
    assert guesses_in(told, text, COMPANY.departments, MONDAY, CALENDAR) == {}


def test_a_due_time_is_computed_by_rules_from_the_words_that_name_it() -> None:
    found = guesses(due_words="Freitag um 12 Uhr")["due"]
    friday = MONDAY.astimezone(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0)
    friday = friday.replace(day=friday.day + 4)
    assert datetime.fromtimestamp(int(found.value), UTC) == friday
    assert found.words == "Freitag um 12 Uhr"


@pytest.mark.parametrize(
    "words", ["27.11.2026", "Freitag um 12", "Samstag", "bald", "seit Montag auf die Gutschrift", ""]
)
def test_words_that_are_not_there_or_name_no_time_are_no_due_time(words: str) -> None:
    assert "due" not in guesses(due_words=words)


@pytest.mark.parametrize(
    "told",
    [
        {"department": "vorstand"},
        {"customer_words": "4712"},
        {"customer_words": "471"},
        {"customer_words": "200 €"},
        {"summary": "Gutschrift über 200 €"},
        {"urgent_words": "dringend"},
        {"answers": [Answer(need="customer_no", words="4712")]},
        {"answers": [Answer(need="nobody_asks", words="4711")]},
        {"summary": "Gutschrift über 12.000 €"},
        {"why_now": "Müller wartet seit Dienstag"},
        {"why_now": "Müller wartet seit zwölf Tagen"},
        {"done_when": "Das Geld ist am 3.12. da"},
        {"why_now": "Siehe https://example.org/x"},
        {"why_now": "Frag <@U0ANNA>"},
        {"why_now": "[PERSON_1] wartet"},
    ],
)
def test_what_the_text_does_not_say_is_dropped(told: dict[str, object]) -> None:
    assert guesses(**told) == {}


@given(st.text(max_size=60), st.text(max_size=120))
def test_a_quote_is_always_a_part_of_the_text(words: str, text: str) -> None:
    found = quoted(words, text)
    assert found == "" or found in one_line(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_no_number_gets_in_that_the_text_does_not_have(number: int) -> None:
    sentence = f"Es geht um {number} Stück"
    assert bool(borne_out(sentence, TEXT)) == (str(number) in {"4711", "12"})
