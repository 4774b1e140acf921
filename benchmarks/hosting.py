"""(13) Acks, forms and cards while the language model's server hangs for ever, against Staffel without a model.

Both are `staffel run` on databases of the same kind, and get the same requests in turn. The model is asked about messages
of which the rules are not sure, and about commands with a text; nobody should notice. How many questions hung is told
too: without any the rest would say nothing.
"""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp

from benchmarks.company import WORKSPACE
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Goal, ratio, value
from benchmarks.hanging_model import ASKED
from benchmarks.measuring import Rounds, Sample, Series, side_by_side
from benchmarks.outbox import drained
from benchmarks.payloads import CHANNEL
from benchmarks.processes import call, cpu_seconds, started
from benchmarks.program import Program, serving
from benchmarks.workbench import Workbench
from bot.domain.prompting.noticing import Consent
from handlers.clock import system_clock
from storage.database import open_storage

_AS_MUCH = Goal(0.95)
_AS_SOON = Goal(1.05, at_most=True)
_AT_ONCE = 16
_LOADS = {
    "doubtful": "a message that is worth a second opinion",
    "help": "/handoff help",
    "open": "/handoff, until the form is open",
    "told": "/handoff with a text, until the form is open",
}
_FORMS = frozenset({"open", "told"})


@dataclass(frozen=True, slots=True)
class _Staffel:
    program: Program
    database: str
    slack_port: int

    async def acked(self, kind: str, count: int) -> Sample:
        """Send messages or commands; those that open a form are done when it is open."""
        return await self._sent(kind, count, *(("--forms", self.slack_port) if kind in _FORMS else ()))

    async def submitted(self, count: int) -> Sample:
        """Send forms; done is what is committed and delivered."""
        before = await drained(self.database)
        began = time.perf_counter()
        sample = await self._sent("submit", count)
        assert await drained(self.database) == before + count
        return {**sample, "per_second": count / (time.perf_counter() - began)}

    async def _sent(self, kind: str, count: int, *options: object) -> Sample:
        before = cpu_seconds(self.program.process)
        sample = await call("load", kind, count, _AT_ONCE, self.program.port, *options)
        assert not sample["refused"], sample
        worked = cpu_seconds(self.program.process) - before
        return {**sample, "cpu_ms": worked / count * 1000}


async def hosting(bench: Workbench) -> Sequence[Figure]:
    """Return what a model that hangs costs those who ask it, and those who do not."""
    return [figure for databases in bench.both for figure in await _hosting(bench, databases)]


async def _hosting(bench: Workbench, databases: Databases) -> list[Figure]:
    what, count = f"13. {databases.kind}, the model hangs, against no model", bench.scaled(600)
    figures: list[Figure] = []
    async with _both(bench, databases) as (both, model):
        for kind, load in _LOADS.items():
            work = {who: partial(one.acked, kind, count) for who, one in both.items()}
            figures += _compared(f"{what}: {load}", await side_by_side(work, bench.rounds))
        forms = {who: partial(one.submitted, count) for who, one in both.items()}
        figures += _compared(f"{what}: forms and cards", await side_by_side(forms, bench.rounds))
        hung = Series((float(await _asked(model)),))
    return [*figures, value(f"13. {databases.kind}: questions that hung meanwhile", hung, "")]


@asynccontextmanager
async def _both(bench: Workbench, databases: Databases) -> AsyncIterator[tuple[Mapping[str, _Staffel], int]]:
    async with (
        bench.slack() as slack,
        started("hanging_model") as (_, model),
        _staffel(databases, slack.port, {}) as without,
        _staffel(
            databases, slack.port, {"OPENAI_BASE_URL": f"http://127.0.0.1:{model['port']}/v1"}
        ) as beside,
    ):
        yield {"beside": beside, "without": without}, model["port"]


@asynccontextmanager
async def _staffel(
    databases: Databases, slack_port: int, settings: Mapping[str, str]
) -> AsyncIterator[_Staffel]:
    database = await databases.create()
    await _seek_opinions(database)
    async with serving(database, f"http://127.0.0.1:{slack_port}/api/", settings) as program:
        yield _Staffel(program, database, slack_port)


async def _seek_opinions(database: str) -> None:
    async with open_storage(database) as storage, storage.unit_of_work.write() as work:
        place = await work.noticings.ask(WORKSPACE, CHANNEL, None, system_clock())
        place = await work.noticings.decide(place, WORKSPACE, Consent.ON, "U0LEAD", system_clock())
        await work.noticings.second_opinions(place, WORKSPACE, on=True)


async def _asked(port: int) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{ASKED}") as told:
        return int((await told.json())["asked"])


def _compared(what: str, rounds: Rounds) -> list[Figure]:
    def figure(name: str, key: str, unit: str, goal: Goal) -> Figure:
        return ratio(
            f"{what}: {name}", rounds.series("beside", key), rounds.series("without", key), unit, goal
        )

    return [
        figure("throughput", "per_second", "/s", _AS_MUCH),
        figure("p50 of the ack", "p50_ms", "ms", _AS_SOON),
        figure("processor time", "cpu_ms", "ms", _AS_SOON),
    ]
