"""Who hears of each turn: the card and its thread, the people it concerns, and never the one who acted."""

from collections.abc import Callable

import pytest

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    HandOn,
    Poke,
    Reopen,
    Reroute,
    Wait,
    Withdraw,
)
from bot.domain.matter.handoff import Source
from bot.domain.matter.transitions import Action
from tests.company import ANNA, BEN, CEM, DORA, FRIDAY, NINA
from tests.domain.story import Story, accepted, asked, declined, done, told

CARD, LINE = ("card", "C0ACC"), ("line", "C0ACC")


def direct(person: str) -> tuple[str, str]:
    return ("direct", person)


def asked_after_acceptance() -> Story:
    return accepted().then(DORA, AskInformation(needs=("amount",)))


# The story so far, who acts, what they do, and who is told besides the card and its thread.
TURNS: list[tuple[Callable[[], Story], str, Command, set[str]]] = [
    (Story, DORA, Accept(), {ANNA}),
    (Story, DORA, AskInformation(question="Netto?"), {ANNA}),
    (Story, DORA, Decline(reason="Nicht unseres"), {ANNA}),
    (Story, ANNA, Poke(), set()),
    (Story, BEN, Poke(), {ANNA}),
    (Story, ANNA, Withdraw(reason="Hat sich erledigt"), set()),
    (Story, NINA, Withdraw(), {ANNA}),
    (asked, ANNA, AnswerInformation(answer="Brutto"), {DORA}),
    (asked, BEN, AnswerInformation(answer="Brutto"), {ANNA, DORA}),
    (asked, DORA, AnswerInformation(answer="Brutto, sagt Anna am Telefon"), {ANNA}),
    (asked, ANNA, Withdraw(), {DORA}),
    (accepted, CEM, AskInformation(question="Netto?"), {ANNA}),
    (asked_after_acceptance, ANNA, AnswerInformation(needs={"amount": "1200"}), {DORA}),
    (asked_after_acceptance, CEM, AnswerInformation(needs={"amount": "1200"}), {ANNA, DORA}),
    (accepted, DORA, Wait(until=FRIDAY, reason="Bank"), {ANNA}),
    (accepted, ANNA, CorrectReadBack(reason="Nur prüfen"), {DORA}),
    (accepted, DORA, HandOn("it", "Freischalten"), {ANNA}),
    (accepted, CEM, HandOn("it", "Freischalten"), {ANNA, DORA}),
    (accepted, DORA, Finish(result="Gebucht"), {ANNA}),
    (accepted, CEM, Finish(result="Gebucht"), {ANNA, DORA}),
    (accepted, ANNA, Withdraw(), {DORA}),
    (done, ANNA, Confirm(thanks="Danke!"), {DORA}),
    (done, NINA, Confirm(), {ANNA, DORA}),
    (done, ANNA, Reopen(reason="Kam nicht an"), {DORA}),
    (declined, ANNA, Withdraw(), set()),
]


@pytest.mark.parametrize(
    ("so_far", "who", "command", "people"),
    TURNS,
    ids=[f"{so_far.__name__}-{who}-{command.action}" for so_far, who, command, _ in TURNS],
)
def test_the_card_its_thread_and_the_people_it_concerns(
    so_far: Callable[[], Story], who: str, command: Command, people: set[str]
) -> None:
    story = so_far().then(who, command)
    in_channel = ("poke", "C0ACC") if command.action is Action.POKE else LINE  # a question finds its moment
    assert told(story.last) == {CARD, in_channel} | {direct(person) for person in people}
    lines = [message for message in story.last.messages if message.kind is not MessageKind.CARD]
    assert {message.event for message in lines} == {story.last.events[0].sequence}


def test_the_sender_gets_a_receipt_and_the_receiver_a_card() -> None:
    assert told(Story().last) == {CARD, direct(ANNA)}


def test_the_thread_that_the_matter_came_from_gets_a_note() -> None:
    story = Story(source=Source(channel="C0SALES", ts="1764000000.000100"))
    assert told(story.last) == {CARD, direct(ANNA), ("source_note", "C0SALES")}


@pytest.mark.parametrize("so_far", [Story, declined])
def test_a_reroute_leaves_a_trace_here_and_a_card_there(so_far: Callable[[], Story]) -> None:
    rerouted = so_far().then(ANNA, Reroute("it", "Der Fehler liegt im System")).last
    assert told(rerouted) == {CARD, LINE, ("card", "C0IT")}
    hops = {message.to: message.hop for message in rerouted.messages if message.kind is MessageKind.CARD}
    assert hops == {"C0ACC": 1, "C0IT": 2}


def test_the_sender_hears_of_a_reroute_by_the_receiver() -> None:
    rerouted = Story().then(DORA, Reroute("it", "Der Fehler liegt im System")).last
    assert told(rerouted) == {CARD, LINE, ("card", "C0IT"), direct(ANNA)}


def test_a_card_tells_the_truth_even_after_its_department_was_closed() -> None:
    gone = accepted().without("accounting")
    last = told(gone.then(DORA, Finish(result="Gebucht")).last)
    assert last == {("card", "C0ACC"), ("line", "C0ACC"), direct(ANNA)}


def test_no_message_of_a_long_story_is_mistaken_for_another() -> None:
    story = accepted().then(DORA, Finish(result="Gebucht")).then(ANNA, Reopen(reason="Kam nicht an"))
    story.then(DORA, Finish(result="Noch einmal gebucht")).then(ANNA, Confirm())
    lines = [message.key for message in story.messages if message.kind is not MessageKind.CARD]
    assert len(lines) == len(set(lines))
    cards = {message.key for message in story.messages if message.kind is MessageKind.CARD}
    assert cards == {"card:128:1"}


def test_messages_about_one_matter_in_one_conversation_keep_their_order() -> None:
    card = Message(MessageKind.CARD, "C0ACC", 128, 1)
    line = Message(MessageKind.LINE, "C0ACC", 128, 1, 3)
    elsewhere = Message(MessageKind.DIRECT, ANNA, 128, 1, 3)
    other = Message(MessageKind.CARD, "C0ACC", 129, 1)
    assert card.lane == line.lane
    assert len({card.lane, elsewhere.lane, other.lane}) == 3
