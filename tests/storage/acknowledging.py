"""A process to be killed: commits one key after the other, and prints each once it is kept."""

import asyncio
import sys

from storage.database import open_storage
from tests.storage.examples import HANSEN, NOW


async def main(url: str) -> None:
    async with open_storage(url) as storage:
        number = 0
        while True:
            number += 1
            async with storage.unit_of_work.write() as work:
                await work.inbox.take(HANSEN, f"Ev{number}", NOW)
            sys.stdout.write(f"Ev{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
