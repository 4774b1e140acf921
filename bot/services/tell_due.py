"""Tell everybody what waits for them: gathered in one message, when they may be reached."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.nudging.batches import Pending, Plan, plan
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudges import still_holds
from bot.domain.nudging.reaching import passed_on
from bot.domain.nudging.recipients import recipient_of
from bot.domain.nudging.standing import Standing
from bot.domain.time.calendar import NeverOpensError
from bot.domain.time.calendars import Calendars, Holidays
from bot.ports import UnitOfWork, Work
from bot.services.gone import gone_people
from bot.services.work_through import PUT_OFF, Due, Failure, stumbling_over, work_through

CHUNK = 25
"""So many listeners in a transaction: on SQLite whoever acts waits for it."""

_ANOTHER_DAY = timedelta(days=1)

Counted = Counter[LadderKind]
"""How many nudges were told, by kind."""


@dataclass(slots=True)
class Telling:
    """How many nudges were told, by kind, and who could not be told anything."""

    counted: Counted = field(default_factory=Counted)
    failures: list[Failure] = field(default_factory=list)


async def tell_due(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, *, limit: int = CHUNK
) -> Telling:
    """Put a message on its way to everybody whom something is to be told now."""
    told = Telling()

    async def some(most: int) -> int:
        found, counted = await _some(unit_of_work, holidays, now, most)
        told.counted += counted
        return found

    async def put_off(one: Due) -> None:
        async with unit_of_work.write() as work:
            await work.nudges.look_later(one.workspace, one.name, now, now + PUT_OFF)

    told.failures = await work_through(some, put_off, limit)
    return told


async def _some(
    unit_of_work: UnitOfWork, holidays: Holidays, now: datetime, limit: int
) -> tuple[int, Counted]:
    told = Counted()
    async with unit_of_work.write() as work:
        listeners = await work.nudges.listeners_due(now, limit=limit)
        with stumbling_over([Due(one.workspace, one.id) for one in listeners]):
            for listener in listeners:
                told += await _tell(work, listener, holidays, now)
    return len(listeners), told


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits for a listener: what still holds, the ids of what does not, and the handoffs by number."""

    holding: Sequence[Pending]
    needless: Sequence[int]
    standings: Mapping[int, Standing]

    @property
    def all(self) -> list[int]:
        """Return the ids of all of it."""
        return [*self.needless, *(one.id for one in self.holding)]


async def _tell(work: Work, listener: Listener, holidays: Holidays, now: datetime) -> Counted:
    waiting = await _waiting(work, listener)
    organisation = await work.organisations.get(listener.workspace)
    person = await work.people.get(listener.workspace, listener.id)
    recipient = recipient_of(listener, person, Calendars(organisation, holidays))
    if recipient is None:
        await work.nudges.told(listener, Plan(told=listener.told), waiting.all, now, now)
        await _pass_on(work, listener, waiting, organisation, now)
        return Counted()
    try:
        planned = plan(recipient, waiting.holding, now)
        watched_until = recipient.calendar.add_business_days(now, 1)
    except NeverOpensError:  # until somebody mends their hours; `staffel doctor` says so
        planned, watched_until = Plan(told=listener.told, look_at=now + _ANOTHER_DAY), now
    await work.nudges.told(listener, planned, waiting.needless, now, watched_until)
    await _put(work, listener, planned, now)
    return Counted(one.nudge.kind for one in planned.tell)


async def _waiting(work: Work, listener: Listener) -> _Waiting:
    pending = await work.nudges.pending(listener.workspace, listener.id)
    numbers = {one.nudge.number for one in pending}
    standings = {one.number: one for one in await work.nudges.standings(listener.workspace, numbers)}
    holding = [
        one
        for one in pending
        if (standing := standings.get(one.nudge.number)) and still_holds(one.nudge, standing)
    ]
    kept = {one.id for one in holding}
    return _Waiting(holding, [one.id for one in pending if one.id not in kept], standings)


async def _pass_on(
    work: Work, listener: Listener, waiting: _Waiting, organisation: Organisation, now: datetime
) -> None:
    """Let somebody else hear of what a listener would, who is here no more."""
    gone = await gone_people(work, listener.workspace, organisation, waiting.standings.values())
    nudges = []
    for one in waiting.holding:
        told = passed_on(one.nudge, waiting.standings[one.nudge.number], organisation, gone | {listener.id})
        nudges += [replace(one.nudge, to=to, instead_of=told.instead_of) for to in told.to]
    await work.nudges.queue(listener.workspace, [one for one in nudges if one.to != listener.id], now)


async def _put(work: Work, listener: Listener, planned: Plan, now: datetime) -> None:
    if planned.tell:
        message = Message(MessageKind.NUDGES, listener.id, number=0, hop=0, event=listener.batches + 1)
        await work.outbox.put(listener.workspace, [message], now)
