"""Find the handoff that a mail belongs to, whichever of its mails came first."""

from bot.domain.mail.awaiting import overtaken_by
from bot.domain.mail.judging import thread_of
from bot.domain.mail.mail import Mail
from bot.domain.mail.threads import answered_ids
from bot.ports import Work


async def find_thread(work: Work, workspace: str, mail: Mail, department: str | None) -> int | None:
    """Return the number of the handoff whose thread a mail to `department` belongs to.

    Until the transaction ends no other mail looks: of a mail and its answer that come at once, one finds the other.
    """
    await work.mails.hold_threads(workspace)
    answered = answered_ids(mail.headers)
    known = await work.mails.linked(workspace, answered) if answered else []
    found = thread_of(answered, known, department)
    if found is not None or department is None:
        return found
    return overtaken_by(mail, await work.mails.awaited(workspace, [mail.identity, *answered], department))
