"""`python -m benchmarks [NAME …] [--quick]`: measure, and print a table. Timing never fails anything."""

import asyncio
import os
import sys
from argparse import ArgumentParser
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import uvloop

from benchmarks.acknowledging import acknowledging
from benchmarks.committing import committing
from benchmarks.databases import open_databases
from benchmarks.delivering import delivering
from benchmarks.detecting import detecting
from benchmarks.drawing import drawing
from benchmarks.exchanging import exchanging
from benchmarks.figures import Figure, table
from benchmarks.growing import growing
from benchmarks.hosting import hosting
from benchmarks.nudging import nudging
from benchmarks.proposing import proposing
from benchmarks.sharing import sharing
from benchmarks.starting import starting
from benchmarks.summarising import summarising
from benchmarks.workbench import Workbench
from handlers.logs import configure_logs
from handlers.settings import Settings

Benchmark = Callable[[Workbench], Awaitable[Sequence[Figure]]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "acknowledging": acknowledging,
    "committing": committing,
    "delivering": delivering,
    "sharing": sharing,
    "starting": starting,
    "growing": growing,
    "exchanging": exchanging,
    "nudging": nudging,
    "summarising": summarising,
    "drawing": drawing,
    "detecting": detecting,
    "proposing": proposing,
    "hosting": hosting,
}


async def measure(names: Sequence[str], *, quick: bool) -> list[Figure]:
    """Return the figures of the benchmarks of these names, in order."""
    figures: list[Figure] = []
    async with open_databases() as (sqlite, postgresql):
        bench = Workbench(sqlite, postgresql, quick)
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            measured = await BENCHMARKS[name](bench)
            print(table(measured), file=sys.stderr, flush=True)
            figures += measured
    return figures


def main() -> None:
    """Read the command line, measure, print the table."""
    parser = ArgumentParser(
        prog="python -m benchmarks", description="Measure ratios side by side in one run."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which: {', '.join(BENCHMARKS)}; all by default"
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer and shorter rounds, for a first impression"
    )
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHMARKS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    names = given.names or list(BENCHMARKS)
    # As in production, but out of the way; open to the very end, when PostgreSQL says goodbye.
    configure_logs(Settings.model_validate({}), Path(os.devnull).open("w"))  # noqa: SIM115
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(table(runner.run(measure(names, quick=given.quick))))


if __name__ == "__main__":
    main()
