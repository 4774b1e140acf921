"""A process of its own that offers handoffs as it is told on its standard input: when, and how many at once.

It answers each line with the numbers and whom the department asked.
"""

import asyncio
import json
import sys
from datetime import datetime

from bot.domain.matter.commands import OpenHandoff
from bot.ports import UnitOfWork
from bot.services.open_handoff import open_handoff
from storage.database import open_storage
from tests.company import ANNA, REFUND
from tests.services.desk import by


async def serve(url: str, name: str) -> None:
    """Offer until the input ends."""
    async with open_storage(url) as storage:
        while told := (await asyncio.to_thread(sys.stdin.readline)).split():
            now, count = datetime.fromisoformat(told[0]), int(told[1])
            offers = [
                _offer(storage.unit_of_work, f"{name}:{now.isoformat()}:{number}", now)
                for number in range(count)
            ]
            sys.stdout.write(json.dumps(await asyncio.gather(*offers)) + "\n")
            sys.stdout.flush()


async def _offer(unit_of_work: UnitOfWork, key: str, now: datetime) -> tuple[int, str | None]:
    handoff = await open_handoff(unit_of_work, by(ANNA, key, now), OpenHandoff("it", REFUND))
    assert handoff is not None
    return handoff.number, handoff.asked


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
