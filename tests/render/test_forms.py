"""What people read in the forms, and what stands in them already."""

from dataclasses import replace

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.matter.commands import AskInformation
from bot.domain.matter.transitions import Action
from handlers.slack.render.content import Json
from handlers.slack.render.forms import WORDLESS, open_form, suggestions, turn_form
from tests.company import ANNA, COMPANY, DORA, REFUND
from tests.domain.story import Story, accepted, asked, declined, done
from tests.render.hostile import LARGE
from tests.render.limits import check_view
from tests.render.seen import form, reader

DUE = 1795780800


def shown(action: Action, story: Story, language: str = "de", **values: str) -> str:
    view = turn_form(
        action, story.handoff, story.organisation, reader(language), metadata="128", values=values
    )
    check_view(view)
    assert view["callback_id"] == action
    return form(view)


def fields(view: Json) -> list[str]:
    blocks: list[Json] = view["blocks"]  # type: ignore[assignment]
    return [str(block["block_id"]) for block in blocks if "block_id" in block]


def test_a_new_handoff_starts_empty() -> None:
    view = open_form(COMPANY, {}, reader("en"), metadata="")
    assert form(view) == (
        "New handoff\n"
        "To which department?*: ▾\n"
        "What is it about?*:\n"
        "Details:\n"
        "Why now?:\n"
        "Done when:\n"
        "Due:\n"
        "If something changes:\n"
        "Customer:\n"
        "Urgency: ☐ Urgent: it cannot wait until tomorrow\n"
        "Moment that matters: ☐ It matters to the customer: we talk first\n"
        "Confidential: only for:\n"
        "[Hand over]"
    )


def test_what_the_department_has_to_know_follows_its_name() -> None:
    values: dict[str, str | int | list[str]] = {
        "department": "accounting",
        "summary": "Gutschrift",
        "need.customer_no": "4711",
        "due": DUE,
    }
    view = open_form(COMPANY, values, reader(), metadata="", notice="Die Abteilung hat sich geändert.")
    assert form(view).startswith(
        "Neue Übergabe\n"
        "Die Abteilung hat sich geändert.\n"
        "An welche Abteilung?*: ▾ Buchhaltung\n"
        "Kundennummer*: 4711\n"
        "Betrag:\n"
        "Worum geht es?*: Gutschrift\n"
    )
    assert f"Fällig: {DUE}" in form(view)


def test_fields_have_the_names_that_other_programs_rely_on() -> None:
    assert fields(open_form(COMPANY, {"department": "accounting"}, reader(), metadata="")) == [
        "department",
        "need.customer_no",
        "need.amount",
        "summary",
        "details",
        "why_now",
        "done_when",
        "due",
        "if_then",
        "customer",
        "urgent",
        "moment_that_matters",
        "confidential",
    ]


def test_choosing_a_department_is_told_at_once_and_typing_searches() -> None:
    blocks: list[Json] = open_form(COMPANY, {}, reader(), metadata="")["blocks"]  # type: ignore[assignment]
    assert blocks[0]["dispatch_action"] is True


def test_more_departments_than_a_menu_holds_are_searched_by_name_key_and_topic() -> None:
    assert "external_select" in str(open_form(LARGE, {}, reader(), metadata=""))
    assert [option["value"] for option in suggestions(COMPANY.departments, "buch")] == ["accounting"]
    assert [option["value"] for option in suggestions(COMPANY.departments, "RABATT")] == ["sales"]
    assert len(suggestions(LARGE.departments, "")) == 100


def test_ticks_stay_ticked() -> None:
    view = open_form(COMPANY, {"urgent": ["yes"]}, reader(), metadata="")
    assert str(view).count("initial_options") == 1


def test_accepting_asks_for_the_next_step_where_it_matters() -> None:
    urgent = Story(brief=replace(REFUND, urgent=True))
    assert shown(Action.ACCEPT, urgent) == (
        "Annehmen\n"
        "H-128 · Gutschrift für Müller\n"
        "Vertrieb → Buchhaltung · bis Fr 27.11., 12:00 · dringend\n"
        "Warum jetzt: Kunde wartet seit Montag, falsch berechneter Rabatt.\n"
        "Fertig, wenn: Die Gutschrift ist beim Kunden.\n"
        "Kunde: Müller GmbH · Kundennummer: 4711\n"
        "Dein nächster Schritt*:\n"
        "Bis wann:\n"
        "[Annehmen]"
    )
    assert "Your next step:" in shown(Action.ACCEPT, Story(), "en")


def test_asking_back_offers_the_needs_that_have_no_answer_first() -> None:
    assert "Was fehlt?: ☐ Betrag · Kundennummer\nDeine Frage:\n" in shown(Action.ASK_INFORMATION, Story())


def test_asking_back_without_needs_wants_a_question() -> None:
    assert "What is missing?" not in shown(Action.ASK_INFORMATION, Story(to="logistics"), "en")
    assert "Your question*:" in shown(Action.ASK_INFORMATION, Story(to="logistics"), "en")


def test_answering_shows_the_question_and_a_field_for_each_need() -> None:
    story = Story().then(DORA, AskInformation("Netto?", ("amount", "customer_no")))
    assert "@U0DORA fragt: „Netto?“\nBetrag:\nKundennummer: 4711\nDeine Antwort:\n" in shown(
        Action.ANSWER_INFORMATION, story
    )
    assert "Your answer*:" in shown(Action.ANSWER_INFORMATION, asked(), "en")


def test_passing_on_leaves_out_the_department_that_has_it() -> None:
    view = turn_form(Action.REROUTE, Story().handoff, COMPANY, reader(), metadata="128")
    assert "'accounting'" not in str(view)
    assert "'logistics'" in str(view)
    assert shown(Action.REROUTE, Story()).endswith(
        "An welche Abteilung?*: ▾\nWarum dorthin?*:\n[Weiterleiten]"
    )


def test_whose_it_is_offers_it_elsewhere() -> None:
    for story, user in ((Story(), ANNA), (declined(), ANNA), (declined(), None)):
        view = turn_form(Action.REROUTE, story.handoff, COMPANY, reader(user=user), metadata="128")
        assert form(view).startswith("Anders übergeben\n")
        assert form(view).endswith("\n[Anders übergeben]")


@pytest.mark.parametrize(
    ("action", "ends"),
    [
        (Action.DECLINE, "Warum nicht?*:\n[Ablehnen]"),
        (Action.WITHDRAW, "Warum?:\n[Zurückziehen]"),
        (Action.WAIT, "Bis wann?*:\nWorauf wartest du?*:\n[Warten]"),
        (
            Action.FINISH,
            "Fertig, wenn: Die Gutschrift ist beim Kunden.\nWas ist herausgekommen?*:\n[Erledigt]",
        ),
        (
            Action.RESTATE_NEXT_STEP,
            "Nächster Schritt bisher: „Ich buche heute und melde mich“\nDein nächster Schritt*:\nBis wann:\n[Senden]",
        ),
        (
            Action.CORRECT_READ_BACK,
            "Nächster Schritt: „Ich buche heute und melde mich“\nWie hast du es gemeint?*:\n[Senden]",
        ),
    ],
)
def test_short_forms_ask_one_thing(action: Action, ends: str) -> None:
    assert shown(action, accepted()).endswith(ends)


def test_confirming_and_reopening_show_the_result() -> None:
    result = "Ergebnis: Gutschrift 2026-118 ist raus\n"
    assert shown(Action.CONFIRM, done()).endswith(
        result
        + "Ein Dankeschön, wenn du magst:\nWer darf es lesen?: ☐ Auch im Kanal dort Danke sagen\n[Es ist gelöst]"
    )
    assert shown(Action.REOPEN, done()).endswith(result + "Was fehlt noch?*:\n[Zurückgeben]")


def test_what_was_typed_comes_back() -> None:
    assert "Warum nicht?*: Das macht die IT" in shown(Action.DECLINE, Story(), reason="Das macht die IT")
    assert "Bis wann?*: 2026-11-27" in shown(Action.WAIT, accepted(), until="2026-11-27")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("action", sorted(frozenset(Action) - WORDLESS))
def test_every_form_opens_in_both_languages_for_the_worst_department(action: Action, language: str) -> None:
    worst = Organisation(departments=(*COMPANY.departments, *LARGE.departments[:1]))
    handoff = replace(asked().handoff, to_department="d0")
    check_view(turn_form(action, handoff, worst, reader(language), metadata="x" * 3000))
    check_view(open_form(worst, {"department": "d0"}, reader(language), metadata="", notice="!"))
