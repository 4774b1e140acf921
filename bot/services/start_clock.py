"""A card stands in its receiver's channel for the first time: from now on the receiver's clock runs."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import GivenUp, Outcome, Sent
from bot.domain.delivery.pacing import Rates
from bot.domain.matter.delivered import delivered
from bot.domain.time.calendars import Calendars, Holidays
from bot.ports import Work
from bot.services.troubles import settle

Hops = dict[int, int]
"""The hop whose card arrived, by the handoff's number."""


async def settle_deliveries(
    work: Work, outcomes: Sequence[Outcome], now: datetime, *, rates: Rates, holidays: Holidays
) -> Sequence[Outcome]:
    """Write down what became of messages, and start the clocks of the handoffs whose cards have arrived.

    Returns what has to wait, since somebody is changing the message or its handoff just now.
    """
    busy: set[tuple[str, int]] = set()
    for workspace, hops in _arrived(outcomes).items():
        numbers = await _start(work, workspace, hops, holidays, now)
        busy |= {(workspace, number) for number in numbers}
    await _take_back(work, outcomes, now)
    waiting = [one for one in outcomes if (one.row.workspace, one.row.number) in busy]
    ready = [one for one in outcomes if one not in waiting]
    return [*waiting, *await settle(work, ready, now, rates=rates)]


async def _start(work: Work, workspace: str, hops: Hops, holidays: Holidays, now: datetime) -> frozenset[int]:
    """Start the clocks of these, but for those that somebody is changing just now: return their numbers."""
    handoffs = await work.handoffs.some(workspace, hops, hold=True)
    calendars = Calendars(await work.organisations.get(workspace), holidays)
    found = [delivered(handoff, hops[handoff.number], calendars, now) for handoff in handoffs]
    decisions = [decision for decision in found if decision]
    await work.nudges.climbed([decision.handoff for decision in decisions])
    await work.handoffs.log_all(
        workspace, {decision.handoff.number: decision.events for decision in decisions}
    )
    others = hops.keys() - {handoff.number for handoff in handoffs}
    busy = await work.handoffs.some(workspace, others) if others else []
    return frozenset(handoff.number for handoff in busy)


async def _take_back(work: Work, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Let the nudges of messages wait again that nobody gets: their reader has left, or did not want to hear of it."""
    rows = [
        one.row for one in outcomes if isinstance(one.result, GivenUp) and one.row.kind is MessageKind.NUDGES
    ]
    for row in sorted(rows, key=lambda row: (row.workspace, row.to)):
        await work.nudges.untold(row.workspace, row.to, row.event, now)


def _arrived(outcomes: Sequence[Outcome]) -> dict[str, Hops]:
    arrived: dict[str, Hops] = {}
    for outcome in sorted(outcomes, key=lambda outcome: (outcome.row.workspace, outcome.row.number)):
        row = outcome.row
        if row.kind is MessageKind.CARD and row.ts is None and isinstance(outcome.result, Sent):
            hops = arrived.setdefault(row.workspace, {})
            hops[row.number] = max(row.hop, hops.get(row.number, 0))
    return arrived
