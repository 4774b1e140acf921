"""Watch a mail that has a department in copy, in the transaction that takes it in; an answer ends the watch."""

from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.mail.judging import Arrival, Verdict
from bot.domain.mail.records import Outcome, ThreadMail
from bot.domain.mail.threads import answered_ids
from bot.domain.mail.watching import CUE, PLACE, Watch, answered_by, subject_kept
from bot.domain.prompting.prompts import Noticed, answered
from bot.domain.prompting.prompts import Outcome as Prompted
from bot.domain.time.calendar import NeverOpensError
from bot.domain.time.calendars import Calendars
from bot.ports import Work
from bot.services.notice import may_ask
from bot.services.request import Request


async def watch_mail(work: Work, request: Request, arrival: Arrival, verdict: Verdict) -> None:
    """End the watches that the mail answers, or begin one; the actor is its sender."""
    if verdict.outcome is Outcome.LEFT_ALONE:
        return
    organisation = await work.organisations.get(request.workspace)
    answered_mails = answered_ids(arrival.mail.headers)
    watches = await work.watches.of_mails(request.workspace, answered_mails) if answered_mails else []
    ended = answered_by(watches, arrival.mail.sender, request.actor or None, organisation)
    if ended:
        await work.watches.end(request.workspace, [one.prompt for one in ended])
    # One question a thread: whoever writes again in it is not asked again.
    if verdict.outcome is Outcome.NOTED and arrival.vouched and arrival.asks and not watches:
        await _begin(work, request, arrival, organisation)


async def watch_turned(work: Work, request: Request, prompt: int, number: int) -> None:
    """Note that the actor has made a handoff of their watched mail, whose answers belong to it from now on."""
    kept = await work.prompts.get(request.workspace, prompt, hold=True)
    if kept is None or kept.about.author != request.actor or not kept.about.by_mail:
        return
    await work.prompts.save(answered(kept, Prompted.TURNED))
    await work.watches.end(request.workspace, [prompt])
    await work.mails.link(request.workspace, ThreadMail(kept.about.ts, kept.about.department, number))


async def _begin(work: Work, request: Request, arrival: Arrival, organisation: Organisation) -> None:
    if arrival.department is None:
        return
    mail, workspace = arrival.mail, request.workspace
    noticed = Noticed(PLACE, mail.identity, None, request.actor, CUE, arrival.department)
    if not await may_ask(work, workspace, noticed):
        return
    calendar = Calendars(organisation, request.holidays).department(arrival.department)
    try:
        due = calendar.add_business_days(request.now, 1)
    except NeverOpensError:  # nobody there answers at any time; `staffel doctor` says so
        return
    prompt = await work.prompts.add(workspace, noticed, due)
    if prompt is None:
        return
    watch = Watch(
        prompt.id, mail.identity, request.actor, arrival.department, subject_kept(mail), arrival.asks
    )
    await work.watches.begin(workspace, watch)
    message = Message(MessageKind.PROMPT, request.actor, number=0, hop=0, event=prompt.id)
    await work.outbox.put(workspace, [message], request.now)
