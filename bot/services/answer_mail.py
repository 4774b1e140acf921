"""Tell whoever has no Slack by mail what became of theirs."""

from datetime import datetime

from bot.domain.delivery.outbox import OutboxRow
from bot.domain.mail.answering import ANSWERED, Answer, answer_of, answer_to, answered_in, reader_of
from bot.domain.mail.loops import WITHIN
from bot.domain.mail.records import ThreadMail
from bot.domain.matter.decision import Decision
from bot.domain.matter.handoff import Handoff
from bot.errors import NeedlessError
from bot.ports import UnitOfWork, Work


async def answer_turn(work: Work, decision: Decision, now: datetime) -> None:
    """Queue what a turn means to the sender of the mail that the handoff was made of, if they have no Slack."""
    for event in decision.events:
        if event.activity in ANSWERED:
            await answer_mail(work, decision.handoff, event.sequence, now)


async def answer_mail(work: Work, handoff: Handoff, sequence: int, now: datetime) -> None:
    """Queue the answer about one entry of the log, unless its reader has got too many."""
    for record in answered_in(await work.mails.of_handoff(handoff.workspace, handoff.number)):
        before = await work.outbox.queued(handoff.workspace, reader_of(record), now - WITHIN)
        if message := answer_to(record, handoff, sequence, before, now):
            await work.outbox.put(handoff.workspace, [message], now)


async def begin_answer(unit_of_work: UnitOfWork, row: OutboxRow, domain: str) -> Answer:
    """Return the answer to send; from now on what is written back to it is a line of its handoff.

    Raises NeedlessError if the mail or its handoff is gone.
    """
    async with unit_of_work.write() as work:
        handoff = await work.handoffs.get(row.workspace, row.number)
        event = await work.handoffs.event(row.workspace, row.number, row.event)
        records = answered_in(await work.mails.of_handoff(row.workspace, row.number))
        record = next((one for one in records if reader_of(one) == row.to), None)
        if handoff is None or event is None or record is None:
            raise NeedlessError("mail_gone")
        organisation = await work.organisations.get(row.workspace)
        answer = answer_of(record, handoff, event, organisation, row=row.id, domain=domain)
        thread = ThreadMail(answer.message_id, record.department, row.number)
        await work.mails.link(row.workspace, thread)
    return answer
