"""What happens by itself does happen."""

import asyncio
from datetime import timedelta

from handlers.schedule import every


async def test_work_is_done_again_and_again_however_it_is_given() -> None:
    done = asyncio.Semaphore(0)

    async def work(by: str) -> None:
        assert by == "clock"
        done.release()

    async with asyncio.timeout(30), every(timedelta(milliseconds=20), lambda: work("clock")):
        for _ in range(3):
            await done.acquire()
