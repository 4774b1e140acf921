"""Work that goes on after an answer was given: tracked, so that none is lost at the stop and no error is silent."""

import asyncio
from collections.abc import Coroutine

import structlog

log = structlog.get_logger(__name__)


class Tasks:
    """A set of running tasks."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        """Run `work` in the background."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("task_failed", error=type(error).__name__, exc_info=error)

    async def finish(self, seconds: float) -> None:
        """Wait for all of them, but no longer than `seconds`; cancel what is left."""
        if self._running:
            _, left = await asyncio.wait(set(self._running), timeout=seconds)
            for task in left:
                task.cancel()
