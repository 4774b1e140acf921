"""The tick of the nudges: what is due stands in the database, and any number of processes may look."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.errors import StaffelError
from bot.ports import Clock, UnitOfWork
from bot.services.climb_due import climb_due
from bot.services.tell_due import tell_due
from bot.services.work_through import Failure
from handlers.holidays import holidays_of
from handlers.metrics import Metrics
from handlers.schedule import every
from handlers.tasks import Tasks

log = structlog.get_logger(__name__)

PERIOD = timedelta(seconds=30)


class Nudger:
    """Looks at what is to be nudged now; `wake` is called when messages were put on their way."""

    def __init__(
        self, unit_of_work: UnitOfWork, clock: Clock, metrics: Metrics, wake: Callable[[], None]
    ) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._metrics = metrics
        self._wake = wake
        self._tasks = Tasks()
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def nudging(self, seconds: float) -> AsyncIterator[None]:
        """Look now and again and again, until the block ends; then finish what is begun within `seconds`."""
        self.look()
        try:
            async with every(PERIOD, self._tick):
                yield
        finally:
            await self._tasks.finish(seconds)

    def look(self) -> None:
        """Look at once: the clock may have skipped ahead."""
        self._tasks.start(self._look())

    async def _tick(self) -> None:
        if not self._one_at_a_time.locked():
            self.look()

    async def _look(self) -> None:
        async with self._one_at_a_time:
            try:
                with self._metrics.nudging():
                    await self._nudge()
            except StaffelError as error:  # what is due stays due
                log.warning("nudging_failed", error=str(error))

    async def _nudge(self) -> None:
        now = self._clock()
        climbed = await climb_due(self._unit_of_work, holidays_of, now)
        told = await tell_due(self._unit_of_work, holidays_of, now)
        for kind, count in told.counted.items():
            self._metrics.told(kind, count)
        self._note("handoff", climbed.failures)
        self._note("listener", told.failures)
        if climbed.handoffs or told.counted:
            log.info("nudged", handoffs=climbed.handoffs, told=told.counted.total())
            self._wake()

    def _note(self, what: str, failures: Sequence[Failure]) -> None:
        """Leave a trace of what failed; it comes again, and holds up nobody until then."""
        for failure in failures:
            self._metrics.nudge_failed(what)
            due = failure.due
            log.error(
                "nudge_failed", what=what, workspace=due.workspace, name=due.name, exc_info=failure.error
            )
