"""A bad day: twenty people work, each at several matters, however bad the weather is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from practice import Ack, Practice
from tests.chaos.colleague import Colleague, NothingHappenedError, form_of, offer_of
from tests.chaos.company import EVERYBODY, LOBBY, Json
from tests.chaos.noticeboard import Noticeboard, button_for, number_of
from tests.chaos.records import Records
from tests.chaos.story import Matter, Step

_PATIENCE = 300.0
_BUTTON_PATIENCE = 10.0
_AT_ONCE = 60


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
        """Do everything, sixty matters at a time."""
        waiting = iter(matters)

        async def one_after_another() -> None:
            for matter in waiting:
                await self._whole(matter)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(_AT_ONCE):
                tasks.create_task(one_after_another())

    async def _whole(self, matter: Matter) -> None:
        async with self._patiently(matter, f"{matter.requester} offers it"):
            await self._offer(matter)
        async with self._patiently(matter, f"{matter.channel} waits for the card"):
            card = await self._slack.until(lambda: self._board.card(matter), _PATIENCE)
        for step in matter.steps:
            async with self._patiently(matter, f"{step.actor} does {step}"):
                await self._step(matter, step, number_of(card))

    @asynccontextmanager
    async def _patiently(self, matter: Matter, doing: str) -> AsyncIterator[None]:
        """Count one act; who tries in vain tells everything that is known of the matter."""
        since = datetime.now(UTC)
        try:
            async with asyncio.timeout(_PATIENCE):
                yield
        except (TimeoutError, NothingHappenedError) as error:
            known = await self._records.known_of(matter, self._slack.calls)
            told = (
                f"{type(error).__name__} since {since:%H:%M:%S}, {self._slack.workspace.sockets.connections}"
            )
            raise AssertionError(f"{matter.name}: {doing}: {told}\n{known}") from error
        self.done += 1

    async def _offer(self, matter: Matter) -> None:
        requester = self.people[matter.requester]
        typed = f"/handoff {matter.department}: {matter.name}"
        await requester.fill_in(
            lambda: requester.person.command(typed, channel=LOBBY),
            offer_of(matter.name),
            lambda: self._records.offered(matter),
            details=f"Details of {matter.name}.",
        )

    async def _step(self, matter: Matter, step: Step, number: int) -> None:
        actor = self.people[step.actor]

        async def click() -> Ack:
            seen = await self._way_to(matter, step, number)
            return await actor.person.click(seen[0], *seen[1]) if seen else Ack(ok=False, reason="no_button")

        async def happened() -> bool:
            return await self._records.happened(number, step)

        await self._way_to(matter, step, number)  # meanwhile they are free for other matters
        if step.field:
            await actor.fill_in(click, form_of(step.action, number), happened, **{step.field: step.words})
        else:
            await actor.click(click, happened)

    async def _way_to(self, matter: Matter, step: Step, number: int) -> tuple[Json, tuple[str, ...]] | None:
        """Return the card and what to click on; it stays away if the step was taken without our knowing."""

        def seen() -> tuple[Json, tuple[str, ...]] | None:
            card = self._board.card(matter)
            way = button_for(card, step.action, number) if card else ()
            return (card, way) if card and way else None

        # The button comes with the card's next update.
        with suppress(TimeoutError):
            return await self._slack.until(seen, _BUTTON_PATIENCE)
        return None
