"""What is proposed because a department has accepted such matters before."""

from bot.domain.proposing.likeness import Accepted, propose_by_past, telling_words
from bot.domain.proposing.routing import Proposal

TEXT = "Kündigungsfrist für den Vertrag von Müller"
ALL = {"legal", "sales", "it"}


def earlier(department: str, *words: str, times: int = 1) -> list[Accepted]:
    return [Accepted(department, frozenset(words))] * times


def test_the_department_that_accepted_such_matters_is_proposed_with_the_words_as_they_are_written() -> None:
    past = [*earlier("legal", "kundigungsfrist", "vertrag", times=3), *earlier("legal", "vertrag", times=2)]
    assert propose_by_past(telling_words(TEXT), past, ALL) == Proposal(
        "legal", "Kündigungsfrist, Vertrag", alike=5
    )


def test_two_handoffs_are_no_habit() -> None:
    past = earlier("legal", "kundigungsfrist", times=2)
    assert propose_by_past(telling_words(TEXT), past, ALL) is None


def test_a_word_that_stands_in_everybodys_handoffs_tells_nothing() -> None:
    past = [*earlier("legal", "muller", times=5), *earlier("sales", "muller", times=4)]
    assert propose_by_past(telling_words(TEXT), past, ALL) is None


def test_where_two_departments_are_as_likely_nothing_is_proposed() -> None:
    past = [*earlier("legal", "vertrag", times=3), *earlier("sales", "muller", times=3)]
    assert propose_by_past(telling_words(TEXT), past, ALL) is None


def test_a_department_that_is_no_more_or_the_senders_own_is_not_proposed() -> None:
    past = earlier("legal", "vertrag", times=3)
    assert propose_by_past(telling_words(TEXT), past, ALL - {"legal"}) is None


def test_short_words_are_not_looked_for() -> None:
    assert list(telling_words("Für den Kunden: ein Vertrag")) == ["kunden", "vertrag"]
