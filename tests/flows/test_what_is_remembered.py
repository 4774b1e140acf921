"""Words and forms may be a few seconds behind the database; what somebody may do, and what is saved, never."""

from bot.domain.company.people import Person as Known
from tests.flows.office import Office, read
from tests.flows.test_refused_and_unsaved import unsaved

A_MOMENT, A_WHILE = 6, 301


async def test_whoever_changes_their_language_is_spoken_to_in_it_a_while_later(office: Office) -> None:
    assert "handoff" in await helped(office)
    async with office.storage.unit_of_work.write() as work:
        await work.people.put(office.slack.team_id, [Known("U0BEN", "Ben", locale="de-DE")])
    await office.slack.clock.skip(A_WHILE)
    assert "Übergabe" in await helped(office)


async def test_whoever_tells_slack_of_another_language_is_answered_in_it_at_once(office: Office) -> None:
    assert "handoff" in await helped(office)
    await office.ben.change(locale="de-DE")
    assert "Übergabe" in await helped(office)


async def test_whoever_is_welcomed_to_a_department_can_hand_over_at_once(office: Office) -> None:
    tom, team = office.tom, office.slack.team_id
    async with office.storage.unit_of_work.write() as work:
        welcome = await work.organisations.get(team)
        others = tuple(one for one in welcome.departments if not one.has("U0TOM"))
        await work.organisations.save(team, welcome.model_copy(update={"departments": others}))
    assert "department" in read((await tom.command("/handoff", channel="C0ALLE")).body)
    async with office.storage.unit_of_work.write() as work:
        await work.organisations.save(team, welcome)
    await tom.command("/handoff", channel="C0ALLE")
    await office.form(tom, "open_handoff")


async def test_settings_are_as_they_are(office: Office) -> None:
    await helped(office)
    async with office.storage.unit_of_work.write() as work:
        await work.people.put(
            office.slack.team_id, [Known("U0BEN", "Ben", locale="en-GB", timezone="Asia/Tokyo")]
        )
    assert "Asia/Tokyo" in read((await office.ben.command("/handoff settings", channel="C0ALLE")).body)


async def test_without_a_database_nobody_is_kept_waiting_for_a_form_that_could_not_be_saved(
    office: Office,
) -> None:
    await helped(office)
    async with unsaved(office):
        await office.slack.clock.skip(A_MOMENT)
        ack = await office.ben.command("/handoff New password", channel="C0ALLE")
        assert "could not do that just now" in read(ack.body)


async def helped(office: Office) -> str:
    return read((await office.ben.command("/handoff help", channel="C0ALLE")).body)
