"""`staffel doctor`: look before anybody has to ask."""

from handlers.doctor.examine import examine
from handlers.doctor.findings import Level, worst


async def doctor() -> int:
    """Check settings, Slack, database and organisation; nothing is changed.

    Prints a line for each thing: ✓ it is well, ! look at it, ✗ it has to be mended. Exits with 1 if there is a ✗.
    """
    found = []
    async for finding in examine():
        print(finding, flush=True)
        found.append(finding)
    return int(worst(found) is Level.BAD)
