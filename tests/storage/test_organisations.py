import asyncio

import pytest

from bot.domain.company.organisation import Organisation, Rule, RuleCondition, WorkspaceSettings
from bot.domain.company.people import Person
from bot.domain.matter.finding import Query
from bot.errors import RefusedError
from storage.database import Storage, open_storage
from tests.company import COMPANY, EVERYTHING
from tests.storage.examples import (
    HANSEN,
    NOW,
    PETERSEN,
    a_company,
    a_department,
    a_handoff,
    an_event,
    card,
)

GROUP = "S0ACC"


async def saved(storage: Storage, organisation: Organisation, workspace: str = HANSEN) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(workspace, organisation)


async def got(storage: Storage, workspace: str = HANSEN) -> Organisation:
    async with storage.unit_of_work.read() as work:
        return await work.organisations.get(workspace)


async def members(storage: Storage) -> tuple[str, ...]:
    return (await got(storage)).departments[0].members


async def test_a_workspace_that_nobody_set_up_is_empty(storage: Storage) -> None:
    assert await got(storage) == Organisation()
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.organisations.workspaces() == []
    assert await got(storage) == Organisation()


async def test_a_company_comes_back_as_it_was_saved(storage: Storage) -> None:
    company = COMPANY.model_copy(
        update={"rules": (Rule(when=RuleCondition(topic=("Gutschrift",)), to="accounting"),)}
    )
    await saved(storage, company)
    assert await got(storage) == company
    async with storage.unit_of_work.read() as work:
        assert await work.organisations.workspaces() == [HANSEN]


async def test_a_new_file_replaces_the_old_one(storage: Storage) -> None:
    await saved(storage, COMPANY)
    smaller = Organisation(workspace=WorkspaceSettings(language="en"), departments=COMPANY.departments[1::-1])
    await saved(storage, smaller)
    assert await got(storage) == smaller


async def test_everybody_sees_a_change_at_once(database_url: str) -> None:
    async with open_storage(database_url) as one, open_storage(database_url) as other:
        await saved(one, a_company(a_department(usergroup=GROUP)))
        assert await members(other) == ()
        async with one.unit_of_work.write() as work:
            await work.organisations.set_members(HANSEN, GROUP, ["U0DORA"])
        assert await members(other) == ("U0DORA",)
        await saved(one, a_company(a_department("it")))
        assert [department.key for department in (await got(other)).departments] == ["it"]


async def test_a_change_that_was_refused_is_seen_by_nobody(storage: Storage) -> None:
    async def refused() -> None:
        async with storage.unit_of_work.write() as work:
            await work.organisations.save(HANSEN, a_company(a_department("it")))
            assert (await work.organisations.get(HANSEN)).department("it")
            raise RefusedError("not_yours")

    await saved(storage, a_company())
    with pytest.raises(RefusedError):
        await refused()
    assert await got(storage) == a_company()


async def test_members_of_a_user_group_stay_when_the_file_is_imported_again(storage: Storage) -> None:
    file = a_company(a_department(usergroup=GROUP))
    await saved(storage, file)
    async with storage.unit_of_work.write() as work:
        await work.organisations.set_members(HANSEN, GROUP, ["U0DORA", "U0CEM", "U0DORA"])
    await saved(storage, file)
    assert await members(storage) == ("U0DORA", "U0CEM")


async def test_members_go_when_the_department_follows_another_group(storage: Storage) -> None:
    await saved(storage, a_company(a_department(usergroup=GROUP, members=["U0DORA"])))
    await saved(storage, a_company(a_department(usergroup="S0NEW")))
    assert await members(storage) == ()


async def test_members_stay_when_the_department_begins_to_follow_a_group(storage: Storage) -> None:
    await saved(storage, a_company(a_department(members=["U0DORA"])))
    await saved(storage, a_company(a_department(usergroup=GROUP)))
    assert await members(storage) == ("U0DORA",)


async def test_members_without_a_group_are_those_of_the_file(storage: Storage) -> None:
    await saved(storage, a_company(a_department(usergroup=GROUP, members=["U0DORA"])))
    await saved(storage, a_company(a_department(members=["U0CEM"])))
    assert await members(storage) == ("U0CEM",)


async def test_every_department_follows_its_group(storage: Storage) -> None:
    await saved(
        storage,
        a_company(
            a_department("accounting", usergroup=GROUP),
            a_department("controlling", usergroup=GROUP),
            a_department("it", members=["U0JAN"]),
        ),
    )
    async with storage.unit_of_work.write() as work:
        await work.organisations.set_members(HANSEN, GROUP, ["U0CEM"])
        await work.organisations.set_members(HANSEN, "S0NOBODY", ["U0OLI"])
    found = {department.key: department.members for department in (await got(storage)).departments}
    assert found == {"accounting": ("U0CEM",), "controlling": ("U0CEM",), "it": ("U0JAN",)}


async def test_an_import_and_a_change_of_the_group_at_once_leave_one_of_both(storage: Storage) -> None:
    file = a_company(a_department(usergroup=GROUP))
    await saved(storage, file)

    async def follow(user: str) -> None:
        async with storage.unit_of_work.write() as work:
            await work.organisations.set_members(HANSEN, GROUP, [user, "U0DORA"])

    await asyncio.gather(*(saved(storage, file) for _ in range(5)), *(follow(f"U{n}") for n in range(5)))
    assert len(await members(storage)) == 2


async def test_the_workspace_takes_the_id_that_slack_tells(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save("unclaimed", COMPANY)
        await work.people.put("unclaimed", [Person("U0ANNA", "Anna")])
        number = await work.handoffs.next_number("unclaimed")
        await work.handoffs.add(a_handoff(number, workspace="unclaimed"))
        await work.handoffs.log("unclaimed", number, [an_event(1)])
        await work.outbox.put("unclaimed", [card()], NOW)
        await work.inbox.take("unclaimed", "Ev1", NOW)
    async with storage.unit_of_work.write() as work:
        await work.organisations.adopt("unclaimed", HANSEN)
    async with storage.unit_of_work.write() as work:
        assert await work.organisations.workspaces() == [HANSEN]
        assert await work.organisations.get("unclaimed") == Organisation()
        assert await work.organisations.get(HANSEN) == COMPANY
        assert await work.handoffs.get(HANSEN, number) == a_handoff(number)
        assert await work.handoffs.history(HANSEN, number) == [an_event(1)]
        assert (
            await work.handoffs.find(HANSEN, Query("gutschrift"), EVERYTHING, offset=0, limit=1)
        ).total == 1
        assert await work.people.names(HANSEN, ["U0ANNA"]) == {"U0ANNA": "Anna"}
        assert not await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.handoffs.next_number(HANSEN) == number + 1


async def test_what_arrived_before_the_workspace_was_claimed_is_kept(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save("unclaimed", COMPANY)
        await work.people.put("unclaimed", [Person("U0ANNA", "?"), Person("U0BEN", "Ben")])
        await work.inbox.take(HANSEN, "Ev1", NOW)
        await work.people.put(HANSEN, [Person("U0ANNA", "Anna")])
        await work.organisations.adopt("unclaimed", HANSEN)
        assert await work.organisations.get(HANSEN) == COMPANY
        assert not await work.inbox.take(HANSEN, "Ev1", NOW)
        assert await work.people.names(HANSEN, ["U0ANNA", "U0BEN"]) == {"U0ANNA": "Anna", "U0BEN": "Ben"}


async def test_a_workspace_in_use_is_not_overwritten(storage: Storage) -> None:
    await saved(storage, COMPANY, "unclaimed")
    await saved(storage, a_company(), HANSEN)
    async with storage.unit_of_work.write() as work:
        await work.inbox.take(PETERSEN, "Ev1", NOW)
        await work.handoffs.add(a_handoff(workspace=PETERSEN))
    for taken in (HANSEN, PETERSEN):
        async with storage.unit_of_work.write() as work:
            with pytest.raises(RefusedError, match="workspace_in_use"):
                await work.organisations.adopt("unclaimed", taken)
    assert await got(storage) == a_company()


async def test_to_claim_what_is_ones_own_changes_nothing(storage: Storage) -> None:
    await saved(storage, COMPANY)
    async with storage.unit_of_work.write() as work:
        await work.organisations.adopt(HANSEN, HANSEN)
    assert await got(storage) == COMPANY
