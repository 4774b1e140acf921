"""What a mail that is believed does, in the transaction of its key; an actor without a name is reached by mail alone."""

from bot.domain.mail.appending import append
from bot.domain.mail.awaiting import awaited_by
from bot.domain.mail.briefing import brief_of
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import ThreadMail
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.opening import open_handoff
from bot.domain.matter.roles import departments_for
from bot.errors import NotFoundError, RefusedError
from bot.ports import Work
from bot.services.assign import assign
from bot.services.membership import membership_of
from bot.services.record import add_new, record
from bot.services.request import Request


async def offer_mail(work: Work, request: Request, mail: Mail, department: str) -> Handoff:
    """Offer the mail to the department in the actor's name; raise RefusedError if they cannot hand over."""
    organisation = await work.organisations.get(request.workspace)
    if not departments_for(request.actor, organisation, await membership_of(work, request)):
        raise RefusedError("in_no_department")
    number = await work.handoffs.next_number(request.workspace)
    decision = open_handoff(
        OpenHandoff(department, brief_of(mail), by_mail=True),
        organisation,
        workspace=request.workspace,
        number=number,
        actor=request.actor,
        now=request.now,
    )
    decision = await assign(work, decision, organisation, request)
    await add_new(work, decision, request.now)
    await _link(work, request, mail, ThreadMail(mail.identity, department, number))
    return decision.handoff


async def append_mail(work: Work, request: Request, mail: Mail, thread: ThreadMail) -> Handoff:
    """Put the mail into the thread of its handoff, and let answers to it follow."""
    handoff = await work.handoffs.get(request.workspace, thread.number)
    if handoff is None:
        raise NotFoundError("no_such_handoff", handoff=f"H-{thread.number}")
    organisation = await work.organisations.get(request.workspace)
    decision = append(handoff, organisation, mail, request.actor or None, request.now)
    await work.handoffs.save(decision.handoff)
    await record(work, decision, request.now)
    await _link(work, request, mail, thread)
    return decision.handoff


async def _link(work: Work, request: Request, mail: Mail, thread: ThreadMail) -> None:
    """Let what answers the mail, and what the mail answers, follow it to its handoff."""
    await work.mails.link(request.workspace, thread)
    if thread.department and (awaited := awaited_by(mail, thread.department, thread.number)):
        await work.mails.await_mails(request.workspace, awaited, request.now)
