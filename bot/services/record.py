"""Write down what a decision brought with it, in the transaction of its state."""

from datetime import datetime

from bot.domain.decision import Decision
from bot.ports import Work


async def record(work: Work, decision: Decision, now: datetime) -> None:
    """Append the log entries and queue the messages; the deliverer takes it from there."""
    handoff = decision.handoff
    await work.handoffs.log(handoff.workspace, handoff.number, decision.events)
    await work.cards.renew_live(handoff.workspace, handoff.number, now)
    await work.outbox.put(handoff.workspace, decision.messages, now)
