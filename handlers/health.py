"""What operators ask: does it live, is it ready, how is it doing."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.domain.delivery.backlog import Backlog
from bot.errors import StaffelError
from bot.ports import Clock, UnitOfWork
from handlers.metrics import Metrics
from storage.versions import pending

_A_WHILE = timedelta(seconds=30)  # then requests may try again, and tell


class Health:
    """The state of one process; `slack` says whether Slack can be reached."""

    def __init__(
        self,
        url: str,
        unit_of_work: UnitOfWork,
        clock: Clock,
        metrics: Metrics,
        slack: Callable[[], Awaitable[bool]],
    ) -> None:
        self._url = url
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._metrics = metrics
        self._slack = slack
        self._migrated = False
        self._unsaved, self._unsaved_at = 0, datetime.min.replace(tzinfo=UTC)

    async def ready(self) -> dict[str, bool]:
        """Return what has to be well for requests to be answered, and whether it is."""
        database = await self._backlog() is not None and self._saves()
        return {
            "database": database,
            "migrations": database and await self._is_migrated(),
            "slack": await self._slack(),
        }

    async def metrics(self) -> bytes:
        """Return all figures in Prometheus' format."""
        return self._metrics.text(await self._backlog())

    async def _backlog(self) -> Backlog | None:
        try:
            async with self._unit_of_work.read() as work:
                return await work.outbox.backlog(self._clock())
        except StaffelError:
            return None

    def _saves(self) -> bool:
        """Return whether nothing has failed to be written for a while: a full disk can still be read."""
        if self._metrics.unsaved > self._unsaved:
            self._unsaved, self._unsaved_at = self._metrics.unsaved, self._clock()
        return self._clock() - self._unsaved_at >= _A_WHILE

    async def _is_migrated(self) -> bool:
        # Tables never go back under a running process, so once is enough.
        if not self._migrated:
            try:
                self._migrated = not await pending(self._url)
            except StaffelError:
                return False
        return self._migrated
