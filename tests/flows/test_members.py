"""Who belongs to a department is followed, and one that loses its channel or its last member is reported once."""

import pytest

from tests.flows.office import Office, read
from tests.flows.test_closed_channels import refused


async def members(office: Office, department: str) -> tuple[str, ...]:
    async with office.storage.unit_of_work.read() as work:
        found = (await work.organisations.get(office.slack.team_id)).department(department)
    assert found is not None
    return found.members


def told(office: Office, name: str, words: str) -> list[str]:
    return [text for one in getattr(office, name).dm() if words in (text := read(one))]


async def test_a_user_group_is_followed_live(office: Office) -> None:
    await office.slack.people.set_group("S0ACC", ["U0CEM", "U0DORA", "U0TOM"])
    assert set(await members(office, "accounting")) == {"U0CEM", "U0DORA", "U0TOM"}
    await office.slack.people.set_group("S0ACC", ["U0TOM"])
    assert await members(office, "accounting") == ("U0TOM",)


async def test_a_department_whose_last_member_leaves_is_reported_once_until_somebody_is_there(
    office: Office,
) -> None:
    nobody = "Niemand gehört mehr dazu"
    await office.petra.change(deleted=True)
    await office.delivered()
    assert told(office, "sofia", nobody) == []
    await office.tom.change(deleted=True)
    report = await office.told(office.sofia, "Recht", nobody)
    assert "org.yaml" in read(report)
    await office.tom.change(title="Justiziar")
    await office.delivered()
    assert len(told(office, "sofia", nobody)) == 1
    await office.tom.change(deleted=False)
    await office.slack.people.set_group("S0ACC", ["U0CEM", "U0DORA", "U0TOM"])
    await office.tom.change(deleted=True)
    await office.slack.until(lambda: len(told(office, "sofia", nobody)) == 2)


@pytest.mark.parametrize("how", ["archived", "removed"])
async def test_a_channel_that_closes_is_reported_to_lead_and_admins_before_anything_is_lost(
    office: Office, how: str
) -> None:
    if how == "archived":
        await office.slack.people.archive("C0LOG", by="U0LARS")
        sentence, error = "ist archiviert", "is_archived"
    else:
        await office.slack.people.remove(office.slack.bot_user_id, "C0LOG")
        sentence, error = "/invite @Staffel", "not_in_channel"
    await office.told(office.lars, "Logistik", sentence)
    await office.told(office.sofia, "Logistik", sentence)
    await office.ben.command("/handoff logistics: Palette fehlt", channel="C0ALLE")
    await office.form(office.ben, "open_handoff")
    office.ben.fill(**{"need.order_no": "A-17"})
    await office.ben.submit()
    await office.slack.until(lambda: refused(office, error))
    assert len(told(office, "lars", sentence)) == 1
