"""What the people of both departments read on the card, state by state."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.matter.commands import (
    Accept,
    AskInformation,
    CorrectReadBack,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
)
from bot.domain.matter.handoff import Brief, Handoff, Source, SourceState, State
from bot.domain.matter.transitions import Action, transition
from bot.domain.text import clean
from handlers.slack.render.card import card
from handlers.slack.render.content import Json
from handlers.slack.render.rich import literal
from tests.company import ANNA, COMPANY, DORA, FRIDAY, REFUND
from tests.domain.story import Story, accepted, asked, closed, declined, done, withdrawn
from tests.render.hostile import ENDS_OF_TIME
from tests.render.limits import check_message
from tests.render.seen import reader, seen

STORIES: dict[State, Callable[[], Story]] = {
    State.OFFERED: Story,
    State.NEEDS_INFO: asked,
    State.ACCEPTED: accepted,
    State.DECLINED: declined,
    State.DONE: done,
    State.CLOSED: closed,
    State.WITHDRAWN: withdrawn,
}


def card_of(story: Story, language: str = "de") -> str:
    return seen(card(story.handoff, COMPANY, reader(language)))


def test_an_offer_says_what_it_is_about_and_whose_it_still_is() -> None:
    story = Story(brief=replace(REFUND, urgent=True, details="Rabatt 15 % statt 10 %."))
    assert card_of(story) == (
        "H-128 · Gutschrift für Müller – wartet auf Annahme\n"
        "Vertrieb → Buchhaltung · bis Fr 27.11., 12:00 · dringend\n"
        "Noch verantwortlich: @U0ANNA\n"
        "Rabatt 15 % statt 10 %.\n"
        "Warum jetzt: Kunde wartet seit Montag, falsch berechneter Rabatt.\n"
        "Fertig, wenn: Die Gutschrift ist beim Kunden.\n"
        "Kunde: Müller GmbH · Kundennummer: 4711\n"
        "[Annehmen] [Rückfrage] ⋯ Weiterleiten · Ablehnen · Details und Verlauf · Zurückziehen"
    )


def test_an_offer_that_nobody_reacts_to_says_so_and_what_its_sender_can_do() -> None:
    story = Story()
    story.handoff = replace(story.handoff, rung=3, next_nudge_at=None)
    assert "H-128 · Gutschrift für Müller – wartet auf Annahme, ohne Reaktion\n" in card_of(story)
    assert (
        "@U0ANNA can nudge once more, offer it elsewhere or withdraw it; a call often helps.\n[Accept]"
    ) in card_of(story, "en")


def test_a_matter_that_is_still_on_its_ladder_is_not_without_reaction() -> None:
    story = Story()
    story.handoff = replace(story.handoff, rung=2, next_nudge_at=FRIDAY)
    assert "no reaction" not in card_of(story, "en")


def test_an_offer_reads_as_plainly_in_english() -> None:
    assert card_of(Story(), "en") == (
        "H-128 · Gutschrift für Müller – waiting for acceptance\n"
        "Vertrieb → Buchhaltung · due Fri 27 Nov, 12:00\n"
        "Still accountable: @U0ANNA\n"
        "Why now: Kunde wartet seit Montag, falsch berechneter Rabatt.\n"
        "Done when: Die Gutschrift ist beim Kunden.\n"
        "Customer: Müller GmbH · Customer number: 4711\n"
        "[Accept] [Ask a question] ⋯ Pass on · Decline · Details and history · Withdraw"
    )


def test_the_accepted_card_says_who_has_it_for_whom_and_what_comes_next() -> None:
    story = Story().then(DORA, Accept("Ich buche heute", FRIDAY))
    assert "– angenommen" in card_of(story)
    assert (
        "Verantwortlich: @U0DORA · für @U0ANNA · nächster Schritt: „Ich buche heute“ · bis Fr 27.11., 12:00"
    ) in card_of(story)
    assert (
        "[Erledigt] [Rückfrage] ⋯ Teil weitergeben · Warten bis … · Neuer nächster Schritt · Details und Verlauf · Zurückziehen"
        in card_of(story)
    )


def test_a_question_stands_on_the_card_until_it_is_answered() -> None:
    story = Story().then(DORA, AskInformation("Netto oder brutto?", ("amount",)))
    assert "@U0DORA fragt: „Netto oder brutto?“\nGebraucht wird: Betrag" in card_of(story)
    assert "Noch verantwortlich: @U0ANNA" in card_of(story)
    assert "[Antworten] ⋯ Details und Verlauf · Zurückziehen" in card_of(story)


def test_needs_without_a_question_are_asked_for_by_their_labels() -> None:
    story = Story().then(DORA, AskInformation("", ("amount",)))
    assert "@U0DORA has a question.\nNeeded: Amount" in card_of(story, "en")


def test_a_required_need_left_open_is_named() -> None:
    story = Story()
    open_brief = replace(story.handoff, brief=replace(story.handoff.brief, needs={}))
    assert "Es fehlt noch: Kundennummer" in seen(card(open_brief, COMPANY, reader()))


def test_a_moment_that_matters_says_talk_first_until_somebody_accepts() -> None:
    story = Story(brief=replace(REFUND, moment_that_matters=True))
    assert "Erst sprechen: anrufen oder treffen, dann annehmen." in card_of(story)
    assert "Erst sprechen" not in card_of(story.then(DORA, Accept("Rufe an")))


def test_waiting_says_until_when_and_for_what() -> None:
    story = accepted().then(DORA, Wait(FRIDAY, "die Unterschrift"))
    assert "– ruht bis Fr 27.11." in card_of(story)
    assert "Wartet auf: die Unterschrift" in card_of(story)


def test_a_pause_that_has_ended_is_gone_from_the_card() -> None:
    story = accepted().then(DORA, Wait(FRIDAY, "die Unterschrift"))
    friday = seen(card(story.handoff, COMPANY, reader(now=FRIDAY)))
    assert "– angenommen" in friday
    assert "ruht" not in friday
    assert "die Unterschrift" not in friday


def test_a_next_step_that_was_not_what_was_meant_says_so_until_there_is_another() -> None:
    story = accepted().then(ANNA, CorrectReadBack("Erst anrufen"))
    assert "nächster Schritt: „Ich buche heute und melde mich“ – so nicht gemeint" in card_of(story)
    assert "Wie es gemeint ist, steht im Thread." in card_of(story)
    assert "next step: “Ich buche heute und melde mich” – not what was meant" in card_of(story, "en")
    story.then(DORA, RestateNextStep("Ich rufe an"))
    assert "nächster Schritt: „Ich rufe an“\n" in card_of(story)
    assert "gemeint" not in card_of(story)


def test_a_declined_card_is_the_requester_s_again_and_keeps_the_reason_in_the_thread() -> None:
    assert "Wieder verantwortlich: @U0ANNA" in card_of(declined())
    assert "Der Grund steht im Thread." in card_of(declined())
    assert "Das bucht die Logistik selbst" not in card_of(declined())
    assert card_of(declined()).endswith("\n[Details und Verlauf] ⋯ Anders übergeben · Zurückziehen")


def test_a_done_card_shows_the_result_and_leaves_the_next_word_to_the_requester() -> None:
    assert "Bei @U0ANNA, zur Bestätigung" in card_of(done())
    assert "Ergebnis: Gutschrift 2026-118 ist raus" in card_of(done())
    assert card_of(done()).endswith("\n[Details und Verlauf] ⋯ Bestätigen · Nicht gelöst · Zurückziehen")


def test_a_reopened_card_no_longer_shows_the_old_result() -> None:
    assert "2026-118" not in card_of(done().then(ANNA, Reopen("Betrag stimmt nicht")))


def test_an_ended_card_is_quiet() -> None:
    assert card_of(closed()) == (
        "H-128 · Gutschrift für Müller – abgeschlossen\n"
        "Vertrieb → Buchhaltung · bis Fr 27.11., 12:00\n"
        "Ergebnis: Gutschrift 2026-118 ist raus\n"
        "[Details und Verlauf]"
    )
    assert "– zurückgezogen" in card_of(withdrawn())


def test_a_card_says_when_nobody_confirmed() -> None:
    handoff = replace(closed().handoff, ended_as="closed_unconfirmed")
    assert "– ohne Bestätigung abgeschlossen" in seen(card(handoff, COMPANY, reader()))


def test_the_card_of_an_earlier_offer_leads_to_where_it_went() -> None:
    story = Story().then(DORA, Reroute("logistics", "Die buchen das selbst"))
    left = card(story.handoff, COMPANY, reader(), hop=1, link="https://hansen.slack.com/archives/C0LOG/p2")
    assert seen(left) == (
        "H-128 · Gutschrift für Müller\n"
        "Weitergeleitet. Sie liegt jetzt bei der Abteilung Logistik.\n"
        "[Details und Verlauf]"
    )
    assert "C0LOG/p2" in str(left.blocks)
    assert "[Annehmen]" in seen(card(story.handoff, COMPANY, reader(), hop=2))


def test_answers_to_another_department_s_needs_keep_their_labels() -> None:
    story = Story().then(DORA, Reroute("logistics", "Die buchen das selbst"))
    assert "Kunde: Müller GmbH · Kundennummer: 4711" in card_of(story)


def test_an_answer_to_a_need_that_nobody_has_any_more_keeps_its_key() -> None:
    story = Story()
    organisation = story.without("accounting").organisation
    assert "customer_no: 4711" in seen(card(story.handoff, organisation, reader()))


def test_the_origin_is_a_channel_and_a_link() -> None:
    story = Story(
        source=Source("C0SALES", "1764000000.000100", "https://hansen.slack.com/archives/C0SALES/p1")
    )
    assert "Ursprung: #C0SALES · zur Nachricht" in card_of(story)
    assert "Ursprung: #C0SALES" in card_of(Story(source=Source("C0SALES", "1764000000.000100")))


def test_the_origin_says_what_became_of_the_message() -> None:
    link = "https://hansen.slack.com/archives/C0SALES/p1"
    edited = Story(source=Source("C0SALES", "1764000000.000100", link, SourceState.EDITED))
    assert "Ursprung: #C0SALES · Original bearbeitet" in card_of(edited)
    assert link in str(card(edited.handoff, COMPANY, reader()).blocks)
    deleted = Story(source=Source("C0SALES", "1764000000.000100", link, SourceState.DELETED))
    assert "Ursprung: #C0SALES · Original gelöscht" in card_of(deleted)
    assert link not in str(card(deleted.handoff, COMPANY, reader()).blocks)


def test_long_details_are_cut_visibly() -> None:
    text = card_of(Story(brief=replace(REFUND, details="Satz. " * 500)))
    assert "Satz.…" in text
    assert len(text) < 2000


def test_a_department_that_is_gone_leaves_its_key() -> None:
    story = Story()
    organisation = story.without("accounting").organisation
    assert "Vertrieb → accounting" in seen(card(story.handoff, organisation, reader()))


def test_the_fallback_text_says_the_same_in_one_line() -> None:
    text = card(Story(brief=replace(REFUND, summary="A & B <!here>")).handoff, COMPANY, reader("en")).text
    assert text == (
        "H-128 · A &amp; B &lt;!here&gt; – waiting for acceptance · "
        "Vertrieb → Buchhaltung · due Fri 27 Nov, 12:00 · Still accountable: <@U0ANNA>"
    )


def test_no_right_to_left_letter_is_overlooked() -> None:
    letters = [char for char in map(chr, range(0x110000)) if unicodedata.bidirectional(char) in {"R", "AL"}]
    assert [letter for letter in letters if clean(letter) and literal(letter) == letter] == []


def test_right_to_left_names_keep_to_themselves() -> None:
    story = Story(brief=Brief(summary="שלום", needs=REFUND.needs))
    assert "H-128 · שלום" in card_of(story).replace("\u2068", "").replace("\u2069", "")
    assert card_of(story).count("\u2068") == card_of(story).count("\u2069") == 1


@pytest.mark.parametrize("at", ENDS_OF_TIME)
def test_a_card_can_show_any_day_that_a_database_holds(at: datetime) -> None:
    handoff = replace(accepted().handoff, by_when=at, waiting_until=at, brief=replace(REFUND, due=at))
    check_message(card(handoff, COMPANY, reader()))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("state", State)
def test_every_state_has_a_card_in_both_languages(state: State, language: str) -> None:
    handoff = STORIES[state]().handoff
    assert handoff.state is state
    check_message(card(handoff, COMPANY, reader(language)))


@pytest.mark.parametrize("state", State)
def test_a_card_offers_only_what_the_table_of_transitions_allows(state: State) -> None:
    verbs = list(_verbs(STORIES[state]().handoff))
    assert verbs
    for verb, number in verbs:
        assert number == "128"
        assert verb == "show_history" or transition(Action(verb), state)


def _verbs(handoff: Handoff) -> list[tuple[str, str]]:
    verbs: list[tuple[str, str]] = []
    for block in card(handoff, COMPANY, reader()).blocks:
        elements: list[Json] = block["elements"] if block["type"] == "actions" else []  # type: ignore[assignment]
        for element in elements:
            if element["action_id"] == "more":
                options: list[Json] = element["options"]  # type: ignore[assignment]
                verbs += [
                    (verb, number) for verb, number in (str(one["value"]).split(":") for one in options)
                ]
            else:
                verbs.append((str(element["action_id"]), str(element["value"])))
    return verbs
