"""`python -m benchmarks [NAME …] [--quick]`: measure, and print a table. Timing never fails anything."""

import asyncio
import sys
from argparse import ArgumentParser
from collections.abc import Awaitable, Callable, Mapping, Sequence

import uvloop

from benchmarks.acknowledging import acknowledging
from benchmarks.committing import committing
from benchmarks.databases import open_databases
from benchmarks.delivering import delivering
from benchmarks.figures import Figure, table
from benchmarks.workbench import Workbench

Benchmark = Callable[[Workbench], Awaitable[Sequence[Figure]]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "acknowledging": acknowledging,
    "committing": committing,
    "delivering": delivering,
}


async def measure(names: Sequence[str], *, quick: bool) -> list[Figure]:
    """Return the figures of the benchmarks of these names, in order."""
    figures: list[Figure] = []
    async with open_databases() as (sqlite, postgresql):
        bench = Workbench(sqlite, postgresql, quick)
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            figures += await BENCHMARKS[name](bench)
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
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(table(runner.run(measure(given.names or list(BENCHMARKS), quick=given.quick))))


if __name__ == "__main__":
    main()
