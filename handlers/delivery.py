"""The deliverer: claims what is due in the outbox and sends it, several conversations at a time."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from uuid import uuid4

import structlog

from bot.domain.delivery.outbox import Dead, OutboxRow, Outcome
from bot.domain.delivery.pacing import Pace, Rates
from bot.errors import ConflictError, StaffelError
from bot.ports import Clock, Sender, UnitOfWork, Work
from bot.services.deliver_outbox import attempt
from bot.services.start_clock import settle_deliveries
from handlers.holidays import holidays_of
from handlers.metrics import Metrics

log = structlog.get_logger(__name__)

_AT_ONCE = 16
_TICK = timedelta(seconds=5)
_GATHERING = 0.005  # seconds; what finishes together shares a transaction, instead of one after the other
_CAUTION = 1.05
_BLINK = timedelta(milliseconds=20)
_OF_A_LEASE = 0.5
"""How much of it a message may take to send. The rest is for what Slack takes after we have stopped waiting, or died."""


class Deliverer:
    """Delivers what is due. `wake` it after a commit; without, it looks every few seconds.

    One transaction settles what is finished and claims what comes next, so that many messages share a commit.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWork,
        sender: Sender,
        clock: Clock,
        metrics: Metrics,
        *,
        lease: timedelta,
        rates: Rates,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._sender = sender
        self._clock = clock
        self._metrics = metrics
        self._lease = lease
        self._patience = lease.total_seconds() * _OF_A_LEASE
        self._rates = rates
        self._worker = uuid4().hex
        self._woken = asyncio.Event()
        self._stopping = False
        self._running: set[asyncio.Task[None]] = set()
        self._sending: set[int] = set()
        self._finished: list[Outcome] = []

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
            await asyncio.wait({loop}, timeout=seconds)
            left = [loop, *self._running]
            for task in left:
                task.cancel()  # what is given back is not ours to send any more
            await asyncio.gather(*left, return_exceptions=True)
            await self._release()

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            patience = await self._turn()
            if self._stopping and not self._running and not self._finished:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), patience.total_seconds())
            if self._running:
                await asyncio.sleep(_GATHERING)

    async def _turn(self) -> timedelta:
        """Settle, claim and start; return how long nothing more will be due by itself."""
        settling, self._finished = self._finished, []
        ends = perf_counter() + self._patience  # counted from before the lease begins
        try:
            async with self._unit_of_work.write() as work:
                waiting = await settle_deliveries(
                    work, settling, self._clock(), rates=self._rates, holidays=holidays_of
                )
                claimed = await self._claim(work)
                # While all places are taken nothing more can leave; who gets done looks again.
                due = await work.outbox.next_due() if self._free and not claimed else None
        except ConflictError:  # somebody else was faster
            self._finished = settling + self._finished
            return _BLINK
        except StaffelError as error:  # kept until the database is back; Slack has the messages already
            self._finished = settling + self._finished
            log.warning("outbox_unreachable", error=str(error))
            return _TICK
        except Exception:  # a defect of ours must not end all delivering
            self._finished = settling + self._finished
            log.exception("delivering_failed")
            return _TICK
        self._finished = [*waiting, *self._finished]
        _tell([one for one in settling if one not in waiting])
        for row in claimed:
            if row.id not in self._sending:  # a clock that jumps ends leases, but not what is under way
                self._start(row, ends)
        return _BLINK if waiting else _until(due, self._clock())

    @property
    def _free(self) -> int:
        """How many more may be sent now."""
        return 0 if self._stopping else max(_AT_ONCE - len(self._running), 0)

    async def _claim(self, work: Work) -> list[OutboxRow]:
        if not self._free:
            return []
        return await work.deliveries.claim(
            self._clock(), worker=self._worker, lease=self._lease, limit=self._free, rates=self._rates
        )

    def _start(self, row: OutboxRow, ends: float) -> None:
        task = asyncio.create_task(self._send(row, ends))
        self._running.add(task)
        self._sending.add(row.id)
        task.add_done_callback(partial(self._ended, row.id))

    def _ended(self, row: int, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._sending.discard(row)
        self.wake()

    async def _send(self, row: OutboxRow, ends: float) -> None:
        left = max(ends - perf_counter(), 0.0)
        try:
            outcome = await attempt(self._sender, self._clock, row, seconds=left, silence=self._patience)
        except (
            Exception
        ) as error:  # a message that cannot be rendered must not hold up the others, nor get lost
            log.exception("delivery_failed", outbox_id=row.id, kind=row.kind)
            outcome = Outcome(row, Dead(f"bug: {type(error).__name__}"))
        self._metrics.sent(row.kind, _named(outcome))
        if perf_counter() >= ends:
            self._metrics.lease_lost()
        self._finished.append(outcome)

    async def _release(self) -> None:
        try:
            async with self._unit_of_work.write() as work:
                silence = timedelta(seconds=self._patience)
                await work.deliveries.release(self._worker, self._clock() + silence)
        except StaffelError as error:  # the leases run out by themselves
            log.warning("leases_not_released", error=str(error))


def rates(posts_per_second: float) -> Rates:
    """Return the paces that Slack asks for: its own limits, less a little, so that it never has to refuse.

    New messages about one a second and conversation, updates 50 a minute and workspace; short bursts of both.
    Where Slack takes more messages than one a second, it takes as many times more updates.
    """
    posts = Pace(timedelta(seconds=_CAUTION / posts_per_second), burst=3)
    updates = Pace(timedelta(seconds=_CAUTION * 60 / 50 / posts_per_second), burst=25)
    return Rates(posts, updates)


def _tell(outcomes: Sequence[Outcome]) -> None:
    """Log what became of messages: a line for all that ended alike, since each costs as much as a fifth of a call."""
    for name in sorted({_named(one) for one in outcomes}):
        rows = [one.row for one in outcomes if _named(one) == name]
        messages = [f"{row.id} {row.kind} {row.number}" for row in rows]
        log.info("delivered", outcome=name, messages=messages)


def _named(outcome: Outcome) -> str:
    return type(outcome.result).__name__.lower()


def _until(due: datetime | None, now: datetime) -> timedelta:
    return _TICK if due is None else min(max(due - now, _BLINK), _TICK)
