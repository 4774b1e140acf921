"""What a language model may say of one figure: that figure of everything together, and nothing that turns it around."""

from dataclasses import replace

import pytest

from bot.domain.guest.explaining import concerned, explaining
from bot.domain.guest.inquiry import Task
from bot.domain.guest.wording import accepted
from bot.domain.summary.figures import NO_TIMES
from tests.render.weeks import OVERALL, STALLED, WEEK


def shown(figure: str, text: str, language: str) -> bool:
    asked = explaining(WEEK, figure, language)
    assert asked
    return accepted(text, asked.sentence, language, ("Vertrieb", "Anna")) is not None


@pytest.mark.parametrize(
    ("figure", "german", "english"),
    [
        (
            "moved",
            "In der Woche gab es 41 neue, 35 abgeschlossene und am Ende 12 offene Übergaben.",
            "In the week, there were 41 new handoffs, 35 closed and 12 open.",
        ),
        (
            "accept_target",
            "In der Woche wurden 29 von 38 Angeboten rechtzeitig angenommen.",
            "In the week, 29 of 38 offers were accepted in time.",
        ),
        (
            "hours_to_accept",
            "Die Hälfte der Angebote wurde innerhalb von 1,5 Geschäftsstunden angenommen.",
            "Half of the offers were accepted within 1.5 business hours.",
        ),
        (
            "hours_to_close",
            "Die Hälfte der Übergaben wurde innerhalb von 9 h abgeschlossen.",
            "Half of the handoffs were closed within 9 h.",
        ),
        (
            "overdue",
            "Am Ende der Woche waren 2 Übergaben überfällig, und die älteste offene war 42 h alt.",
            "When the week ended, 2 open handoffs were overdue, and the oldest open handoff was 42 h old.",
        ),
        (
            "never_accepted",
            "Am Ende der Woche waren 3 Angebote noch nicht angenommen.",
            "When the week ended, 3 offers were still not accepted.",
        ),
        (
            "ping_pong",
            "In der Woche kamen 2 von 41 Übergaben zurück.",
            "In the week, 2 of 41 handoffs came back to a department that had had them before.",
        ),
        (
            "complete_and_accurate",
            "In der Woche konnten 30 von 38 Übergaben ohne Rückfrage begonnen werden.",
            "In the week, 30 of 38 handoffs were started without asking back.",
        ),
    ],
)
def test_a_plain_sentence_with_the_figure_is_shown(figure: str, german: str, english: str) -> None:
    assert shown(figure, german, "de")
    assert shown(figure, english, "en")
    assert not shown(figure, german, "en")
    assert not shown(figure, english, "de")


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("moved", "In the week, there were 41 new handoffs, 36 closed and 12 open."),
        ("moved", "In the week, there were 41 new handoffs, 12 closed and 35 open."),
        ("moved", "In the week, there were 41 new handoffs, and 35 closed."),
        ("accept_target", "In the week, 29 of 38 offers were accepted too late."),
        ("accept_target", "In the week, most of the offers were accepted in time."),
        ("accept_target", "In the week, 29 of 38 offers were accepted in time, 3 more than before."),
        ("accept_target", "In the week, 29 of 38 offers were accepted in time by Anna."),
        ("accept_target", "In the week, 29 of 38 offers to Vertrieb were accepted in time."),
        ("hours_to_accept", "Half of the offers were accepted within 1.5 days."),
        ("hours_to_accept", "Half of the offers were accepted only after 1.5 h."),
        ("hours_to_accept", "Half of the offers were not accepted within 1.5 h."),
        ("hours_to_accept", "Half of the handoffs were closed within 1.5 h."),
        ("hours_to_accept", "The offers were accepted within 1.5 h."),
        ("hours_to_accept", "Half of the offers were accepted within 1.5 h, and 85 % within 6 h."),
        ("hours_to_close", "Half of the offers were accepted within 9 h."),
        ("overdue", "When the week ended, 2 handoffs were overdue."),
        ("overdue", "When the week ended, 2 handoffs were overdue, and the oldest was overdue for 42 h."),
        (
            "overdue",
            "When the week ended, 2 handoffs were not overdue, and the oldest open handoff was 42 h old.",
        ),
        ("never_accepted", "When the week ended, 3 offers were accepted."),
        ("never_accepted", "When the week ended, 3 offers were accepted, and the others were not."),
        ("never_accepted", "When the week ended, 3 offers were not accepted in time."),
        ("ping_pong", "In the week, 2 of 41 handoffs did not come back."),
        ("complete_and_accurate", "In the week, 30 of 38 handoffs were started after asking back."),
        ("complete_and_accurate", "In the week, 30 of 38 handoffs were not started without asking back."),
        ("complete_and_accurate", "In the week, 30 of 38 handoffs were never started without asking back."),
        ("complete_and_accurate", "In the week, 30 of 38 handoffs were started."),
    ],
)
def test_a_figure_that_is_wrong_missing_or_turned_around_is_not_shown(figure: str, wrong: str) -> None:
    assert not shown(figure, wrong, "en")


def test_it_reads_the_one_figure_and_no_name() -> None:
    asked = explaining(WEEK, "accept_target", "de")
    assert asked
    inquiry = asked.inquiry()
    assert '"29 von 38"' in inquiry.material
    assert "German" in inquiry.instruction
    assert (inquiry.task, inquiry.waits) == (Task.EXPLAINING, True)
    for other in ("sales", "logistics", "41", "5 von 9", "2026"):
        assert other not in inquiry.material


def test_what_has_no_value_or_needs_names_is_not_asked_for() -> None:
    assert explaining(WEEK, "reciprocity", "de") is None
    assert explaining(WEEK, "prompts", "de") is None
    assert explaining(replace(WEEK, overall=None), "moved", "de") is None
    waiting = replace(OVERALL, hours_to_close=NO_TIMES)
    assert explaining(replace(WEEK, overall=waiting), "hours_to_close", "de") is None


def test_figures_are_those_of_the_view_and_of_a_flow_that_is_alone_in_it() -> None:
    alone = replace(WEEK, flows=(STALLED,), other=None)
    assert concerned(WEEK) == ()
    assert concerned(replace(WEEK, scope="sales")) == ("sales",)
    assert concerned(alone) == ("logistics", "sales")
    assert concerned(replace(alone, other=OVERALL)) == ()
