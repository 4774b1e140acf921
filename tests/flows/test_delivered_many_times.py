"""Slack delivers a payload four times at once, and once more an hour later: one effect, and always the same answer."""

from collections.abc import AsyncIterator

import pytest

from practice import Ack
from tests.flows.office import Json, Office, open_office, read

AN_HOUR = 3600


@pytest.fixture(params=["socket", "http"])
async def office(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Office]:
    """An office in which every payload arrives four times at once, over each of the two ways."""
    async with open_office(database_url, http=request.param == "http") as opened:
        yield opened


async def an_hour_later(office: Office) -> list[Ack]:
    """Deliver the last payload once more, an hour later; return all answers that it got."""
    delivery = next(one for one in reversed(office.slack.deliveries) if not one.echo)
    await office.slack.clock.skip(AN_HOUR)
    await office.slack.redeliver(delivery)
    return delivery.acks


def alike(acks: list[Ack]) -> bool:
    """Return whether all five were acknowledged with the same answer."""
    return len(acks) == 5 and all(ack.ok and ack.body == acks[0].body for ack in acks)


async def quiet(office: Office) -> None:
    """Wait until everything that the last payload may have caused is there: Ben's next matter comes after it."""
    office.slack.weather.copies = 1
    await office.ben.command("/handoff it: A later matter", channel="C0ALLE")
    await office.form(office.ben, "open_handoff")
    await office.ben.submit()
    await office.told(office.ben, "A later matter")
    await office.delivered()


async def test_one_form_opens_and_nobody_hears_that_it_took_too_long(office: Office) -> None:
    office.slack.weather.copies = 4
    await office.ben.command("/handoff it: New password", channel="C0ALLE")
    form = await office.form(office.ben, "open_handoff")
    assert alike(await an_hour_later(office))
    await office.slack.until(lambda: views_opened(office).count(False) == 4)
    assert office.ben.view == form
    assert views_opened(office).count(True) == 1
    assert not whispers(office)


async def test_a_submission_is_one_handoff_with_one_card(office: Office) -> None:
    await office.ben.command("/handoff it: New password", channel="C0ALLE")
    await office.form(office.ben, "open_handoff")
    office.slack.weather.copies = 4
    assert (await office.ben.submit()).ok
    assert alike(await an_hour_later(office))
    await quiet(office)
    assert [event.activity.value for event in await office.log(1)] == ["opened", "offered"]
    assert (await office.handoff(2)).brief.summary == "A later matter"
    assert len([one for one in office.jan.messages("C0IT") if "New password" in read(one)]) == 1
    assert len([one for one in office.ben.dm() if "New password" in read(one)]) == 1


async def test_a_click_is_one_acceptance_with_one_line(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    office.slack.weather.copies = 4
    assert (await office.jan.click(card, "accept_handoff")).ok
    await office.told(office.ben, "@U0JAN")
    assert alike(await an_hour_later(office))
    await quiet(office)
    assert [event.activity.value for event in await office.log(1)] == ["opened", "offered", "accepted"]
    assert len(office.jan.messages("C0IT", thread_ts=card["ts"])) == 2
    assert not whispers(office)


async def test_a_refused_click_is_explained_once(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.oli.join("C0IT")
    office.slack.weather.copies = 4
    assert (await office.oli.click(card, "accept_handoff")).ok
    await office.whispered(office.oli, "C0IT")
    assert alike(await an_hour_later(office))
    await quiet(office)
    assert len(whispers(office)) == 1


async def test_what_was_refused_takes_no_effect_later_when_it_would_fit(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.jan.click(card, "ask_information")
    await office.form(office.jan, "ask_information")
    office.jan.fill(question="Which system?")
    await office.jan.submit()
    office.slack.weather.copies = 4
    await office.grace.click(card, "accept_handoff")  # on a stale card
    await office.whispered(office.grace, "C0IT")
    refused = office.slack.deliveries[-1]
    office.slack.weather.copies = 1
    await office.ben.click(await office.told(office.ben, "Which system?"), "answer_information")
    await office.form(office.ben, "answer_information")
    office.ben.fill(answer="The shop")
    await office.ben.submit()
    await office.slack.clock.skip(AN_HOUR)
    assert (await office.slack.redeliver(refused)).ok
    assert (await office.handoff(1)).assignee is None


async def test_a_refused_form_gives_back_what_was_typed_each_time(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    await office.grace.click(card, "ask_information")
    await office.form(office.grace, "ask_information")
    await office.jan.click(card, "accept_handoff")
    await office.jan.click(await office.seen(office.jan, "C0IT", "@U0JAN"), "finish_handoff")
    await office.form(office.jan, "finish_handoff")
    office.jan.fill(result="It is set")
    await office.jan.submit()
    office.grace.fill(question="Which system?")
    office.slack.weather.copies = 4
    answer = await office.grace.submit()
    assert isinstance(answer.body, dict)
    assert "Which system?" in read(answer.body["view"])
    assert alike(await an_hour_later(office))


async def test_the_history_is_shown_once(office: Office) -> None:
    card = await office.offer(office.ben, "it", "New password")
    office.slack.weather.copies = 4
    assert (await office.jan.click(card, "more", "show_history:1")).ok
    await office.whispered(office.jan, "C0IT")
    assert alike(await an_hour_later(office))
    await quiet(office)
    assert len(whispers(office)) == 1


async def test_an_answer_to_a_command_stays_the_same(office: Office) -> None:
    await office.offer(office.ben, "it", "New password")
    await office.delivered()
    office.slack.weather.copies = 4
    answer = await office.ben.command("/handoff show H-1", channel="C0ALLE")
    assert isinstance(answer.body, dict)
    assert "New password" in read(answer.body)
    assert alike(await an_hour_later(office))


async def test_an_old_event_does_not_undo_a_newer_one(office: Office) -> None:
    office.slack.weather.copies = 4
    await office.ben.change(tz="Europe/Paris")
    old = office.slack.deliveries[-1]
    await office.ben.change(tz="Europe/Rome")
    await office.slack.clock.skip(AN_HOUR)
    assert (await office.slack.redeliver(old)).ok
    async with office.storage.unit_of_work.read() as work:
        ben = await work.people.get(office.slack.team_id, office.ben.id)
    assert ben is not None
    assert ben.timezone == "Europe/Rome"


def views_opened(office: Office) -> list[bool]:
    """Return for each attempt to open a form whether Slack took it."""
    return [call.ok for call in office.slack.calls if call.method == "views.open"]


def whispers(office: Office) -> list[Json]:
    """Return everything that only one person sees."""
    return [one.message for one in office.slack.workspace.messages.ephemerals]
