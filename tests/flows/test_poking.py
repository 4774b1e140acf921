"""A sender asks in the receiver's channel who can take a matter over."""

from collections.abc import AsyncIterator

import pytest

from tests.flows.nudging import FRI, MON, SAT, now, on_a_plain_monday, open_on, skip_to
from tests.flows.office import Office, read


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_on(sqlite_url, on_a_plain_monday) as opened:
        yield opened


async def poke(office: Office) -> None:
    """Let Anna hand something over, and ask who can take it."""
    await office.offer(office.anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    await office.anna.command("/handoff show H-1", channel="C0ALLE")
    await office.anna.click(await office.whispered(office.anna, "C0ALLE"), "poke_handoff")


async def test_a_sender_asks_in_the_channel_who_can_take_it_over_and_once_a_day_is_enough(
    office: Office,
) -> None:
    anna = office.anna
    await poke(office)
    asked = await office.seen(office.dora, "C0ACC", "H-1", "@U0ANNA fragt, wer das übernehmen kann.")
    assert asked["subtype"] == "thread_broadcast"
    await office.slack.until(lambda: "steht jetzt im Kanal" in read(anna.messages("C0ALLE")))

    await anna.command("/handoff show H-1", channel="C0ALLE")
    await anna.click(await office.whispered(anna, "C0ALLE"), "poke_handoff")
    await office.slack.until(lambda: "Einmal am Arbeitstag reicht." in read(anna.messages("C0ALLE")))


async def test_a_question_at_the_weekend_waits_until_somebody_is_there_and_says_so(office: Office) -> None:
    await skip_to(office, SAT, "11:00")
    await poke(office)
    await office.slack.until(lambda: "wird gerade in Ruhe gelassen" in read(office.anna.messages("C0ALLE")))
    await skip_to(office, MON, "09:00")
    monday = now(office).replace(hour=9, minute=0, second=0, microsecond=0)
    asked = await office.seen(office.dora, "C0ACC", "H-1", "@U0ANNA fragt, wer das übernehmen kann.")
    assert float(asked["ts"]) >= monday.timestamp()


async def test_a_question_that_waited_for_monday_is_not_asked_when_somebody_has_accepted(
    office: Office,
) -> None:
    await skip_to(office, FRI, "20:00")
    await poke(office)
    dora = office.dora
    await dora.click(await office.seen(dora, "C0ACC", "H-1"), "accept_handoff")
    await office.form(dora, "accept_handoff")
    dora.fill(next_step="Ich buche heute")
    assert not (await dora.submit()).errors
    await office.seen(dora, "C0ACC", "Verantwortlich: @U0DORA")
    await skip_to(office, MON, "09:00")
    await office.delivered()
    assert "fragt, wer das übernehmen kann" not in read(dora.messages("C0ACC"))
