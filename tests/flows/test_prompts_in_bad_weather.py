"""A prompt is shown once or not at all, whatever becomes of Slack's answer and of the process."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.prompting.prompts import Noticed, Outcome
from bot.services.notice import notice
from bot.services.request import Request
from tests.flows.nudging import now
from tests.flows.office import Office
from tests.flows.prompting import HARMLESS, THROWN, asked, open_noticing, prompt_about, questions


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Monday at eleven; #alle is on."""
    async with open_noticing(sqlite_url) as opened:
        await opened.delivered()
        yield opened


async def test_an_answer_that_got_lost_on_the_way_shows_it_once(office: Office) -> None:
    office.slack.weather.reset_after = 1.0
    message = await office.anna.say("C0ALLE", THROWN)
    await asked(office, office.anna)
    office.slack.weather.calm()
    await office.delivered()
    assert len(questions(office.anna)) == 1
    stored = await prompt_about(office, message)
    assert stored is not None
    assert stored.outcome is Outcome.UNANSWERED


async def test_what_slack_refuses_for_now_comes_later_and_once(office: Office) -> None:
    office.slack.weather.error_429 = 1.0
    message = await office.anna.say("C0ALLE", THROWN)
    await office.slack.until(lambda: any(call.method == "chat.postEphemeral" for call in office.slack.calls))
    assert not questions(office.anna)
    office.slack.weather.calm()
    await office.slack.clock.skip(120)
    await asked(office, office.anna)
    await office.delivered()
    assert len(questions(office.anna)) == 1
    assert (await prompt_about(office, message)) is not None


async def test_what_a_process_committed_before_it_died_the_next_one_shows(office: Office) -> None:
    message = await office.anna.say("C0ALLE", HARMLESS)
    request = Request(office.slack.team_id, "", "event:of-the-dead", now(office))
    thrown = Noticed("C0ALLE", message["ts"], None, "U0ANNA", "de.sent", "accounting")
    assert await notice(office.storage.unit_of_work, request, thrown)
    await office.slack.clock.skip(1)
    await asked(office, office.anna)
