"""Staffel knows from Slack who is on leave or does not want to be disturbed."""

from datetime import UTC, datetime

from bot.domain.company.people import Person
from bot.domain.nudging.batches import Quiet
from tests.flows.office import Office

LATER = datetime(2030, 1, 7, 8, tzinfo=UTC)


async def known(office: Office, user: str) -> Person:
    async with office.storage.unit_of_work.read() as work:
        person = await work.people.get(office.slack.team_id, user)
    assert person is not None
    return person


async def test_a_status_tells_of_leave_and_its_end(office: Office) -> None:
    dora = office.dora
    await dora.change(
        status_emoji=":palm_tree:", status_text="Urlaub", status_expiration=int(LATER.timestamp())
    )
    assert (await known(office, dora.id)).away_until == LATER
    await dora.change(status_emoji="", status_text="", status_expiration=0)
    assert (await known(office, dora.id)).away_until is None


async def test_do_not_disturb_survives_other_news_of_the_person(office: Office) -> None:
    dora = office.dora
    await dora.do_not_disturb(LATER.timestamp() - 3600, LATER.timestamp())
    await dora.change(title="Buchhaltung und Mahnwesen")
    (quiet,) = (await known(office, dora.id)).quiet
    assert quiet == Quiet(datetime(2030, 1, 7, 7, tzinfo=UTC), LATER)


async def answered(office: Office, text: str) -> str:
    return str((await office.dora.command(text, channel="C0ACC")).body)


async def test_somebody_says_in_their_own_words_that_they_are_away_and_back(office: Office) -> None:
    assert "bis einschließlich Mo 07.01.2030" in await answered(office, "/handoff abwesend bis 07.01.2030")
    until = (await known(office, office.dora.id)).absent_until
    assert until == datetime(2030, 1, 7, 23, tzinfo=UTC)  # midnight in Berlin
    await office.dora.change(title="Buchhaltung und Mahnwesen")
    assert (await known(office, office.dora.id)).absent_until == until
    assert "bis einschließlich Mo 07.01.2030" in await answered(office, "/handoff away")
    assert "Du bist da" in await answered(office, "/handoff away off")
    assert (await known(office, office.dora.id)).absent_until is None


async def test_a_day_that_has_passed_or_is_none_changes_nothing(office: Office) -> None:
    for day in ("1.1.2020", "irgendwann", "31.2.2030"):
        assert "kein Tag" in await answered(office, f"/handoff away until {day}")
    assert (await known(office, office.dora.id)).absent_until is None


async def test_other_words_behind_it_are_a_handoff(office: Office) -> None:
    await office.dora.command("/handoff away game tickets for Smith", channel="C0ACC")
    await office.form(office.dora, "open_handoff")


async def test_who_said_that_they_are_away_is_not_asked(office: Office) -> None:
    async with office.storage.unit_of_work.write() as work:
        company = await work.organisations.get(office.slack.team_id)
        turns = tuple(
            one.model_copy(update={"assignment": "rotation"}) if one.key == "it" else one
            for one in company.departments
        )
        await work.organisations.save(office.slack.team_id, company.model_copy(update={"departments": turns}))
    await office.jan.command("/handoff away until 07.01.2030", channel="C0IT")
    await office.offer(office.ben, "it", "Neues Passwort")
    await office.told(office.grace, "H-1 Neues Passwort")
    assert (await office.handoff(1)).asked == "U0GRACE"
