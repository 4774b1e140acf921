"""(6) How commits and deliveries change when the past grows a thousandfold."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from benchmarks.committing import repeated, service
from benchmarks.databases import Databases
from benchmarks.delivering import deliverer
from benchmarks.figures import Figure, Goal
from benchmarks.measuring import Measure, Rounds, side_by_side
from benchmarks.workbench import Workbench

_SMALL = 1_000
_TASKS = 8
_SLOWER = Goal(1.3, at_most=True)


async def growing(bench: Workbench) -> Sequence[Figure]:
    """Return how much slower both get, on both databases."""
    return [figure for databases in bench.both for figure in await _growing(bench, databases)]


async def _growing(bench: Workbench, databases: Databases) -> list[Figure]:
    large = 100_000 if bench.quick else 1_000_000
    async with (
        bench.slack() as slack,
        _measures(bench, databases, slack.url, _SMALL) as at_first,
        _measures(bench, databases, slack.url, large) as later,
    ):
        return [
            _figure(f"6. {databases.kind}: {what}, with {large:,} handoffs against {_SMALL:,}", rounds)
            for what in at_first
            for rounds in [await side_by_side({"small": at_first[what], "large": later[what]}, bench.rounds)]
        ]


@asynccontextmanager
async def _measures(
    bench: Workbench, databases: Databases, api_url: str, past: int
) -> AsyncIterator[dict[str, Measure]]:
    url = await databases.create()
    async with deliverer(url, api_url, past) as delivered, service(url) as opened:
        yield {
            "form committed (service, 8 tasks)": partial(repeated, opened, bench.scaled(400), _TASKS),
            "cards delivered": partial(delivered, bench.scaled(800)),
        }


def _figure(what: str, rounds: Rounds) -> Figure:
    small, large = rounds.series("small"), rounds.series("large")
    slower = small.over(large)
    return Figure(
        f"{what}: times slower", f"{large.median:.0f} /s", f"{small.median:.0f} /s", slower, _SLOWER
    )
