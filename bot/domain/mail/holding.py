"""A mail waits for somebody's word: what is kept of it, who is asked, and who may say it."""

from datetime import datetime

from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.limits import LONG, SUMMARY
from bot.domain.mail.answering import thread_kept
from bot.domain.mail.awaiting import recipients
from bot.domain.mail.judging import Arrival, Verdict
from bot.domain.mail.mail import Mail
from bot.domain.mail.records import HeldMail, MailRecord, Outcome, Reason
from bot.domain.mail.threads import answered_ids
from bot.domain.matter.roles import departments_for, is_admin
from bot.domain.text import shorten

ASKS_SENDER = frozenset({Reason.UNVERIFIED, Reason.OWN_DEPARTMENT})
"""Why the sender is asked, and not the department."""

MOST_HELD = {Reason.UNVERIFIED: 10, Reason.OWN_DEPARTMENT: 10, Reason.STRANGER: 30}
"""How many may wait for one person, or for one department: a flood fills no channel and no table."""


def record_of(arrival: Arrival, verdict: Verdict, user: str | None, now: datetime) -> MailRecord:
    """Return what is kept of a mail: its text while it is held, the address of whoever only mail reaches."""
    mail, held = arrival.mail, verdict.outcome is Outcome.HELD
    by_mail_alone = user is None and verdict.outcome is Outcome.APPENDED
    return MailRecord(
        at=now,
        outcome=verdict.outcome,
        reason=verdict.reason,
        department=arrival.department,
        number=verdict.number,
        sender=mail.sender if held or by_mail_alone else "",
        user=user,
        message_id=mail.identity,
        size=arrival.size,
        attachments=len(mail.attachments),
        thread=thread_kept(arrival, verdict, user),
        held=_held(mail) if held else None,
    )


def _held(mail: Mail) -> HeldMail:
    """Return as much of the mail as a handoff can take."""
    return HeldMail(
        shorten(mail.subject, SUMMARY),
        shorten(mail.text, LONG),
        mail.attachments,
        mail.whole,
        tuple(answered_ids(mail.headers)),
        recipients(mail),
    )


def question(record: MailRecord, organisation: Organisation) -> Message | None:
    """Return the message that asks: the person whose address it bears, or the channel of the department."""
    department = organisation.department(record.department)
    to = record.user if record.reason in ASKS_SENDER else department and department.channel
    return Message(MessageKind.MAIL, to, number=0, hop=0, event=record.id) if to else None


def may_settle(record: MailRecord, organisation: Organisation, user: str, membership: Membership) -> bool:
    """Return whether it is for `user` to say what becomes of the mail."""
    if record.reason in ASKS_SENDER:
        return user == record.user
    own = departments_for(user, organisation, membership)
    return is_admin(user, organisation, membership) or any(one.key == record.department for one in own)
