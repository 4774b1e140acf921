"""(1) Commands acknowledged over HTTP, signature check on, against a bare Bolt app on the same server."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import cast

from benchmarks.figures import Figure, Goal, ratio
from benchmarks.measuring import Measure, Rounds, Sample, side_by_side
from benchmarks.processes import call, started
from benchmarks.program import serving
from benchmarks.workbench import Workbench

_THROUGHPUT = Goal(0.7)
_LATENCY = Goal(2, at_most=True)
_COMMANDS = {"help": "/handoff help", "open": "/handoff (opens the form)"}


async def acknowledging(bench: Workbench) -> Sequence[Figure]:
    """Return how fast commands are acknowledged, 1 and 64 at a time."""
    figures: list[Figure] = []
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(bench.slack())
        staffel = await stack.enter_async_context(serving(await bench.sqlite.create(), slack.url))
        _, bare = await stack.enter_async_context(started("bare_bolt", slack.port))
        _, opening = await stack.enter_async_context(started("bare_bolt", slack.port, "open"))
        for kind, name in _COMMANDS.items():
            for at_once in (1, 64):
                load = partial(_load, kind, bench.scaled(1500 if at_once == 1 else 4000), at_once)
                measures: dict[str, Measure] = {
                    "staffel": partial(load, staffel.port),
                    "bare": partial(load, bare["port"]),
                }
                if kind == "open":
                    measures["opening"] = partial(load, opening["port"])
                rounds = await side_by_side(measures, bench.rounds)
                figures += _figures(f"{name}, {at_once} at a time", rounds, also_opening=kind == "open")
    return figures


async def _load(kind: str, count: int, at_once: int, port: int) -> Sample:
    sample = await call("load", kind, count, at_once, port)
    assert not sample["refused"], sample
    return cast("Sample", sample)


def _figures(what: str, rounds: Rounds, *, also_opening: bool) -> list[Figure]:
    figures = _against("bare", f"1. {what}, against a bare ack", rounds, judged=True)
    if also_opening:
        figures += _against(
            "opening", f"1. {what}, against bare Bolt that opens a form", rounds, judged=False
        )
    return figures


def _against(other: str, what: str, rounds: Rounds, *, judged: bool) -> list[Figure]:
    return [
        ratio(
            f"{what}: throughput",
            rounds.series("staffel"),
            rounds.series(other),
            "/s",
            _THROUGHPUT if judged else None,
        ),
        ratio(
            f"{what}: p50",
            rounds.series("staffel", "p50_ms"),
            rounds.series(other, "p50_ms"),
            "ms",
            _LATENCY if judged else None,
        ),
    ]
