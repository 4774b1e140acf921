"""What the event log holds of each path, in order; process mining lives on it."""

from itertools import pairwise

from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Confirm,
    CorrectReadBack,
    Finish,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.handoff import Question
from tests.company import ANNA, CEM, DORA, FRIDAY, JAN, MONDAY
from tests.domain.story import Story, accepted, asked, closed, declined, done, withdrawn


def test_the_straight_way() -> None:
    assert closed().activities == ["opened", "offered", "accepted", "finished", "confirmed"]


def test_opened_and_offered_are_one_instant() -> None:
    opened, offered = Story().events
    assert opened.at == offered.at == MONDAY
    assert opened.actor == offered.actor == ANNA
    assert opened.detail == FRIDAY.isoformat()
    assert offered.detail == ""


def test_an_offer_without_a_due_time_has_no_detail() -> None:
    assert accepted().events[1].detail == ""


def test_one_row_for_each_need_that_was_asked_for() -> None:
    story = Story().then(DORA, AskInformation(question="Von wem?", needs=("customer_no", "amount")))
    assert story.activities[2:] == ["information_asked", "information_asked"]
    assert [event.detail for event in story.last.events] == ["customer_no", "amount"]
    assert story.last.events[0].said == {"question": "Von wem?", "needs": "customer_no amount"}
    assert story.last.events[1].said == {}


def test_a_need_that_the_department_no_longer_has_does_not_get_into_the_log() -> None:
    story = Story().then(DORA, AskInformation(needs=("fax_no", "amount")))
    assert [event.detail for event in story.last.events] == ["amount"]
    assert story.last.events[0].said == {"needs": "amount"}
    assert story.handoff.question == Question(DORA, "", ("amount",))


def test_a_question_about_no_need_is_one_row() -> None:
    (event,) = asked().last.events
    assert (event.activity, event.detail) == ("information_asked", "")


def test_question_and_answer() -> None:
    story = asked().then(ANNA, AnswerInformation(answer="Brutto", needs={"amount": "1200", "note": ""}))
    assert story.activities[2:] == ["information_asked", "information_answered"]
    assert story.events[-1].said == {"answer": "Brutto", "needs": "amount"}
    assert story.handoff.brief.needs == {"customer_no": "4711", "amount": "1200"}
    assert story.handoff.question is None


def test_a_reroute_is_an_end_here_and_an_offer_there_at_the_same_instant() -> None:
    story = Story().then(CEM, Reroute("it", "Der Rabatt steht falsch im System"))
    rerouted, offered = story.last.events
    assert (rerouted.activity, rerouted.to_department) == ("rerouted", "accounting")
    assert (offered.activity, offered.to_department) == ("offered", "it")
    assert rerouted.at == offered.at
    assert {event.from_department for event in story.events} == {"sales"}
    assert story.handoff.hop == 2


def test_declined_and_offered_elsewhere() -> None:
    story = declined().then(ANNA, Reroute("it", "Dann die IT")).then(JAN, Accept(next_step="Ich sehe nach"))
    assert story.activities == ["opened", "offered", "declined", "rerouted", "offered", "accepted"]


def test_waiting_and_correcting() -> None:
    story = accepted().then(DORA, Wait(until=FRIDAY, reason="Die Bank antwortet Freitag"))
    story.then(ANNA, CorrectReadBack(reason="Nur prüfen, nicht buchen"))
    assert story.activities[3:] == ["waiting", "read_back_corrected"]
    assert story.events[3].said == {"reason": "Die Bank antwortet Freitag", "until": FRIDAY.isoformat()}


def test_a_new_next_step_ends_the_correction() -> None:
    story = accepted().then(ANNA, CorrectReadBack(reason="Nur prüfen, nicht buchen"))
    assert story.handoff.next_step_corrected
    story.then(DORA, RestateNextStep("Ich prüfe nur", FRIDAY))
    assert not story.handoff.next_step_corrected
    assert (story.handoff.next_step, story.handoff.by_when) == ("Ich prüfe nur", FRIDAY)
    assert story.activities[3:] == ["read_back_corrected", "next_step_restated"]
    assert story.events[-1].said == {"next_step": "Ich prüfe nur", "by_when": FRIDAY.isoformat()}


def test_not_solved_and_finished_again() -> None:
    story = done().then(ANNA, Reopen(reason="Kam nicht an"))
    story.then(DORA, Finish(result="Noch einmal geschickt")).then(ANNA, Confirm(thanks="Danke!"))
    assert story.activities[3:] == ["finished", "reopened", "finished", "confirmed"]
    assert story.events[-1].said == {"thanks": "Danke!"}


def test_withdrawn() -> None:
    assert withdrawn().activities == ["opened", "offered", "withdrawn"]


def test_what_is_finished_waits_no_longer_also_when_it_is_opened_again() -> None:
    story = accepted().then(DORA, Wait(until=FRIDAY, reason="Bank")).then(DORA, Finish(result="Gebucht"))
    assert (story.handoff.waiting_until, story.handoff.waiting_for) == (None, "")
    story.then(ANNA, Reopen(reason="Kam nicht an"))
    assert (story.handoff.waiting_until, story.handoff.waiting_for) == (None, "")


def test_a_matter_that_ended_waits_for_nothing() -> None:
    story = accepted().then(DORA, Wait(until=FRIDAY, reason="Bank"))
    story.then(DORA, AskInformation(question="Netto?")).then(ANNA, Withdraw(reason="Erledigt"))
    assert story.handoff.waiting_until is None
    assert story.handoff.waiting_for == ""
    assert story.handoff.question is None


def test_entries_are_numbered_without_a_gap() -> None:
    story = asked().then(ANNA, AnswerInformation(answer="Brutto")).then(DORA, Accept())
    assert story.events[0].sequence == 1
    assert all(later.sequence == earlier.sequence + 1 for earlier, later in pairwise(story.events))
    assert story.handoff.events == len(story.events)
