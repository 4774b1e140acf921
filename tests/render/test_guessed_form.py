"""The form with proposals of a language model: marked, within Slack's limits, whatever the model says."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.guest.brief import Guess
from handlers.slack.metadata import Opening, opening
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms import open_form
from handlers.words import words_in
from tests.company import ANNA, COMPANY, MONDAY

LONG = "Größe &<!channel> " * 20
READER = Reader(words_in("de"), ZoneInfo("Europe/Berlin"), MONDAY, ANNA)


def hints(form: Json) -> dict[str, str]:
    blocks = form["blocks"]
    assert isinstance(blocks, list)
    return {block["block_id"]: block["hint"]["text"] for block in blocks if "hint" in block}


def form(**guesses: Guess) -> Json:
    return open_form(COMPANY, {"department": "accounting"}, READER, metadata="", guesses=guesses)


def test_each_proposal_says_that_it_is_one_and_what_it_stands_on() -> None:
    due = int(datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("Europe/Berlin")).timestamp())
    shown = hints(form(due=Guess(due, "Freitag um 12 Uhr"), why_now=Guess("Der Kunde wartet")))
    assert (
        shown["due"]
        == "Vom Sprachmodell vorgeschlagen: Fr 27.11., 12:00, aus „Freitag um 12 Uhr“ – bleibt das Feld leer, gilt das."
    )
    assert (
        shown["why_now"]
        == "Vom Sprachmodell vorgeschlagen: „Der Kunde wartet“ – bleibt das Feld leer, gilt das."
    )


@pytest.mark.parametrize("field", ["summary", "need.customer_no"])
def test_a_required_field_may_stay_empty_under_a_proposal_and_not_without(field: str) -> None:
    def optional(shown: Json) -> object:
        blocks = shown["blocks"]
        assert isinstance(blocks, list)
        return next(block["optional"] for block in blocks if block.get("block_id") == field)

    assert optional(form(**{field: Guess("4711")})) is True
    assert optional(form(why_now=Guess("Der Kunde wartet"))) is False


def test_text_stays_text_and_hints_keep_slacks_limit() -> None:
    shown = hints(form(why_now=Guess(LONG)))
    assert "&<!channel>" in shown["why_now"]
    assert all(len(text) <= 2000 for text in shown.values())


def test_what_finds_no_room_in_the_form_is_neither_shown_nor_sent() -> None:
    many = {f"need.{number}": Guess("x" * (300 + number), "x" * 100) for number in range(30)}
    carried = Opening().with_guesses(many)
    assert 0 < len(carried.guesses) < 30
    assert len(carried.written()) <= 3000
    assert opening(carried.written()).guesses == carried.guesses


def test_no_proposal_takes_the_room_of_what_somebody_typed_for_another_department() -> None:
    kept = {f"need.{number}": "y" * 750 for number in range(3)}
    guesses = {"why_now": Guess("x" * 300), "done_when": Guess("x" * 299), "customer": Guess("Müller")}
    carried = opening(Opening(kept=kept).with_guesses(guesses).written())
    assert carried.kept == kept
    assert carried.guesses == {name: guesses[name] for name in ("done_when", "customer")}
