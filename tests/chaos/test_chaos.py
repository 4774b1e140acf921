"""Killed processes, a Slack on a bad day, and twenty people who work on: nothing is lost, nothing happens twice.

`make chaos` runs it long. CHAOS_HANDOFFS, CHAOS_KILLS and CHAOS_SEED set the size and repeat a day that went wrong.
"""

import asyncio
import os
import time
from pathlib import Path
from random import Random

from bot.services.import_organisation import import_organisation
from handlers.manifest import manifest
from practice import Practice, open_practice
from storage.database import open_storage
from tests.chaos import truth
from tests.chaos.company import company, organisation
from tests.chaos.day import Day
from tests.chaos.misfortunes import Misfortunes, make_bad, tell
from tests.chaos.processes import Processes, serving
from tests.chaos.records import Records
from tests.chaos.story import Matter, matters

HANDOFFS = int(os.environ.get("CHAOS_HANDOFFS", "20"))
KILLS = int(os.environ.get("CHAOS_KILLS", "3"))
SEED = int(os.environ.get("CHAOS_SEED", "0")) or time.time_ns() % 1_000_000
PROCESSES = {"sqlite": 1, "postgresql": 2}

_TRIGGER_SECONDS = 10.0
_START_SECONDS = 300.0  # a busy machine is not what is tried here


async def test_every_acknowledged_act_took_effect_once_and_every_card_tells_the_truth(
    database_url: str, tmp_path: Path
) -> None:
    random, log = Random(SEED), tmp_path / "staffel.log"  # noqa: S311 -- chaos that can be repeated
    plan = matters(HANDOFFS, random)
    async with (
        open_practice(manifest(), company=company()) as slack,
        open_storage(database_url, patience=_START_SECONDS) as storage,
    ):
        tell(f"{storage.dialect}: {SEED=} {HANDOFFS=} {KILLS=}; the processes log to {log}")
        await import_organisation(storage.unit_of_work, slack.team_id, organisation())
        slack.timing.trigger = _TRIGGER_SECONDS
        records = Records(storage, slack.team_id)
        async with serving(slack, database_url, log, count=PROCESSES[storage.dialect]) as processes:
            await slack.connected(_START_SECONDS)
            await _bad_day(slack, records, processes, plan, random)
        found = await truth.truth(slack, records)
    assert processes.kills == KILLS
    truth.nothing_waits(found)
    truth.every_act_took_effect_once(found, plan)
    truth.no_message_twice(found)
    truth.one_card_for_each_hop(found)
    truth.every_card_tells_the_truth(found)


async def _bad_day(
    slack: Practice, records: Records, processes: Processes, plan: list[Matter], random: Random
) -> None:
    day = Day(slack, records)
    acts = sum(1 + len(matter.steps) for matter in plan)
    make_bad(slack.weather, SEED)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(day.work(plan))
        tasks.create_task(Misfortunes(slack, day, processes, random).strike(acts=acts, kills=KILLS))
    slack.weather.calm()
    tell(f"{acts} acts are done, {day.tries} of them tried again")
    await records.delivered()
