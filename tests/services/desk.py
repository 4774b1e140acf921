"""What the people of the tests do at their desks, and a look at what came of it."""

from datetime import datetime, timedelta
from itertools import count

from bot.domain.delivery.outbox import OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.events import Event
from bot.domain.matter.handoff import Brief, Handoff
from bot.ports import UnitOfWork
from bot.services.open_handoff import open_handoff
from bot.services.request import Request
from tests.company import ANNA, MONDAY, REFUND, WORKSPACE

_keys = count(1)


def by(actor: str, key: str = "", now: datetime = MONDAY, workspace: str = WORKSPACE) -> Request:
    """Return a request of `actor`, with a key of its own unless one is given."""
    return Request(workspace, actor, key or f"test:{next(_keys)}", now)


async def offered(
    uow: UnitOfWork, actor: str = ANNA, to: str = "accounting", brief: Brief = REFUND, now: datetime = MONDAY
) -> int:
    """Let `actor` offer a piece of work; return its number."""
    handoff = await open_handoff(uow, by(actor, now=now), OpenHandoff(to, brief))
    assert handoff is not None
    return handoff.number


async def stored(uow: UnitOfWork, number: int) -> tuple[Handoff, list[Event]]:
    """Return the handoff and its log as the database has them."""
    async with uow.read() as work:
        handoff = await work.handoffs.get(WORKSPACE, number)
        assert handoff is not None
        return handoff, await work.handoffs.history(WORKSPACE, number)


async def delivered(uow: UnitOfWork, now: datetime = MONDAY) -> list[OutboxRow]:
    """Take everything that is due out of the outbox, in order, as a deliverer would."""
    rows: list[OutboxRow] = []
    async with uow.write() as work:
        while due := await work.deliveries.claim(
            now, worker="test", lease=timedelta(minutes=1), limit=100, rates=UNLIMITED
        ):
            rows += due
            for row in due:
                await work.deliveries.settle(
                    [Outcome(row, Sent(row.to, f"{len(rows)}.{row.id}"))], now, rates=UNLIMITED
                )
    return rows


def addressees(rows: list[OutboxRow]) -> list[tuple[str, str]]:
    """Return what kind of message goes to whom, sorted."""
    return sorted((row.kind.value, row.to) for row in rows)
