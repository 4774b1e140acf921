"""Staffel knows from Slack who is on leave or does not want to be disturbed."""

from datetime import UTC, datetime

from bot.domain.batches import Quiet
from bot.domain.people import Person
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
