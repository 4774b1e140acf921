"""Three processes offer a thousand handoffs to a department that takes turns, while people come and go."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.domain.commands import OpenHandoff
from bot.domain.people import Person
from bot.ports import UnitOfWork
from bot.services.open_handoff import open_handoff
from storage.database import open_storage
from tests.company import ANNA, COMPANY, IT, MONDAY, REFUND, WORKSPACE
from tests.services.desk import by

PROCESSES, ROUNDS, AT_ONCE = 3, 20, 17
ALWAYS_THERE = ("U0TILL", "U0UTA", "U0VERA")
COME_AND_GO = ("U0WIM", "U0XENIA", "U0YUSUF")


async def test_turns_are_fair_nobody_absent_is_asked_and_no_handoff_has_two(database_url: str) -> None:
    dice = random.Random(7)  # noqa: S311  # the same dice in every run
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(open_storage(database_url)) for _ in range(PROCESSES)]
        processes = [storage.unit_of_work for storage in opened]
        await _set_up(processes[0])
        asked: dict[int, str] = {}
        for number in range(ROUNDS):
            now = MONDAY + timedelta(minutes=number)
            absent = await _come_and_go(processes[0], dice, now)
            offers = [_offer(one, now) for one in processes for _ in range(AT_ONCE)]
            for handoff, user in await asyncio.gather(*offers):
                assert handoff not in asked
                assert user not in absent
                asked[handoff] = user
            times = Counter(asked.values())
            always = [times[user] for user in ALWAYS_THERE]
            assert max(always) - min(always) <= 1
        assert len(asked) == PROCESSES * ROUNDS * AT_ONCE
        assert set(asked.values()) == {*ALWAYS_THERE, *COME_AND_GO}


async def _set_up(unit_of_work: UnitOfWork) -> None:
    members = (*ALWAYS_THERE, *COME_AND_GO)
    it = IT.model_copy(update={"lead": None, "members": members, "assignment": "rotation"})
    company = COMPANY.model_copy(update={"departments": (*COMPANY.departments[:-1], it)})
    async with unit_of_work.write() as work:
        await work.organisations.save(WORKSPACE, company)
        await work.people.put(WORKSPACE, [Person(user, user) for user in members])


async def _come_and_go(unit_of_work: UnitOfWork, dice: random.Random, now: datetime) -> set[str]:
    absent = {user for user in COME_AND_GO if dice.random() < 0.5}
    async with unit_of_work.write() as work:
        for user in COME_AND_GO:
            until = now + timedelta(days=1) if user in absent else None
            await work.people.absent(WORKSPACE, user, until)
    return absent


async def _offer(unit_of_work: UnitOfWork, now: datetime) -> tuple[int, str]:
    handoff = await open_handoff(unit_of_work, by(ANNA, now=now), OpenHandoff("it", REFUND))
    assert handoff is not None
    assert handoff.asked is not None
    return handoff.number, handoff.asked
