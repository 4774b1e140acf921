"""What people are told while nothing happens: the department, its lead, the sender; then it ends."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.matter.handoff import State
from tests.flows.nudging import (
    FRI,
    MON,
    THU,
    TUE,
    WED,
    batches,
    climbed,
    now,
    on_a_plain_monday,
    open_on,
    skip_to,
)
from tests.flows.office import Json, Office, read


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_on(sqlite_url, on_a_plain_monday) as opened:
        yield opened


async def test_first_the_department_is_nudged_then_its_lead_then_the_sender_and_then_it_ends(
    database_url: str,
) -> None:
    async with open_on(database_url, on_a_plain_monday) as office:
        anna, dora, cem = office.anna, office.dora, office.cem
        await office.offer(anna, "accounting", "Gutschrift für Müller")
        await office.delivered()

        await skip_to(office, MON, "15:00")
        channel = await office.seen(dora, "C0ACC", "H-1 hat hier noch niemand angenommen.")
        assert "Sie liegt also noch bei @U0ANNA" in read(channel)

        await skip_to(office, TUE, "15:00")
        lead = await office.told(cem, "Wartet auf dich", "hat in der Abteilung Buchhaltung noch niemand")
        assert not batches(anna)

        await skip_to(office, THU, "10:00")
        sender = await office.told(anna, "Du wartest auf", "Sie liegt also noch bei dir.")
        assert [button["action_id"] for button in _buttons(sender)] == [
            "poke_handoff",
            "reroute_handoff",
            "more",
        ]

        card = await office.seen(dora, "C0ACC", "wartet auf Annahme, ohne Reaktion")
        assert "oft hilft ein Anruf" in read(card)
        await skip_to(office, FRI, "16:00")
        await office.delivered()
        assert [len(batches(dora, "C0ACC")), len(batches(cem)), len(batches(anna))] == [1, 1, 1]
        assert lead["ts"] == batches(cem)[0]["ts"]


async def test_a_nudge_is_answered_where_it_stands(office: Office) -> None:
    anna, cem = office.anna, office.cem
    await office.offer(anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    await skip_to(office, MON, "15:00")
    await office.seen(cem, "C0ACC", "noch niemand angenommen")
    await skip_to(office, TUE, "15:00")
    nudge = await office.told(cem, "Wartet auf dich", "H-1")

    await cem.click(nudge, "accept_handoff")
    await office.form(cem, "accept_handoff")
    cem.fill(next_step="Ich buche gleich")
    assert not (await cem.submit()).errors
    assert (await office.handoff(1)).state is State.ACCEPTED
    await office.told(cem, "ist schon weiter: angenommen", "Verantwortlich: @U0CEM")
    await office.seen(cem, "C0ACC", "ist schon weiter: angenommen")
    await skip_to(office, THU, "16:00")
    await office.delivered()
    assert not batches(anna)


async def test_a_department_accepts_from_its_nudge(office: Office) -> None:
    ben, priya = office.ben, office.priya
    await office.offer(ben, "logistics", "Pallet for Smith")
    await office.delivered()
    await skip_to(office, MON, "15:00")
    nudge = await office.seen(priya, "C0LOG", "Not accepted yet", "Nobody here has accepted H-1 yet")
    await priya.click(nudge, "accept_handoff")
    await office.seen(priya, "C0LOG", "has moved on: accepted")
    assert (await office.handoff(1)).assignee == "U0PRIYA"


async def test_what_is_urgent_comes_at_once(office: Office) -> None:
    await office.offer(office.ben, "logistics", "Pallet for Smith", urgent=["yes"])
    await office.delivered()
    await office.slack.clock.skip(31 * 60)
    await office.seen(office.priya, "C0LOG", "Nobody here has accepted H-1 yet")


async def test_the_end_of_a_pause_is_told_and_shown(office: Office) -> None:
    ben, priya = office.ben, office.priya
    await office.offer(ben, "logistics", "Pallet for Smith")
    await priya.click(await office.seen(priya, "C0LOG", "H-1"), "accept_handoff")
    card = await office.seen(priya, "C0LOG", "Accountable: @U0PRIYA")
    await priya.click(card, "more", "wait_handoff:1")
    await office.form(priya, "wait_handoff")
    wednesday = now(office).date() + timedelta(days=2)
    priya.fill(until=wednesday.isoformat(), reason="The ship")
    assert not (await priya.submit()).errors
    await office.seen(priya, "C0LOG", "paused until")
    await skip_to(office, WED, "10:00")
    await office.told(priya, "The pause of H-1 is over, and it is with you.")
    await office.slack.until(lambda: "paused until" not in read(priya.messages("C0LOG")))


def _buttons(message: Json) -> list[Json]:
    return [
        element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]


async def test_what_slack_held_up_does_not_come_in_the_night(office: Office) -> None:
    anna, ben, cem = office.anna, office.ben, office.cem
    await office.offer(anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    office.slack.weather.rate_limited = True
    await skip_to(office, MON, "15:00")
    await climbed(office, 1, 1)
    await office.slack.until(lambda: any(not call.ok for call in office.slack.calls))
    await skip_to(office, MON, "22:00")
    office.slack.weather.rate_limited = False
    await office.offer(ben, "it", "New password")
    await office.seen(office.jan, "C0IT", "New password")
    assert not batches(cem, "C0ACC")

    await skip_to(office, TUE, "10:00")
    await office.seen(cem, "C0ACC", "noch niemand angenommen")


async def test_what_was_accepted_while_slack_was_away_is_not_asked_for_any_more(office: Office) -> None:
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    await office.delivered()
    office.slack.weather.rate_limited = True
    await skip_to(office, MON, "15:00")
    await climbed(office, 1, 1)
    await office.slack.until(lambda: any(not call.ok for call in office.slack.calls))
    await priya.click(card, "accept_handoff")
    office.slack.weather.rate_limited = False
    await office.slack.clock.skip(10 * 60)
    await office.seen(priya, "C0LOG", "Accountable: @U0PRIYA")
    await office.delivered()
    assert not batches(priya, "C0LOG")


async def test_a_nudge_from_before_the_weekend_tells_what_became_of_it(office: Office) -> None:
    lars = office.lars
    await skip_to(office, FRI, "09:00")
    card = await office.offer(office.anna, "logistics", "Pallet for Smith")
    await office.delivered()
    await skip_to(office, FRI, "15:00")
    await office.seen(lars, "C0LOG", "Nobody here has accepted H-1 yet")
    await skip_to(office, MON, "16:00")
    await lars.click(card, "accept_handoff")
    await office.seen(lars, "C0LOG", "has moved on: accepted")
