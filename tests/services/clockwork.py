"""The clock of the tests: cards arrive, ticks pass, and what was told is looked up."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.handoff import Brief
from bot.domain.nudging.nudges import Nudge
from bot.domain.time.calendars import Holidays, no_holidays
from bot.ports import UnitOfWork
from bot.services.climb_due import climb_due
from bot.services.start_clock import settle_deliveries
from bot.services.tell_due import tell_due
from tests.company import REFUND, WORKSPACE
from tests.services.desk import offered

PLAIN = Brief(summary="Gutschrift für Müller", needs=REFUND.needs)
_LEASE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in November 2026, in UTC; Berlin is an hour ahead, and the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


async def arrive(uow: UnitOfWork, now: datetime, holidays: Holidays = no_holidays) -> Sequence[OutboxRow]:
    """Deliver all that is due, as the deliverer does; return it."""
    delivered: list[OutboxRow] = []
    async with uow.write() as work:
        while rows := await work.deliveries.claim(
            now, worker="test", lease=_LEASE, limit=99, rates=UNLIMITED
        ):
            sent = [Outcome(row, Sent(row.to, f"1.{row.id}", live=True)) for row in rows]
            waiting = await settle_deliveries(work, sent, now, rates=UNLIMITED, holidays=holidays)
            assert not waiting
            delivered += rows
    return delivered


async def tick(uow: UnitOfWork, now: datetime, holidays: Holidays = no_holidays, *, limit: int = 2) -> None:
    """Look at what is to be nudged now."""
    await climb_due(uow, holidays, now, limit=limit)
    await tell_due(uow, holidays, now, limit=limit)


Batch = tuple[str, list[Nudge]]
"""Whom a message goes to, and the nudges in it."""


async def heard(uow: UnitOfWork, now: datetime, workspace: str = WORKSPACE) -> list[Batch]:
    """Deliver all that is due; return the messages with nudges among it, by recipient."""
    rows = [row for row in await arrive(uow, now) if row.kind is MessageKind.NUDGES and row.ts is None]
    async with uow.read() as work:
        return [
            (row.to, await work.nudges.batch(row.workspace, row.to, row.event))
            for row in sorted(rows, key=lambda row: row.to)
            if row.workspace == workspace
        ]


async def told(uow: UnitOfWork, now: datetime, holidays: Holidays = no_holidays) -> dict[str, list[int]]:
    """Let the clock tick; return the handoffs that somebody hears of, by recipient."""
    await tick(uow, now, holidays)
    return {to: [nudge.number for nudge in nudges] for to, nudges in await heard(uow, now)}


async def standing(uow: UnitOfWork, now: datetime, brief: Brief = PLAIN, *, to: str = "accounting") -> int:
    """Let Anna offer a piece of work, and its card stand in the channel at once."""
    number = await offered(uow, to=to, brief=brief, now=now)
    await arrive(uow, now)
    return number
