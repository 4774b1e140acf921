"""Three processes offer a thousand handoffs to a department that takes turns, while people come and go."""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.company.people import Person
from bot.ports import UnitOfWork
from storage.database import open_storage
from tests.company import COMPANY, IT, MONDAY, WORKSPACE

PROCESSES, ROUNDS, AT_ONCE = 3, 20, 17
ALWAYS_THERE = ("U0TILL", "U0UTA", "U0VERA")
COME_AND_GO = ("U0WIM", "U0XENIA", "U0YUSUF")
ROOT = Path(__file__).parents[2]


async def test_turns_are_fair_nobody_absent_is_asked_and_no_handoff_has_two(database_url: str) -> None:
    dice = random.Random(7)  # noqa: S311  # the same dice in every run
    asked: dict[int, str] = {}
    async with open_storage(database_url) as storage, _processes(database_url) as processes:
        await _set_up(storage.unit_of_work)
        for number in range(ROUNDS):
            now = MONDAY + timedelta(minutes=number)
            absent = await _come_and_go(storage.unit_of_work, dice, now)
            for offered in await asyncio.gather(*(_offer(one, now) for one in processes)):
                for handoff, user in offered:
                    assert handoff not in asked
                    assert user not in absent
                    asked[handoff] = user
            times = Counter(asked.values())
            always = [times[user] for user in ALWAYS_THERE]
            assert max(always) - min(always) <= 1
    assert len(asked) == PROCESSES * ROUNDS * AT_ONCE
    assert set(asked.values()) == {*ALWAYS_THERE, *COME_AND_GO}


@asynccontextmanager
async def _processes(url: str) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    pipe = asyncio.subprocess.PIPE
    started = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.services.rotating", url, str(number)),
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
        )
        for number in range(PROCESSES)
    ]
    try:
        yield started
    finally:
        for process in started:
            _input(process).close()
            assert await process.wait() == 0


def _input(process: asyncio.subprocess.Process) -> asyncio.StreamWriter:
    assert process.stdin is not None
    return process.stdin


async def _offer(process: asyncio.subprocess.Process, now: datetime) -> list[tuple[int, str]]:
    _input(process).write(f"{now.isoformat()} {AT_ONCE}\n".encode())
    assert process.stdout is not None
    offered: list[tuple[int, str]] = json.loads(await process.stdout.readline())
    return offered


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
