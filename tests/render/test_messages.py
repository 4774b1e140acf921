"""What people read in the thread, in private, and where a handoff came from."""

from collections.abc import Callable

import pytest

from bot.domain.delivery.messages import MessageKind
from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    Poke,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Source
from handlers.slack.render.direct import direct
from handlers.slack.render.lines import line
from handlers.slack.render.notes import source_note
from handlers.slack.render.show import show
from tests.company import ANNA, BEN, COMPANY, DORA, FRIDAY, LARS, MONDAY
from tests.domain.story import Story, accepted, asked, closed, declined, done
from tests.render.limits import check_message
from tests.render.seen import reader, seen

LINK = "https://hansen.slack.com/archives/C0ACC/p1764000000000100"

Turned = tuple[Callable[[], Story], str, Command, str, str]
TURNS: dict[str, Turned] = {
    "accepted": (
        Story,
        DORA,
        Accept("Ich buche heute", FRIDAY),
        "@U0DORA hat angenommen. Nächster Schritt: „Ich buche heute“ – bis Fr 27.11., 12:00",
        "@U0DORA has accepted. Next step: “Ich buche heute” – by Fri 27 Nov, 12:00",
    ),
    "accepted with one click": (Story, LARS, Accept(), "@U0LARS hat angenommen.", "@U0LARS has accepted."),
    "asked": (
        Story,
        DORA,
        AskInformation("Netto?", ("amount",)),
        "@U0DORA hat eine Rückfrage. „Netto?“ Gebraucht wird: Betrag.",
        "@U0DORA has a question. “Netto?” Needed: Amount.",
    ),
    "answered": (
        asked,
        ANNA,
        AnswerInformation("Netto", {"amount": "5"}),
        "@U0ANNA hat geantwortet. „Netto“ Ergänzt: Betrag.",
        "@U0ANNA has answered. “Netto” Added: Amount.",
    ),
    "declined": (
        Story,
        DORA,
        Decline("Nicht bei uns"),
        "@U0DORA hat abgelehnt. „Nicht bei uns“",
        "@U0DORA has declined. “Nicht bei uns”",
    ),
    "rerouted": (
        Story,
        DORA,
        Reroute("it", "Lizenz"),
        "@U0DORA hat sie an die Abteilung IT weitergeleitet. „Lizenz“",
        "@U0DORA has passed this on to IT. “Lizenz”",
    ),
    "poked": (
        Story,
        BEN,
        Poke(),
        "H-128 · Gutschrift für Müller\n@U0BEN fragt, wer das übernehmen kann.",
        "H-128 · Gutschrift für Müller\n@U0BEN asks who can take this over.",
    ),
    "waiting": (
        accepted,
        DORA,
        Wait(FRIDAY, "Post"),
        "@U0DORA lässt sie bis Fr 27.11. ruhen. „Post“",
        "@U0DORA has paused this until Fri 27 Nov. “Post”",
    ),
    "corrected": (
        accepted,
        ANNA,
        CorrectReadBack("Erst anrufen"),
        "@U0ANNA hat es anders gemeint. „Erst anrufen“",
        "@U0ANNA meant something else. “Erst anrufen”",
    ),
    "restated": (
        accepted,
        DORA,
        RestateNextStep("Ich rufe an", FRIDAY),
        "@U0DORA hat einen neuen nächsten Schritt: „Ich rufe an“ – bis Fr 27.11., 12:00",
        "@U0DORA has a new next step: “Ich rufe an” – by Fri 27 Nov, 12:00",
    ),
    "finished": (
        accepted,
        DORA,
        Finish("Ist raus"),
        "@U0DORA ist fertig. „Ist raus“",
        "@U0DORA is done. “Ist raus”",
    ),
    "confirmed": (
        done,
        ANNA,
        Confirm("Danke!"),
        "@U0ANNA hat bestätigt, dass es gelöst ist.",
        "@U0ANNA has confirmed that it is solved.",
    ),
    "thanked in public": (
        done,
        ANNA,
        Confirm("Das ging schnell!", thanks_public=True),
        "H-128 · Gutschrift für Müller\n"
        "@U0ANNA hat bestätigt, dass es gelöst ist. Danke an @U0DORA: „Das ging schnell!“",
        "H-128 · Gutschrift für Müller\n"
        "@U0ANNA has confirmed that it is solved. Thanks to @U0DORA: “Das ging schnell!”",
    ),
    "reopened": (
        done,
        ANNA,
        Reopen("Betrag falsch"),
        "@U0ANNA sagt: noch nicht gelöst. „Betrag falsch“",
        "@U0ANNA says: not solved yet. “Betrag falsch”",
    ),
    "withdrawn": (Story, ANNA, Withdraw(), "@U0ANNA hat sie zurückgezogen.", "@U0ANNA has withdrawn it."),
}


@pytest.mark.parametrize("turn", TURNS)
def test_the_thread_gets_one_plain_line_for_each_turn(turn: str) -> None:
    before, who, command, german, english = TURNS[turn]
    story = Story(to="logistics") if who == LARS else before()
    story.then(who, command)
    event = story.last.events[0]
    assert seen(line(event, story.handoff, COMPANY, reader("de"))) == german
    assert seen(line(event, story.handoff, COMPANY, reader("en"))) == english


def private(story: Story, to: str, language: str = "de", link: str | None = LINK) -> str:
    """Return what `to` was told of the last turn, as it reads now."""
    messages = [one for one in story.last.messages if one.kind is MessageKind.DIRECT and one.to == to]
    assert len(messages) == 1
    event = next(one for one in story.events if one.sequence == messages[0].event)
    content = direct(event, story.handoff, COMPANY, reader(language, to), link)
    check_message(content)
    return seen(content)


def test_the_receipt_says_that_it_is_yours_until_somebody_accepts() -> None:
    assert private(Story(), ANNA) == (
        "Du hast H-128 Gutschrift für Müller der Abteilung Buchhaltung angeboten.\n"
        "Bis dort jemand annimmt, liegt sie bei dir.\n"
        "[Zurückziehen]"
    )


def test_the_receipt_follows_the_matter_when_it_is_sent_late() -> None:
    story = Story()
    receipt = story.events[0]
    story.then(DORA, Accept("Ich buche"))
    text = seen(direct(receipt, story.handoff, COMPANY, reader("de", ANNA)))
    assert "Bis dort jemand annimmt" not in text
    assert "Verantwortlich: @U0DORA" in text


def test_acceptance_reads_back_and_can_be_corrected() -> None:
    assert private(Story().then(DORA, Accept("Ich buche heute")), ANNA, "en") == (
        "@U0DORA has accepted H-128 Gutschrift für Müller. Next step: “Ich buche heute”\n"
        "Accountable: @U0DORA\n"
        "[Not what I meant]"
    )


def test_acceptance_with_one_click_has_nothing_to_correct() -> None:
    assert "[So nicht gemeint]" not in private(Story(to="logistics").then(LARS, Accept()), ANNA)


def test_a_correction_reaches_the_assignee() -> None:
    assert private(accepted().then(ANNA, CorrectReadBack("Erst anrufen")), DORA) == (
        "@U0ANNA hat H-128 Gutschrift für Müller anders gemeint. „Erst anrufen“\nSie liegt bei dir.\n"
        "[Neuer nächster Schritt]"
    )


def test_a_correction_asks_once_and_its_answer_can_be_corrected_again() -> None:
    story = accepted()
    acceptance = story.last.events[0]
    correction = story.then(ANNA, CorrectReadBack("Erst anrufen")).last.events[0]
    assert "[" not in seen(direct(acceptance, story.handoff, COMPANY, reader(user=ANNA)))
    assert private(story.then(DORA, RestateNextStep("Ich rufe an")), ANNA, "en") == (
        "@U0DORA has a new next step for H-128 Gutschrift für Müller: “Ich rufe an”\n"
        "Accountable: @U0DORA\n"
        "[Not what I meant]"
    )
    assert "[" not in seen(direct(acceptance, story.handoff, COMPANY, reader(user=ANNA)))
    assert "[" not in seen(direct(correction, story.handoff, COMPANY, reader(user=DORA)))


def test_a_question_can_be_answered_from_the_message() -> None:
    assert private(asked(), ANNA) == (
        "@U0DORA hat eine Rückfrage zu H-128 Gutschrift für Müller. „Netto oder brutto?“\n"
        "Sie wartet auf deine Antwort und liegt bei dir.\n"
        "[Antworten]"
    )


def test_a_question_about_work_that_was_accepted_says_who_waits_and_whose_it_is() -> None:
    assert private(accepted().then(DORA, AskInformation("Netto?")), ANNA, "en") == (
        "@U0DORA has a question about H-128 Gutschrift für Müller. “Netto?”\n"
        "It waits for your answer. Accountable: @U0DORA\n"
        "[Answer]"
    )


def test_an_answer_lets_the_one_who_asked_accept() -> None:
    story = asked().then(ANNA, AnswerInformation("Netto"))
    assert private(story, DORA).endswith("Noch verantwortlich: @U0ANNA\n[Annehmen]")


def test_a_decline_gives_it_back_with_two_ways_on() -> None:
    assert private(declined(), ANNA) == (
        "@U0DORA hat H-128 Gutschrift für Müller abgelehnt. „Das bucht die Logistik selbst“\n"
        "Damit liegt sie wieder bei dir: übergib sie anders oder zieh sie zurück.\n"
        "[Anders übergeben] [Zurückziehen]"
    )


def test_a_reroute_is_told_with_the_new_department() -> None:
    assert private(Story().then(DORA, Reroute("it", "Lizenz")), ANNA) == (
        "@U0DORA hat H-128 Gutschrift für Müller an die Abteilung IT weitergeleitet. „Lizenz“\n"
        "Bis dort jemand annimmt, liegt sie bei dir."
    )


def test_waiting_says_until_when() -> None:
    assert private(accepted().then(DORA, Wait(FRIDAY, "Post")), ANNA) == (
        "@U0DORA lässt H-128 Gutschrift für Müller bis Fr 27.11. ruhen. „Post“\nVerantwortlich: @U0DORA"
    )


def test_a_result_asks_for_confirmation() -> None:
    assert private(done(), ANNA) == (
        "@U0DORA hat H-128 Gutschrift für Müller erledigt. „Gutschrift 2026-118 ist raus“\n"
        "Ist es gelöst? Bis du das sagst, liegt sie bei dir.\n"
        "[Bestätigen] [Nicht gelöst]"
    )


def test_thanks_reach_the_assignee() -> None:
    assert private(done().then(ANNA, Confirm("Super schnell")), DORA) == (
        "@U0ANNA hat bestätigt, dass H-128 Gutschrift für Müller gelöst ist. „Super schnell“\nDanke!"
    )


def test_a_private_thank_you_is_read_by_the_two_whom_it_concerns() -> None:
    story = done().then(ANNA, Confirm("Super schnell"))
    for user, reads in ((ANNA, True), (DORA, True), (BEN, False), (None, False)):
        text = seen(show(story.handoff, story.events, COMPANY, reader(user=user)))
        assert ("„Super schnell“" in text) is reads, user


def test_a_public_thank_you_reaches_the_assignee_too() -> None:
    thanked = private(done().then(ANNA, Confirm("Super schnell", thanks_public=True)), DORA)
    assert "„Super schnell“\nDanke!" in thanked


def test_a_reopened_matter_is_the_assignee_s_again() -> None:
    assert private(done().then(ANNA, Reopen("Betrag falsch")), DORA, "en") == (
        "@U0ANNA says that H-128 Gutschrift für Müller is not solved yet. “Betrag falsch”\nIt is with you."
    )


def test_a_withdrawal_says_that_nothing_is_left_to_do() -> None:
    assert private(accepted().then(ANNA, Withdraw("Kunde zahlt doch")), DORA) == (
        "@U0ANNA hat H-128 Gutschrift für Müller zurückgezogen. „Kunde zahlt doch“\nEs ist nichts mehr zu tun."
    )


def test_buttons_go_once_the_matter_has_moved_on() -> None:
    story = asked()
    question = story.last.events[0]
    story.then(ANNA, AnswerInformation("Netto"))
    assert "[" not in seen(direct(question, story.handoff, COMPANY, reader("de", ANNA)))


def test_buttons_are_only_for_those_who_may_press_them() -> None:
    story = done()
    assert "[" not in seen(direct(story.last.events[0], story.handoff, COMPANY, reader("de", DORA)))


def test_where_the_message_stood_a_note_says_what_became_of_it() -> None:
    story = Story(source=Source("C0SALES", "1764000000.000100"))
    note = seen(source_note(story.handoff, COMPANY, reader()))
    assert note == (
        "Daraus ist eine Übergabe geworden: H-128 · Gutschrift für Müller\n"
        "Vertrieb → Buchhaltung · wartet auf Annahme\n"
        "Noch verantwortlich: @U0ANNA"
    )
    assert "This has become a handoff:" in seen(source_note(story.handoff, COMPANY, reader("en")))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("activity", Activity)
def test_every_activity_can_be_told_in_both_languages(activity: Activity, language: str) -> None:
    handoff = accepted().handoff
    event = Event(7, activity, MONDAY, DORA, "sales", "accounting", detail="H-130", said={"department": "it"})
    for content in (
        line(event, handoff, COMPANY, reader(language)),
        direct(event, handoff, COMPANY, reader(language, ANNA), LINK),
    ):
        check_message(content)
        assert seen(content)
        assert "{" not in seen(content)


def test_the_whole_story_is_told_from_the_beginning() -> None:
    story = closed()
    text = seen(show(story.handoff, story.events, COMPANY, reader(user=ANNA), {DORA: "Dora Lindner"}))
    assert text.endswith(
        "Was bisher geschah\n"
        "Mo 23.11., 10:00 · @U0ANNA hat diese Übergabe begonnen.\n"
        "Mo 23.11., 10:00 · Der Abteilung Buchhaltung angeboten.\n"
        "Mo 23.11., 10:00 · Dora Lindner hat angenommen. Nächster Schritt: „Ich buche heute und melde mich“\n"
        "Mo 23.11., 10:00 · Dora Lindner ist fertig. „Gutschrift 2026-118 ist raus“\n"
        "Mo 23.11., 10:00 · @U0ANNA hat bestätigt, dass es gelöst ist."
    )


def test_a_question_about_several_needs_is_told_once() -> None:
    story = Story().then(DORA, AskInformation("", ("customer_no", "amount")))
    text = seen(show(story.handoff, story.events, COMPANY, reader()))
    assert text.count("hat eine Rückfrage. Gebraucht wird: Kundennummer, Betrag.") == 1
    assert text.count("Rückfrage.") == 1


def test_long_texts_are_whole_in_the_whole_story() -> None:
    story = accepted().then(DORA, Finish("Wort " * 590 + "Ende"))
    assert "Wort Ende" in seen(show(story.handoff, story.events, COMPANY, reader()))


def test_of_a_very_long_history_the_latest_is_shown_and_the_rest_counted() -> None:
    story = accepted()
    for _ in range(40):
        story.then(DORA, Finish("raus")).then(ANNA, Reopen("nein"))
    text = seen(show(story.handoff, story.events, COMPANY, reader()))
    assert "53 frühere Einträge sind nicht zu sehen" in text
    assert text.count("noch nicht gelöst") == 15
