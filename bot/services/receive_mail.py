"""Take in a mail: its keys, its effect and its record are one transaction, and only then the other server is answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.mail.holding import ASKS_SENDER, MOST_HELD, question, record_of
from bot.domain.mail.judging import Arrival, Sender, Verdict, judge
from bot.domain.mail.records import Outcome, Reason, ThreadMail
from bot.domain.matter.roles import departments_for
from bot.errors import BusyError, UncheckedError
from bot.ports import UnitOfWork, Work
from bot.services.find_thread import find_thread
from bot.services.mail_effects import append_mail, offer_mail
from bot.services.request import Request
from bot.services.turn_handoff import persistently
from bot.services.watch_mail import watch_mail


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a mail; `again`: it has come before, and this is what became of it then."""

    outcome: Outcome
    reason: str = ""
    number: int | None = None
    again: bool = False


async def receive_mail(
    unit_of_work: UnitOfWork, request: Request, arrival: Arrival, *, ours: Collection[str] = ()
) -> Received:
    """Do what the mail asks for, once; `ours` are the addresses that we write from.

    The request's key and actor are found in the mail. Raises BusyError if too many like it wait already, UncheckedError if a
    stranger could not be checked yet, and then nothing is stored.
    """
    return await persistently(lambda: _once(unit_of_work, request, arrival, ours))


async def _once(
    unit_of_work: UnitOfWork, request: Request, arrival: Arrival, ours: Collection[str]
) -> Received:
    workspace, key = request.workspace, arrival.mail.key(arrival.department or "")
    async with unit_of_work.write() as work:
        if not await work.inbox.take(workspace, key, request.now):
            return _read(await work.inbox.answered(workspace, key))
        thread = await find_thread(work, workspace, arrival.mail, arrival.department)
        # One mail to several of our addresses is one line in a thread.
        if thread and not await work.inbox.take(workspace, arrival.mail.key(f"H-{thread}"), request.now):
            received = Received(Outcome.APPENDED, number=thread, again=True)
        else:
            received = await _receive(work, request, arrival, thread, ours)
        await work.inbox.answer(workspace, key, _written(received))
        return received


async def _receive(
    work: Work, request: Request, arrival: Arrival, thread: int | None, ours: Collection[str]
) -> Received:
    organisation = await work.organisations.get(request.workspace)
    if organisation.department(arrival.department) is None:  # gone since its address was taken
        arrival = replace(arrival, department=None)
    person = await work.people.by_email(request.workspace, arrival.mail.sender)
    sender = _sender(person, organisation, arrival.department) if person else Sender()
    verdict = judge(arrival, sender, thread, ours)
    if arrival.unchecked and verdict.reason == Reason.NOT_AUTHENTICATED:
        raise UncheckedError("its server could not check the sender")
    by_sender = replace(request, actor=sender.user or "")
    number = await _take_effect(work, by_sender, arrival, verdict)
    await _keep(work, by_sender, arrival, replace(verdict, number=number), organisation)
    await watch_mail(work, by_sender, arrival, verdict)
    return Received(verdict.outcome, verdict.reason, number)


def _sender(person: Person, organisation: Organisation, to: str | None) -> Sender:
    own = {one.key for one in departments_for(person.user, organisation, person.membership)}
    return Sender(person.user, bool(own), own == {to})


async def _take_effect(work: Work, request: Request, arrival: Arrival, verdict: Verdict) -> int | None:
    """Return the number of the handoff that the mail belongs to now."""
    match verdict.outcome:
        case Outcome.OFFERED if arrival.department:
            return (await offer_mail(work, request, arrival.mail, arrival.department)).number
        case Outcome.APPENDED if verdict.number:
            thread = ThreadMail(arrival.mail.identity, arrival.department, verdict.number)
            return (await append_mail(work, request, arrival.mail, thread)).number
        case Outcome.HELD:
            await _check_room(work, request, arrival, Reason(verdict.reason))
    return verdict.number


async def _check_room(work: Work, request: Request, arrival: Arrival, reason: Reason) -> None:
    for_one = {"user": request.actor} if reason in ASKS_SENDER else {"department": arrival.department}
    if await work.mails.count_held(request.workspace, reason, **for_one) >= MOST_HELD[reason]:
        raise BusyError(f"too many mails are held: {reason}")


async def _keep(
    work: Work, request: Request, arrival: Arrival, verdict: Verdict, organisation: Organisation
) -> None:
    """Keep the record, and ask whoever has to say something about a mail that is held."""
    record = record_of(arrival, verdict, request.actor or None, request.now)
    kept = replace(record, id=await work.mails.add(request.workspace, record))
    if kept.held and (message := question(kept, organisation)):
        await work.outbox.put(request.workspace, [message], request.now)


def _written(received: Received) -> dict[str, object]:
    return {"mail": received.outcome.value, "reason": received.reason, "number": received.number}


def _read(answer: Mapping[str, object] | None) -> Received:
    match answer:
        case {"mail": str(outcome), "reason": str(reason), "number": int() | None as number}:
            return Received(Outcome(outcome), reason, number, again=True)
    raise ValueError("this answer is not that to a mail")
