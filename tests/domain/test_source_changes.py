"""The message that a handoff was made from is edited or deleted."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.limits import MEDIUM
from bot.domain.matter.commands import Accept, Confirm, Finish, Withdraw
from bot.domain.matter.decision import Decision
from bot.domain.matter.handoff import Handoff, Source, SourceState
from bot.domain.matter.source_changes import SourceChange, follow_source
from tests.company import ANNA, COMPANY, DORA, MONDAY, NINA
from tests.domain.story import Story, told

SOURCE = Source("C0SALES", "1764000000.000100", "https://hansen.slack.com/archives/C0SALES/p1")
LATER = MONDAY + timedelta(hours=1)
CARD, LINE = ("card", "C0ACC"), ("line", "C0ACC")


def offered() -> Story:
    return Story(source=SOURCE)


def accepted() -> Story:
    return offered().then(DORA, Accept(next_step="Ich buche heute"))


def changed(handoff: Handoff, by: str, text: str | None) -> Decision | None:
    change = SourceChange(SOURCE.channel, SOURCE.ts, by, text)
    return follow_source(handoff, COMPANY, change, LATER)


@pytest.mark.parametrize(
    ("story", "by", "people"),
    [
        (offered, ANNA, set()),
        (offered, NINA, {ANNA}),
        (accepted, ANNA, {DORA}),
        (accepted, DORA, {ANNA}),
        (accepted, "", {ANNA, DORA}),
    ],
)
@pytest.mark.parametrize("text", ["Doch 1.300 €", None])
def test_both_sides_are_told_but_not_who_did_it(
    story: Callable[[], Story], by: str, people: set[str], text: str | None
) -> None:
    decision = changed(story().handoff, by, text)
    assert decision is not None
    assert told(decision) == {CARD, LINE} | {("direct", person) for person in people}


def test_the_handoff_keeps_its_text_and_says_what_the_message_says_now() -> None:
    before = offered().handoff
    decision = changed(before, ANNA, "Doch 1.300 €")
    assert decision is not None
    assert decision.handoff.brief == before.brief
    assert decision.handoff.source is not None
    assert decision.handoff.source.state is SourceState.EDITED
    (event,) = decision.events
    assert (event.activity, event.actor, event.at) == ("source_edited", ANNA, LATER)
    assert event.said == {"text": "Doch 1.300 €"}
    assert event.sequence == decision.handoff.events == before.events + 1


def test_a_long_message_is_shortened_visibly() -> None:
    decision = changed(offered().handoff, ANNA, "Wort " * 1000)
    assert decision is not None
    said = decision.events[0].said["text"]
    assert len(said) <= MEDIUM
    assert said.endswith("…")


def test_what_was_deleted_is_not_deleted_again() -> None:
    decision = changed(offered().handoff, ANNA, None)
    assert decision is not None
    assert decision.events[0].activity == "source_deleted"
    assert changed(decision.handoff, ANNA, None) is None


def test_nobody_is_told_once_the_handoff_has_ended() -> None:
    closed = accepted().then(DORA, Finish("Gebucht")).then(ANNA, Confirm())
    for story in (closed, offered().then(ANNA, Withdraw())):
        assert changed(story.handoff, ANNA, "Doch nicht") is None


def test_a_handoff_that_came_from_no_message_has_none_that_could_change() -> None:
    assert changed(Story().handoff, ANNA, "Doch nicht") is None
