"""A mail becomes a line in the thread of its handoff."""

from dataclasses import replace
from datetime import datetime

from bot.domain.company.organisation import Organisation
from bot.domain.mail.acceptance import acceptance
from bot.domain.mail.briefing import told
from bot.domain.mail.mail import Mail
from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Handoff, State


def append(
    handoff: Handoff, organisation: Organisation, mail: Mail, user: str | None, now: datetime
) -> Decision:
    """Return the handoff with the mail in its log, and who is told; it changes nothing else.

    `user` is None for somebody whom only mail reaches. A member of the receiver who writes that they take it is asked
    in private whether that is an acceptance.
    """
    draft = Draft(replace(handoff, changed_at=now), user or "", now)
    accepts = _may_accept(handoff, organisation, user) and acceptance(mail.text) is not None
    draft.log(
        Activity.MAILED,
        text=told(mail) or mail.subject,
        sender=None if user else mail.sender,
        accepts="yes" if accepts else None,
    )
    draft.tell_channel()
    draft.tell(handoff.requester, handoff.assignee)
    if accepts:
        draft.receipt()
    return draft.decision()


def _may_accept(handoff: Handoff, organisation: Organisation, user: str | None) -> bool:
    receiver = organisation.department(handoff.to_department)
    return handoff.state is State.OFFERED and bool(user and receiver and receiver.has(user))
