from bot.domain.company.people import Person
from storage.database import Storage
from tests.storage.examples import HANSEN, PETERSEN

ANNA = Person("U0ANNA", "Anna Albrecht", "de-DE", "Europe/Berlin")
BEN = Person("U0BEN", "Ben Carter", "en-US", "Europe/London")


async def test_people_are_known_once_slack_told(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        assert await work.people.get(HANSEN, ANNA.user) is None
        await work.people.put(HANSEN, [ANNA, BEN])
        assert await work.people.get(HANSEN, ANNA.user) == ANNA


async def test_what_slack_tells_anew_replaces_what_was_known(storage: Storage) -> None:
    gone = Person("U0BEN", "Ben C. 🇬🇧", "en-GB", "", deleted=True)
    async with storage.unit_of_work.write() as work:
        await work.people.put(HANSEN, [ANNA, BEN])
        await work.people.put(HANSEN, [gone])
        await work.people.put(HANSEN, [])
        assert await work.people.get(HANSEN, "U0BEN") == gone
        assert await work.people.get(HANSEN, "U0ANNA") == ANNA


async def test_the_names_of_those_who_are_known(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.people.put(HANSEN, [ANNA, BEN])
        names = await work.people.names(HANSEN, ["U0BEN", "U0NOBODY"])
        assert names == {"U0BEN": "Ben Carter"}
        assert await work.people.names(HANSEN, []) == {}


async def test_a_person_of_two_workspaces_is_known_in_each(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.people.put(HANSEN, [ANNA])
        await work.people.put(PETERSEN, [Person("U0ANNA", "Anna, extern")])
        assert await work.people.get(HANSEN, "U0ANNA") == ANNA
