from datetime import timedelta

import pytest

from bot.domain.matter.handoff import ENDED, Brief, Handoff, State
from bot.domain.matter.lists import Listing, Page
from storage.database import Storage
from tests.storage.examples import HANSEN, NOW, a_company, a_handoff

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())


async def stored(storage: Storage, *handoffs: Handoff) -> None:
    async with storage.unit_of_work.write() as work:
        for handoff in handoffs:
            await work.handoffs.add(handoff)


async def listed(
    storage: Storage, listing: Listing, user: str, *departments: str, offset: int = 0, limit: int = 50
) -> Page:
    async with storage.unit_of_work.read() as work:
        return await work.handoffs.page(HANSEN, listing, user, departments, offset=offset, limit=limit)


def numbers(page: Page) -> list[int]:
    return [handoff.number for handoff in page.handoffs]


def one_in_each_state() -> list[Handoff]:
    return [
        a_handoff(number, state=state, assignee="U0DORA", requester="U0ANNA")
        for number, state in enumerate(State, start=1)
    ]


@pytest.mark.parametrize(
    ("user", "states"),
    [
        ("U0DORA", {State.ACCEPTED}),
        ("U0ANNA", {State.NEEDS_INFO, State.DECLINED, State.DONE}),
        ("U0CEM", set()),
    ],
)
async def test_mine_is_what_waits_for_me(storage: Storage, user: str, states: set[State]) -> None:
    await stored(storage, *one_in_each_state())
    page = await listed(storage, Listing.MINE, user)
    assert {handoff.state for handoff in page.handoffs} == states
    assert page.total == len(states)


async def test_from_me_is_what_i_handed_over_until_it_ends(storage: Storage) -> None:
    await stored(storage, *one_in_each_state(), a_handoff(99, requester="U0BEN"))
    page = await listed(storage, Listing.FROM_ME, "U0ANNA")
    assert {handoff.state for handoff in page.handoffs} == set(State) - ENDED
    assert numbers(await listed(storage, Listing.FROM_ME, "U0BEN")) == [99]


async def test_the_queue_is_what_my_departments_have_not_accepted(storage: Storage) -> None:
    await stored(storage, *one_in_each_state(), a_handoff(99, to_department="it"))
    assert numbers(await listed(storage, Listing.QUEUE, "U0CEM", "accounting")) == [1]
    assert numbers(await listed(storage, Listing.QUEUE, "U0CEM", "accounting", "it")) == [1, 99]
    assert numbers(await listed(storage, Listing.QUEUE, "U0CEM")) == []


async def test_a_turn_moves_a_handoff_from_list_to_list(storage: Storage) -> None:
    await stored(storage, a_handoff(1))
    async with storage.unit_of_work.write() as work:
        await work.handoffs.save(a_handoff(1, state=State.ACCEPTED, assignee="U0DORA"))
    assert numbers(await listed(storage, Listing.QUEUE, "U0DORA", "accounting")) == []
    assert numbers(await listed(storage, Listing.MINE, "U0DORA")) == [1]
    async with storage.unit_of_work.write() as work:
        await work.handoffs.save(a_handoff(1, state=State.DONE, assignee="U0DORA", version=1))
    assert numbers(await listed(storage, Listing.MINE, "U0DORA")) == []
    assert numbers(await listed(storage, Listing.MINE, "U0ANNA")) == [1]


async def test_the_urgent_and_the_oldest_come_first(storage: Storage) -> None:
    urgent = Brief("Lieferung steht", urgent=True)
    await stored(
        storage,
        a_handoff(1, opened_at=NOW + 2 * HOUR),
        a_handoff(2, opened_at=NOW),
        a_handoff(3, opened_at=NOW + 3 * HOUR, brief=urgent),
        a_handoff(4, opened_at=NOW + HOUR),
        a_handoff(5, opened_at=NOW + HOUR),
        a_handoff(6, opened_at=NOW + HOUR, brief=urgent),
    )
    assert numbers(await listed(storage, Listing.FROM_ME, "U0ANNA")) == [6, 3, 2, 4, 5, 1]


async def test_pages_follow_each_other_and_tell_how_many_there_are(storage: Storage) -> None:
    await stored(storage, *(a_handoff(number, opened_at=NOW + number * HOUR) for number in range(1, 8)))
    pages = [
        await listed(storage, Listing.FROM_ME, "U0ANNA", offset=offset, limit=3) for offset in (0, 3, 6, 9)
    ]
    assert [numbers(page) for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert [(page.total, page.offset) for page in pages] == [(7, 0), (7, 3), (7, 6), (7, 9)]


async def test_a_list_with_nothing_in_it_is_empty(storage: Storage) -> None:
    assert await listed(storage, Listing.MINE, "U0ANNA", offset=5) == Page(offset=5)
