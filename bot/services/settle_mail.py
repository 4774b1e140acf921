"""Somebody says what becomes of a mail that is held."""

from dataclasses import replace
from datetime import datetime

from bot.domain.mail.answering import OPENED
from bot.domain.mail.holding import may_settle, question
from bot.domain.mail.records import MailRecord, Outcome, ThreadMail
from bot.domain.matter.handoff import Handoff
from bot.errors import NotAllowedError, NotFoundError, RefusedError
from bot.ports import UnitOfWork, Work
from bot.services.answer_mail import answer_mail
from bot.services.find_thread import find_thread
from bot.services.mail_effects import append_mail, offer_mail
from bot.services.membership import membership_of
from bot.services.refusals import refuse_again
from bot.services.request import Request
from bot.services.turn_handoff import persistently


async def take_in_mail(unit_of_work: UnitOfWork, request: Request, mail: int) -> Handoff | None:
    """Let the mail take effect in the actor's name: they have sent it, or they take in what a stranger sent.

    Returns the handoff, or None if this request took effect before. Raises RefusedError, and then nothing is stored.
    """
    return await persistently(lambda: _take_in(unit_of_work, request, mail))


async def deny_mail(unit_of_work: UnitOfWork, request: Request, mail: int) -> bool:
    """Let the mail go: the actor has not sent it, or it is none of their department's business.

    Returns False if this request took effect before. Raises RefusedError, and then nothing is stored.
    """
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            await refuse_again(work, request)
            return False
        await _settle(work, request, await _held(work, request, mail), Outcome.DENIED, None)
        return True


async def expire_mail(work: Work, workspace: str, mail: int, now: datetime) -> None:
    """Let go of a mail about which nobody has said anything."""
    record = await work.mails.get(workspace, mail)
    if record and await work.mails.settle(workspace, mail, Outcome.EXPIRED):
        await _show(work, workspace, record, now)


async def _take_in(unit_of_work: UnitOfWork, request: Request, mail: int) -> Handoff | None:
    async with unit_of_work.write() as work:
        if not await work.inbox.take(request.workspace, request.key, request.now):
            await refuse_again(work, request)
            return None
        record = await _held(work, request, mail)
        # What it answers, or an answer to it, may have come while it waited.
        thread = record.number or await find_thread(work, request.workspace, record.mail, record.department)
        handoff = await _effect(work, request, record, thread)
        outcome = Outcome.APPENDED if thread else Outcome.OFFERED
        await _settle(work, request, record, outcome, handoff.number)
        if record.thread is not None:
            await answer_mail(work, handoff, OPENED, request.now)
        return handoff


async def _held(work: Work, request: Request, mail: int) -> MailRecord:
    record = await work.mails.get(request.workspace, mail)
    if record is None:
        raise NotFoundError("no_such_mail")
    organisation, membership = (
        await work.organisations.get(request.workspace),
        await membership_of(work, request),
    )
    if not may_settle(record, organisation, request.actor, membership):
        raise NotAllowedError("not_your_mail")
    if record.outcome is not Outcome.HELD:
        raise RefusedError("mail_settled", handoff=f"H-{record.number}" if record.number else None)
    return record


async def _effect(work: Work, request: Request, record: MailRecord, thread: int | None) -> Handoff:
    if thread is not None:
        # Whoever takes in a stranger's mail has not written it.
        author = replace(request, actor=record.user or "")
        line = ThreadMail(record.message_id, record.department, thread)
        return await append_mail(work, author, record.mail, line)
    if record.department is None:
        raise RefusedError("department_gone")
    return await offer_mail(work, request, record.mail, record.department)


async def _settle(
    work: Work, request: Request, record: MailRecord, outcome: Outcome, number: int | None
) -> None:
    if not await work.mails.settle(request.workspace, record.id, outcome, number=number):
        raise RefusedError("mail_settled", handoff=None)  # by somebody who was faster
    await _show(work, request.workspace, record, request.now)


async def _show(work: Work, workspace: str, record: MailRecord, now: datetime) -> None:
    """Let the message that asked show what became of the mail."""
    if message := question(record, await work.organisations.get(workspace)):
        await work.cards.want_anew(workspace, [message.key], now)
