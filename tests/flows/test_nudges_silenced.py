"""Whoever does not want to hear of a matter now is left in peace, and finds the way back."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.flows.nudging import FRI, TUE, WED, batches, climbed, now, on_a_plain_monday, open_on, skip_to
from tests.flows.office import Json, Office, read


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_on(sqlite_url, on_a_plain_monday) as opened:
        yield opened


async def nudged(office: Office) -> Json:
    """Let Anna ask for a confirmation by nobody until Tuesday at ten; return what she is told."""
    anna, dora = office.anna, office.dora
    card = await office.offer(anna, "accounting", "Gutschrift für Müller")
    await dora.click(card, "accept_handoff")
    await office.form(dora, "accept_handoff")
    dora.fill(next_step="Ich buche heute")
    await dora.submit()
    await dora.click(await office.seen(dora, "C0ACC", "Verantwortlich: @U0DORA"), "finish_handoff")
    await office.form(dora, "finish_handoff")
    dora.fill(result="Ist gebucht")
    await dora.submit()
    await office.told(anna, "Ist gebucht")
    await office.delivered()
    await skip_to(office, TUE, "10:00")
    return await office.told(anna, "Wartet auf dich", "Ist es gelöst? Bis du das sagst, liegt sie bei dir.")


async def test_one_click_is_enough_for_peace_until_tomorrow_morning(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "snooze_nudge")
    await office.told(anna, "du hörst am Mi", ", 09:00 wieder davon", "Rückgängig")
    await skip_to(office, TUE, "15:00")
    await office.delivered()
    assert len(batches(anna)) == 1
    await skip_to(office, WED, "10:00")
    await office.slack.until(lambda: len(batches(anna)) == 2)
    assert "Ist es gelöst?" in read(batches(anna)[-1])


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        ("snooze_hour:1", ", 11:"),
        ("snooze_monday:1", "du hörst am Mo"),
        ("mute_nudge:1", "du hörst nichts mehr davon"),
    ],
)
async def test_other_spans_are_behind_the_dots(office: Office, choice: str, until: str) -> None:
    await office.anna.click(await nudged(office), "more", choice)
    await office.told(office.anna, "Wartet auf dich", until, "Rückgängig")


async def test_an_hour_is_an_hour(office: Office) -> None:
    await office.anna.click(await nudged(office), "more", "snooze_hour:1")
    await office.told(office.anna, ", 11:", "wieder davon")
    await office.slack.clock.skip(61 * 60)
    await office.slack.until(lambda: len(batches(office.anna)) == 2)


async def test_a_day_is_chosen_in_a_form(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "more", "snooze_day:1")
    await office.form(anna, "snooze_nudge")
    anna.fill(until=now(office).date().isoformat())
    assert "until" in (await anna.submit()).errors
    anna.fill(until=(now(office).date() + timedelta(days=2)).isoformat())
    assert not (await anna.submit()).errors
    await office.told(anna, "du hörst am Do", ", 09:00 wieder davon")


async def test_an_hour_can_be_chosen_there_too(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "more", "snooze_day:1")
    await anna.click(await office.form(anna, "snooze_nudge"), "snooze_hour")
    await office.told(anna, "Wartet auf dich", ", 11:", "wieder davon")
    await office.slack.until(lambda: "H-1: du hörst am" in read(anna.view))


async def test_undo_brings_the_buttons_back(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "snooze_nudge")
    await anna.click(await office.told(anna, "wieder davon"), "wake_nudge")
    await office.told(anna, "Wartet auf dich", "Ist es gelöst?", "Morgen erinnern")


async def test_what_was_muted_stays_silent_until_the_end(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "more", "mute_nudge:1")
    await office.told(anna, "du hörst nichts mehr davon")
    await skip_to(office, FRI, "15:00")
    await climbed(office, 1, 2)
    await skip_to(office, WED, "15:00")
    await office.seen(office.dora, "C0ACC", "ohne Bestätigung abgeschlossen")
    assert len(batches(anna)) == 1
    assert "Wartet auf dich" in read(batches(anna)[0])


async def test_why_answers_with_the_rule_and_leads_to_the_settings_and_to_silence(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "more", "why_nudge:1:not_confirmed:0")
    await office.slack.until(lambda: "Solange niemand bestätigt hat" in read(anna.view))
    assert "→ nach 1 Arbeitstag: wer sie übergeben hat" in read(anna.view)

    await anna.click(anna.view or {}, "nudge_settings")
    await office.form(anna, "nudge_settings")
    await anna.close()
    await anna.click(anna.view or {}, "mute_nudge")
    await office.slack.until(lambda: "H-1: du hörst nichts mehr davon" in read(anna.view))
    await office.told(anna, "Wartet auf dich", "du hörst nichts mehr davon")

    await anna.click(anna.view or {}, "wake_nudge")
    await office.slack.until(lambda: "Du hörst wieder wie sonst von" in read(anna.view))
    await office.told(anna, "Wartet auf dich", "Ist es gelöst?", "Morgen erinnern")


async def test_a_list_shows_what_is_silenced_and_wakes_it(office: Office) -> None:
    anna = office.anna
    await anna.click(await nudged(office), "more", "mute_nudge:1")
    await office.told(anna, "du hörst nichts mehr davon")
    await anna.command("/handoff list", channel="C0ALLE")
    mine = await office.whispered(anna, "C0ALLE")
    assert "du hörst nichts mehr davon" in read(mine)
    await anna.click(mine, "more", "wake_nudge:1")
    await office.slack.until(lambda: "Du hörst wieder wie sonst von" in read(anna.messages("C0ALLE")))
    await office.told(anna, "Wartet auf dich", "Ist es gelöst?", "Morgen erinnern")


async def test_an_old_message_answers_too(office: Office) -> None:
    nudge = await nudged(office)
    await skip_to(office, FRI, "08:00")
    await office.anna.click(nudge, "snooze_nudge")
    await office.told(office.anna, "Wartet auf dich", "du hörst am Mo", "Rückgängig")
