"""Write down what a decision brought with it, in the transaction of its state."""

from datetime import datetime

from bot.domain.matter.decision import Decision
from bot.ports import Work
from bot.services.answer_mail import answer_turn
from bot.services.chains import renew_relatives


async def record(work: Work, decision: Decision, now: datetime) -> None:
    """Append the log entries and queue the messages; the deliverer takes it from there."""
    handoff = decision.handoff
    await work.handoffs.log(handoff.workspace, handoff.number, decision.events)
    await work.cards.renew_live(handoff.workspace, handoff.number, now)
    await renew_relatives(work, handoff, now)
    await work.outbox.put(handoff.workspace, decision.messages, now)
    await answer_turn(work, decision, now)


async def add_new(work: Work, decision: Decision, now: datetime) -> None:
    """Store a new handoff with its log and messages: nothing in Slack has to be drawn anew for it."""
    handoff = decision.handoff
    await work.handoffs.add(handoff)
    await work.handoffs.log(handoff.workspace, handoff.number, decision.events)
    await work.outbox.put(handoff.workspace, decision.messages, now)
