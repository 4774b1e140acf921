from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Source, State
from storage.database import Storage
from storage.tables import handoffs
from tests.storage.examples import HANSEN, MINUTE, NOW, PETERSEN, a_company, a_handoff, an_event


@pytest.fixture(autouse=True)
async def companies(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        for workspace in (HANSEN, PETERSEN):
            await work.organisations.save(workspace, a_company())


async def test_numbers_count_per_workspace(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        assert [await work.handoffs.next_number(HANSEN) for _ in range(3)] == [1, 2, 3]
        assert await work.handoffs.next_number(PETERSEN) == 1


@pytest.mark.parametrize("number", [2, 0, -1, 2**31, 2**63, 10**30, -(10**30)])
async def test_there_is_no_handoff_of_a_number_that_nobody_gave(storage: Storage, number: int) -> None:
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(a_handoff(1))
        await work.handoffs.log(HANSEN, 1, [an_event(1)])
        assert await work.handoffs.get(HANSEN, number) is None
        assert await work.handoffs.history(HANSEN, number) == []
        assert await work.handoffs.event(HANSEN, number, 1) is None


async def test_the_history_tells_what_happened_in_order(storage: Storage) -> None:
    opened = [an_event(1, Activity.OPENED), an_event(2, Activity.OFFERED)]
    accepted = replace(
        an_event(3, Activity.ACCEPTED, next_step="Ich buche heute"),
        at=NOW + timedelta(hours=1),
        actor="U0DORA",
    )
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(a_handoff(1))
        await work.handoffs.log(HANSEN, 1, opened)
        await work.handoffs.log(HANSEN, 1, [accepted])
        await work.handoffs.log(HANSEN, 1, [])
    async with storage.unit_of_work.read() as work:
        assert await work.handoffs.history(HANSEN, 1) == [*opened, accepted]
        assert await work.handoffs.event(HANSEN, 1, 3) == accepted
        assert await work.handoffs.event(HANSEN, 1, 4) is None


async def test_a_turn_is_stored_whole(storage: Storage) -> None:
    before = a_handoff(1)
    after = replace(before, state=State.DONE, assignee="U0DORA", result="gebucht", events=5, hop=2)
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(before)
        await work.handoffs.save(after)
        assert await work.handoffs.get(HANSEN, 1) == replace(after, version=1)


async def test_open_handoffs_are_found_by_the_message_that_they_were_made_from(storage: Storage) -> None:
    source = Source("C0SALES", "1764000000.000100")
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(a_handoff(1, source=source))
        await work.handoffs.add(a_handoff(2, source=source, state=State.WITHDRAWN))
        await work.handoffs.add(a_handoff(3, source=replace(source, channel="C0ALLE")))
        await work.handoffs.add(a_handoff(4))
        await work.handoffs.add(a_handoff(5, source=source, state=State.DONE))
        found = await work.handoffs.made_from(HANSEN, source.channel, source.ts)
        assert [handoff.number for handoff in found] == [1, 5]
        assert await work.handoffs.made_from(HANSEN, source.channel, "1764000000.000200") == []


async def test_only_what_has_ended_has_an_end(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        for number, state in enumerate(State, start=1):
            await work.handoffs.add(a_handoff(number, state=state, state_since=NOW + number * MINUTE))
    async with storage.engines.read.begin() as connection:
        ends = await connection.execute(select(handoffs.c.state, handoffs.c.ended_at))
    assert {state: at for state, at in ends if at} == {
        "closed": NOW + 6 * MINUTE,
        "withdrawn": NOW + 7 * MINUTE,
    }
