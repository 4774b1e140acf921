"""An admin sets up Staffel in App Home, without reading anything: from channels to departments in three steps."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.company.organisation import Organisation
from handlers.app import running
from handlers.manifest import manifest
from practice import open_practice
from storage.database import open_storage
from tests.flows.office import Office, fields_of, read, settings_for


@pytest.fixture
async def new_office(database_url: str) -> AsyncIterator[Office]:
    """An office in which Staffel was installed a minute ago."""
    async with (
        open_practice(manifest()) as slack,
        open_storage(database_url) as storage,
        running(settings_for(slack, database_url)) as staffel,
    ):
        await slack.connected()
        await staffel.company
        await slack.person("U0SOFIA").change(is_admin=True)
        yield Office(slack, storage, staffel)


async def test_three_steps_make_departments_that_work_at_once(new_office: Office) -> None:
    office, sofia = new_office, new_office.sofia
    home = await sofia.open_home()
    assert home
    assert "Willkommen bei Staffel" in read(home)
    await sofia.click(home, "first_departments")
    await office.form(sofia, "first_departments")
    sofia.fill(channels=["C0ACC", "C0SALES"])
    await sofia.submit()
    await office.slack.until(lambda: "name.C0ACC" in fields_of(sofia.view))
    sofia.fill(
        **{
            "name.C0ACC": "Buchhaltung",
            "lead.C0ACC": "U0CEM",
            "lead.C0SALES": "U0ANNA",
            "office.C0SALES": "front",
        }
    )
    await sofia.submit()
    await office.form(sofia, "edit_workspace")
    sofia.fill(timezone="Europe/Atlantis", holidays="DE-BW")
    assert set((await sofia.submit()).errors) == {"timezone"}
    sofia.fill(timezone="Europe/Berlin", summary="C0ALLE")
    assert not (await sofia.submit()).errors
    organisation = await stored(office)
    assert [one.name for one in organisation.departments] == ["Buchhaltung", "Vertrieb"]
    assert organisation.workspace.summary.channel == "C0ALLE"
    await office.anna.command("/handoff Gutschrift", channel="C0ALLE")
    await office.form(office.anna, "open_handoff")
    await office.anna.choose("department", "buchhaltung")
    await office.anna.submit()
    await office.seen(office.dora, "C0ACC", "Vertrieb → Buchhaltung")


async def test_the_people_of_a_channel_are_proposed_and_bots_are_not(new_office: Office) -> None:
    office, sofia = new_office, new_office.sofia
    home = await sofia.open_home()
    assert home
    await sofia.click(home, "first_departments")
    await office.form(sofia, "first_departments")
    sofia.fill(channels=["C0ACC"])
    await sofia.submit()
    await office.slack.until(lambda: "members.C0ACC" in fields_of(sofia.view))
    assert sofia.view
    await sofia.submit()
    await office.form(sofia, "edit_workspace")
    (department,) = (await stored(office)).departments
    assert {"U0CEM", "U0DORA"} <= set(department.members)
    assert "U0BOT" not in department.members


async def test_nobody_else_is_offered_to_set_it_up(new_office: Office) -> None:
    home = await new_office.anna.open_home()
    assert "first_departments" not in str(home)
    assert "gehörst noch zu keiner Abteilung" in read(home)


async def test_an_admin_adds_changes_and_removes_a_department(office: Office) -> None:
    sofia = office.sofia
    home = await sofia.open_home()
    assert home
    await sofia.click(home, "admin_page")
    await sofia.click(await office.form(sofia, "admin_page"), "add_department")
    await office.form(sofia, "edit_department")
    sofia.fill(name="Einkauf", channel="C0ALLE", lead="U0OLI", members=["U0OLI"])
    assert not (await sofia.submit()).errors
    await office.slack.until(lambda: "Einkauf · 1 Person" in read(sofia.view))
    assert sofia.view
    await sofia.click(sofia.view, "more", "remove_department:einkauf", block_id="department.einkauf")
    await office.slack.until(lambda: "Einkauf wurde entfernt" in read(sofia.view))
    assert (await stored(office)).department("einkauf") is None
    await sofia.click(sofia.view, "last_changes")
    shown = await office.form(sofia, "last_changes")
    assert "@U0SOFIA · department einkauf: removed" in read(shown)


async def test_the_same_form_sent_twice_makes_one_department(office: Office) -> None:
    sofia = office.sofia
    home = await sofia.open_home()
    assert home
    await sofia.click(home, "admin_page")
    await sofia.click(await office.form(sofia, "admin_page"), "add_department")
    await office.form(sofia, "edit_department")
    sofia.fill(name="Einkauf", channel="C0ALLE")
    await sofia.submit()
    last = next(
        one for one in reversed(office.slack.deliveries) if one.payload.get("type") == "view_submission"
    )
    await office.slack.workspace.courier.ask(last.kind, last.payload)
    keys = [one.key for one in (await stored(office)).departments]
    assert [key for key in keys if key.startswith("einkauf")] == ["einkauf"]


async def stored(office: Office) -> Organisation:
    async with office.storage.unit_of_work.read() as work:
        return await work.organisations.get(office.slack.team_id)


async def test_an_admin_keeps_a_language_model_out_of_channels(office: Office) -> None:
    sofia = office.sofia
    home = await sofia.open_home()
    assert home
    await sofia.click(home, "admin_page")
    await sofia.click(await office.form(sofia, "admin_page"), "edit_workspace")
    await office.form(sofia, "edit_workspace")
    sofia.fill(not_in=["C0ALLE"])
    assert not (await sofia.submit()).errors
    await office.slack.until(lambda: "aber nicht aus:" in read(sofia.view))
    assert (await stored(office)).workspace.language_model.not_in == ("C0ALLE",)
    await sofia.click(await office.form(sofia, "admin_page"), "edit_workspace")
    await office.form(sofia, "edit_workspace")
    sofia.fill(language_model=[])
    assert not (await sofia.submit()).errors
    await office.slack.until(lambda: "liest hier nichts" in read(sofia.view))
    settings = (await stored(office)).workspace.language_model
    assert (settings.allowed, settings.not_in) == (False, ("C0ALLE",))
