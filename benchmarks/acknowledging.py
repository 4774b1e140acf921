"""(1) Commands acknowledged over HTTP, signature check on, against a bare Bolt app on the same server.

A hundred people type in turn. `/handoff help` is compared with a bare ack. `/handoff` is compared twice: with the
same bare ack, and with a bare Bolt app that opens the same form after its ack. There the work is done when all forms
are open, as a form costs more than its ack and takes the processor from the acks that follow. Only where the next
command waits for the form of the one before does the ack alone decide how long somebody waits.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import cast

from benchmarks.figures import Figure, Goal, ratio
from benchmarks.measuring import Measure, Rounds, Sample, side_by_side
from benchmarks.processes import Process, call, cpu_seconds, started
from benchmarks.program import serving
from benchmarks.workbench import Workbench

_THROUGHPUT = Goal(0.7)
_LATENCY = Goal(2, at_most=True)


@dataclass(frozen=True, slots=True)
class _Server:
    """Somebody who is measured; `forms` is where the forms arrive that they open, if they open some."""

    process: Process
    port: int
    forms: int | None = None


@dataclass(frozen=True, slots=True)
class _Servers:
    staffel: _Server
    bare: _Server
    opening: _Server


@dataclass(frozen=True, slots=True)
class _Load:
    """What is sent: so many commands of a kind, by so many people at a time."""

    kind: str
    count: int
    at_once: int = 1
    each: bool = False

    async def on(self, server: _Server) -> Sample:
        forms = server.forms if self.kind == "open" else None
        options = [*(["--forms", forms] if forms else []), *(["--each"] if forms and self.each else [])]
        began = cpu_seconds(server.process)
        sample = await call("load", self.kind, self.count, self.at_once, server.port, *options)
        assert not sample["refused"], sample
        worked = cpu_seconds(server.process) - began
        return cast("Sample", {**sample, "cpu_ms": worked / self.count * 1000})


async def acknowledging(bench: Workbench) -> Sequence[Figure]:
    """Return how fast commands are acknowledged, 1 and 64 at a time."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(bench.slack())
        staffel = await stack.enter_async_context(serving(await bench.sqlite.create(), slack.url))
        bare, told = await stack.enter_async_context(started("bare_bolt", slack.port))
        opening, opened = await stack.enter_async_context(started("bare_bolt", slack.port, "open"))
        servers = _Servers(
            _Server(staffel.process, staffel.port, slack.port),
            _Server(bare, told["port"]),
            _Server(opening, opened["port"], slack.port),
        )
        return [
            *await _help(bench, servers, 1, 500),
            *await _help(bench, servers, 64, 1500),
            *await _strangers(bench, servers),
            *await _open(bench, servers, 1, 300),
            *await _open(bench, servers, 64, 600),
            *await _open_one_by_one(bench, servers),
        ]


async def _help(bench: Workbench, servers: _Servers, at_once: int, count: int) -> list[Figure]:
    rounds = await _rounds(bench, _Load("help", bench.scaled(count), at_once), servers, "bare")
    what = f"1. /handoff help, {at_once} at a time, against a bare ack"
    return [_throughput(what, rounds, "bare"), _p50(what, rounds, "bare"), _cpu(what, rounds, "bare")]


async def _strangers(bench: Workbench, servers: _Servers) -> list[Figure]:
    rounds = await _rounds(bench, _Load("stranger", bench.scaled(200)), servers, "bare")
    what = "1. /handoff help, 1 at a time, each of somebody new, against a bare ack"
    return [_p50(what, rounds, "bare", judged=False)]


async def _open(bench: Workbench, servers: _Servers, at_once: int, count: int) -> list[Figure]:
    load = _Load("open", bench.scaled(count), at_once)
    rounds = await _rounds(bench, load, servers, "bare", "opening")
    what = f"1. /handoff (opens the form), {at_once} at a time"
    form, ack = f"{what}, against bare Bolt that opens it", f"{what}, against a bare ack"
    ceiling = f"1. bare Bolt that opens the form, {at_once} at a time, against a bare ack: throughput"
    return [
        _throughput(form, rounds, "opening"),
        _p50(form, rounds, "opening"),
        _cpu(form, rounds, "opening"),
        _throughput(ack, rounds, "bare"),
        _p50(ack, rounds, "bare"),
        ratio(ceiling, rounds.series("opening"), rounds.series("bare"), "/s"),
    ]


async def _open_one_by_one(bench: Workbench, servers: _Servers) -> list[Figure]:
    rounds = await _rounds(bench, _Load("open", bench.scaled(150), each=True), servers, "bare")
    return [_p50("1. /handoff, when the form before is open, against a bare ack", rounds, "bare")]


async def _rounds(bench: Workbench, load: _Load, servers: _Servers, *others: str) -> Rounds:
    measures: dict[str, Measure] = {
        who: partial(load.on, getattr(servers, who)) for who in ("staffel", *others)
    }
    return await side_by_side(measures, bench.rounds)


def _throughput(what: str, rounds: Rounds, other: str) -> Figure:
    ours, theirs = rounds.series("staffel"), rounds.series(other)
    return ratio(f"{what}: throughput", ours, theirs, "/s", _THROUGHPUT)


def _p50(what: str, rounds: Rounds, other: str, *, judged: bool = True) -> Figure:
    ours, theirs = rounds.series("staffel", "p50_ms"), rounds.series(other, "p50_ms")
    return ratio(f"{what}: p50", ours, theirs, "ms", _LATENCY if judged else None)


def _cpu(what: str, rounds: Rounds, other: str) -> Figure:
    ours, theirs = rounds.series("staffel", "cpu_ms"), rounds.series(other, "cpu_ms")
    return ratio(f"{what}: processor time", ours, theirs, "ms")
