"""A pause is seen while it lasts, and so is that it has ended, until somebody goes on."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.matter.commands import Wait
from bot.domain.matter.handoff import Handoff
from handlers.slack.render.states import state_words
from tests.company import DORA, FRIDAY, MONDAY
from tests.domain.climbs import climbed
from tests.domain.story import Story, accepted
from tests.domain.test_climbing import CALENDARS
from tests.render.seen import reader


def paused() -> Story:
    return accepted().then(DORA, Wait(until=FRIDAY, reason="Kunde im Urlaub"))


def read(handoff: Handoff, *, after: timedelta, language: str = "de") -> str:
    return state_words(handoff, replace(reader(language), now=MONDAY + after))


def test_a_pause_is_over_for_everybody_who_looks_even_before_the_clock_has_ticked() -> None:
    handoff = paused().handoff
    assert read(handoff, after=timedelta(days=1)).startswith("ruht bis")
    assert read(handoff, after=timedelta(days=4, hours=2)) == "angenommen, die Pause ist vorbei"


def test_once_the_clock_has_ticked_it_still_says_so_until_somebody_does_something() -> None:
    story = paused()
    story.handoff = climbed(story.handoff, CALENDARS, FRIDAY).decision.handoff
    assert read(story.handoff, after=timedelta(days=5)) == "angenommen, die Pause ist vorbei"
    assert read(story.handoff, after=timedelta(days=5), language="en") == "accepted, the pause is over"
    story.now = FRIDAY + timedelta(hours=1)
    again = story.then(DORA, Wait(until=FRIDAY + timedelta(days=7), reason="noch nicht zurück")).handoff
    assert read(again, after=timedelta(days=5)).startswith("ruht bis")


def test_what_was_never_paused_is_just_accepted() -> None:
    assert read(accepted().handoff, after=timedelta(days=5)) == "angenommen"
