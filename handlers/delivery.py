"""The deliverer: claims what is due in the outbox and sends it, several conversations at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from uuid import uuid4

import structlog

from bot.domain.outbox import OutboxRow
from bot.errors import StaffelError
from bot.ports import Clock, Sender, UnitOfWork
from bot.services.deliver_outbox import deliver

log = structlog.get_logger(__name__)

_AT_ONCE = 16
_TICK_SECONDS = 5.0


class Deliverer:
    """Delivers what is due. `wake` it after a commit; without, it looks every few seconds."""

    def __init__(self, unit_of_work: UnitOfWork, sender: Sender, clock: Clock, lease: timedelta) -> None:
        self._unit_of_work = unit_of_work
        self._sender = sender
        self._clock = clock
        self._lease = lease
        self._worker = uuid4().hex
        self._woken = asyncio.Event()
        self._stopping = False
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look into the outbox at once."""
        self._woken.set()

    @asynccontextmanager
    async def delivering(self, seconds: float) -> AsyncIterator[None]:
        """Deliver until the block ends; then finish what is begun within `seconds`, and give back the rest."""
        loop = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._stopping = True
            self.wake()
            await asyncio.wait({loop, *self._running}, timeout=seconds)
            loop.cancel()
            await self._release()

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                claimed = await self._claim()
            except StaffelError as error:
                log.warning("outbox_unreachable", error=str(error))
                claimed = []
            for row in claimed:
                self._start(row)
            if not claimed or len(self._running) >= _AT_ONCE:
                await self._wait()

    async def _release(self) -> None:
        try:
            async with self._unit_of_work.write() as work:
                await work.outbox.release(self._worker)
        except StaffelError as error:  # the leases run out by themselves
            log.warning("leases_not_released", error=str(error))

    async def _claim(self) -> list[OutboxRow]:
        free = _AT_ONCE - len(self._running)
        if free <= 0:
            return []
        async with self._unit_of_work.write() as work:
            return await work.outbox.claim(self._clock(), worker=self._worker, lease=self._lease, limit=free)

    def _start(self, row: OutboxRow) -> None:
        task = asyncio.create_task(self._deliver(row))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake()  # the next message of this lane may go now

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            outcome = await deliver(self._unit_of_work, self._sender, self._clock, row)
        except StaffelError as error:  # the lease runs out, and the next deliverer looks before it sends
            log.warning("delivery_not_recorded", outbox_id=row.id, error=str(error))
        except (
            Exception
        ) as error:  # a message that cannot be rendered must not hold up the others, nor get lost
            log.exception("delivery_failed", outbox_id=row.id, kind=row.kind)
            async with self._unit_of_work.write() as work:
                await work.outbox.dead(row, f"bug: {type(error).__name__}", self._clock())
        else:
            log.info("delivered", outbox_id=row.id, kind=row.kind, outcome=outcome)

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), await self._patience())

    async def _patience(self) -> float:
        try:
            async with self._unit_of_work.read() as work:
                due = await work.outbox.next_due()
        except StaffelError:
            return _TICK_SECONDS
        if due is None:
            return _TICK_SECONDS
        return min(max((due - self._clock()).total_seconds(), 0.02), _TICK_SECONDS)
