"""A bad day: people work while processes are killed, sockets drop and Slack answers as it likes."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

from practice import Ack, Practice
from practice.weather import Weather
from tests.chaos.colleague import Colleague, form_of, offer_of
from tests.chaos.company import EVERYBODY, LOBBY, Json
from tests.chaos.noticeboard import Noticeboard, button_for, number_of
from tests.chaos.processes import Processes
from tests.chaos.records import Records
from tests.chaos.story import Matter, Step

_PATIENCE = 600.0
_DAY = 86_400.0
_BUTTON_PATIENCE = 10.0
_AT_ONCE = 20


class Day:
    """The people with what they have to do; `done` counts acts."""

    def __init__(self, slack: Practice, records: Records) -> None:
        self.done = 0
        self.people = {user: Colleague(slack, user) for user in EVERYBODY}
        self._slack = slack
        self._records = records
        self._board = Noticeboard(slack)

    @property
    def tries(self) -> int:
        """Return how often something had to be done again."""
        return sum(colleague.tries for colleague in self.people.values())

    async def work(self, matters: list[Matter]) -> None:
        """Do everything, twenty matters at a time."""
        waiting = iter(matters)

        async def one_after_another() -> None:
            for matter in waiting:
                await self._whole(matter)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(_AT_ONCE):
                tasks.create_task(one_after_another())

    async def _whole(self, matter: Matter) -> None:
        await self._offer(matter)
        card = await self._slack.until(lambda: self._board.card(matter), _PATIENCE)
        for step in matter.steps:
            await self._step(matter, step, number_of(card))

    async def _offer(self, matter: Matter) -> None:
        requester = self.people[matter.requester]
        typed = f"/handoff {matter.department}: {matter.name}"
        await requester.fill_in(
            lambda: requester.person.command(typed, channel=LOBBY),
            offer_of(matter.name),
            lambda: self._records.offered(matter),
            details=f"Details of {matter.name}.",
        )
        self.done += 1

    async def _step(self, matter: Matter, step: Step, number: int) -> None:
        actor = self.people[step.actor]

        async def click() -> Ack:
            # The button comes with the card's next update; it stays away if the step was taken without our knowing.
            with suppress(TimeoutError):
                card, way = await self._slack.until(
                    lambda: self._way_to(matter, step, number), _BUTTON_PATIENCE
                )
                return await actor.person.click(card, *way)
            return Ack(ok=False, reason="no_button")

        async def happened() -> bool:
            return await self._records.happened(number, step)

        if step.field:
            await actor.fill_in(click, form_of(step.action, number), happened, **{step.field: step.words})
        else:
            await actor.click(click, happened)
        self.done += 1

    def _way_to(self, matter: Matter, step: Step, number: int) -> tuple[Json, tuple[str, ...]] | None:
        card = self._board.card(matter)
        way = button_for(card, step.action, number) if card else ()
        return (card, way) if card and way else None


def tell(text: str) -> None:
    """Say how it goes: pytest shows it when a test fails, and at once with `-s`."""
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", flush=True)  # noqa: T201


def make_bad(weather: Weather, seed: int) -> None:
    """Let it be as bad as Slack ever is, all at once."""
    weather.random.seed(seed)
    weather.error_500 = weather.reset_before = weather.reset_after = 0.05
    weather.error_429, weather.redeliver = 0.02, 0.10


async def misfortunes(
    slack: Practice, day: Day, processes: Processes, random: Random, *, acts: int, kills: int
) -> None:
    """Kill processes and drop sockets at random moments of the day, never twice between two acts."""
    for moment in sorted(random.sample(range(1, acts * 9 // 10), kills)):
        await slack.until(lambda at=moment: day.done >= at, _DAY)  # type: ignore[misc]
        # Calls are counted while their answers are still under way: that is when a death hurts the most.
        some = len(slack.calls) + random.randrange(40)
        with suppress(TimeoutError):
            await slack.until(lambda at=some: len(slack.calls) >= at, 5)  # type: ignore[misc]
        if random.random() < 0.4:
            await slack.workspace.sockets.close()
        processes.kill(random)
        tell(
            f"kill {processes.kills} of {kills} after {day.done} of {acts} acts, {day.tries} of them tried again"
        )
