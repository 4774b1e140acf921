"""People say how they want to be nudged, and it is kept to."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.nudging.preferences import Preferences
from bot.services.import_organisation import import_organisation
from tests.flows.nudging import FRI, MON, THU, TUE, batches, climbed, now, on_a_plain_monday, open_on, skip_to
from tests.flows.office import Json, Office, fields_of, read


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_on(sqlite_url, on_a_plain_monday) as opened:
        yield opened


async def settings(office: Office, user: str) -> Json:
    """Let somebody open their nudge settings."""
    person = getattr(office, user)
    await person.command("/handoff settings", channel="C0ALLE")
    await person.click(await office.whispered(person, "C0ALLE"), "nudge_settings")
    return await office.form(person, "nudge_settings")


def day(office: Office, ahead: int) -> str:
    return (now(office).date() + timedelta(days=ahead)).isoformat()


async def test_whoever_pauses_everything_is_left_in_peace_until_then(office: Office) -> None:
    cem = office.cem
    await settings(office, "cem")
    cem.fill(paused_until=day(office, 3))
    assert not (await cem.submit()).errors
    await office.offer(office.anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    await skip_to(office, MON, "15:00")
    await climbed(office, 1, 1)
    await skip_to(office, TUE, "15:00")
    await climbed(office, 1, 2)
    await office.delivered()
    assert not batches(cem)
    await skip_to(office, THU, "10:00")
    await office.told(cem, "Wartet auf dich", "H-1")


async def test_a_lead_leaves_their_channel_in_peace(office: Office) -> None:
    cem = office.cem
    form = await settings(office, "cem")
    assert {"kinds", "paused_until", "kinds.accounting", "paused_until.accounting"} <= set(fields_of(form))
    cem.fill(**{"paused_until.accounting": day(office, 4)})
    assert not (await cem.submit()).errors
    await cem.command("/handoff settings", channel="C0ALLE")
    await office.slack.until(lambda: "hat bis Fr" in read(cem.messages("C0ALLE")))
    await office.offer(office.anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    await skip_to(office, TUE, "15:00")
    await climbed(office, 1, 1)
    await office.delivered()
    assert not batches(office.dora, "C0ACC")
    await skip_to(office, FRI, "10:00")
    await office.seen(office.dora, "C0ACC", "hier noch niemand angenommen")


async def test_who_leads_nobody_sets_only_their_own(office: Office) -> None:
    assert fields_of(await settings(office, "dora")) == [
        "kinds",
        "window_start",
        "window_end",
        "batches",
        "paused_until",
    ]


async def test_what_cannot_be_is_said_where_it_is(office: Office) -> None:
    dora = office.dora
    await settings(office, "dora")
    dora.fill(window_start="17:00", window_end="09:00", paused_until=day(office, -1))
    assert set((await dora.submit()).errors) == {"window_end", "paused_until"}
    dora.fill(window_start="08:00", window_end="12:00", paused_until=day(office, 1), batches=["10:00"])
    assert not (await dora.submit()).errors
    await dora.command("/handoff settings", channel="C0ALLE")
    await office.slack.until(
        lambda: "zwischen 08:00 und 12:00 Uhr, gesammelt um 10:00" in read(dora.messages("C0ALLE"))
    )


async def test_a_department_that_a_lead_was_given_meanwhile_is_not_silenced(office: Office) -> None:
    cem, workspace = office.cem, office.slack.team_id
    await settings(office, "cem")
    async with office.storage.unit_of_work.read() as work:
        before = await work.organisations.get(workspace)
    departments = [
        one.model_copy(update={"lead": "U0CEM"}) if one.key == "it" else one for one in before.departments
    ]
    after = before.model_copy(update={"departments": tuple(departments)})
    await import_organisation(office.storage.unit_of_work, workspace, after)
    assert not (await cem.submit()).errors
    async with office.storage.unit_of_work.read() as work:
        assert await work.nudges.preferences(workspace, "C0IT") == Preferences()
