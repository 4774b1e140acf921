"""A sender asks in the receiver's channel who can take it over: once a business day of the receiver."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.matter.commands import Poke, Reroute
from bot.errors import RefusedError
from tests.company import ANNA, BEN, CEM, MONDAY
from tests.domain.story import Story

EIGHT_ON_TUESDAY = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # the Buchhaltung is there from 8:00 in Berlin


def poked_at(at: datetime) -> Story:
    story = Story()
    story.now = at
    return story.then(ANNA, Poke())


def again(story: Story, at: datetime, who: str = ANNA) -> Story:
    story.now = at
    return story.then(who, Poke())


def test_a_second_question_on_one_day_is_refused_and_says_when_it_may_come() -> None:
    story = poked_at(MONDAY)
    with pytest.raises(RefusedError) as refused:
        again(story, MONDAY + timedelta(hours=3), BEN)
    assert refused.value.reason == "poked_already"
    assert refused.value.facts == {"handoff": "H-128", "at": MONDAY, "again": EIGHT_ON_TUESDAY}


def test_on_the_next_business_day_it_may_be_asked_again() -> None:
    story = again(poked_at(MONDAY), EIGHT_ON_TUESDAY)
    assert story.activities[-2:] == ["poked", "poked"]


def test_what_is_asked_on_a_sunday_is_read_on_monday_so_monday_has_had_its_question() -> None:
    story = poked_at(MONDAY - timedelta(days=1))
    with pytest.raises(RefusedError):
        again(story, MONDAY + timedelta(hours=1))
    again(story, EIGHT_ON_TUESDAY)


def test_another_department_has_not_been_asked_yet() -> None:
    story = poked_at(MONDAY).then(CEM, Reroute("it", "Der Fehler liegt im System"))
    assert again(story, MONDAY + timedelta(minutes=1)).activities[-1] == "poked"


def test_a_question_leaves_the_matter_where_it_is_on_its_ladder() -> None:
    before = Story().handoff
    after = poked_at(MONDAY + timedelta(hours=2)).handoff
    assert (after.state, after.state_since, after.rung, after.next_nudge_at) == (
        before.state,
        before.state_since,
        before.rung,
        before.next_nudge_at,
    )


def test_where_the_department_is_no_more_nobody_is_asked() -> None:
    story = Story()
    with pytest.raises(RefusedError) as refused:
        story.without("accounting").then(ANNA, Poke())
    assert refused.value.reason == "department_removed"
