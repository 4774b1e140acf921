"""What was gathered for a reader in one message, as it stands now."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.company.membership import Membership
from bot.domain.delivery.messages import to_person
from bot.domain.delivery.outbox import Sent
from bot.domain.matter.confidential import as_seen_by
from bot.domain.matter.handoff import Handoff
from bot.domain.nudging.batches import Recipient
from bot.domain.nudging.gathering import ROWS, Gathered, Reminder, Snoozed
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.recipients import recipient_of
from bot.domain.time.calendar import NeverOpensError
from bot.domain.time.calendars import Calendars, Holidays
from bot.errors import NeedlessError, NotYetError
from bot.ports import Work


@dataclass(frozen=True, slots=True)
class Seen:
    """Some rows of a batch; `places` is where their cards stand, by number, where that is known."""

    gathered: Gathered
    places: Mapping[int, Sent]


async def see_batch(
    work: Work, workspace: str, recipient: str, batch: int, now: datetime, *, offset: int = 0
) -> Seen:
    """Return the rows of a recipient's batch from `offset` on, as many as are shown at once."""
    nudges = await work.nudges.batch(workspace, recipient, batch)
    shown = nudges[offset : offset + ROWS]
    numbers = [nudge.number for nudge in shown]
    handoffs = {one.number: one for one in await work.handoffs.some(workspace, numbers)}
    snoozed = await see_snoozed(work, workspace, recipient, list(handoffs.values()), now)
    organisation = await work.organisations.get(workspace)
    person = await work.people.get(workspace, recipient) if to_person(recipient) else None
    membership = person.membership if person else Membership.MEMBER
    reader = recipient if to_person(recipient) else None
    reminders = tuple(
        Reminder(
            nudge,
            as_seen_by(reader, handoffs[nudge.number], organisation, membership),
            snoozed.get(nudge.number),
        )
        for nudge in shown
        if nudge.number in handoffs
    )
    gathered = Gathered(batch, organisation, reminders, len(nudges), offset)
    return Seen(gathered, await work.cards.places(workspace, list(handoffs.values())))


async def check_reachable(
    work: Work, workspace: str, recipient: str, holidays: Holidays, now: datetime
) -> None:
    """Raise NotYetError while somebody may not be disturbed, NeedlessError if there is nobody any more.

    A message is gathered while they may; but Slack may be away for hours, and take it in the middle of the night.
    """
    reached = await _recipient(work, workspace, recipient, holidays)
    if reached is None:
        raise NeedlessError("left")
    if (free := reached.free(now)) > now:
        raise NotYetError(free)


async def check_patience(work: Work, workspace: str, channel: str, holidays: Holidays, now: datetime) -> None:
    """Raise NotYetError while a department's channel is left in peace."""
    if (free := await see_peace(work, workspace, channel, holidays, now)) > now:
        raise NotYetError(free)


async def see_peace(work: Work, workspace: str, channel: str, holidays: Holidays, now: datetime) -> datetime:
    """Return until when a department's channel is left in peace; `now` where it is not, or is nobody's."""
    reached = await _recipient(work, workspace, channel, holidays)
    with suppress(NeverOpensError):
        return reached.free(now) if reached else now
    return now


async def _recipient(work: Work, workspace: str, recipient: str, holidays: Holidays) -> Recipient | None:
    preferences = await work.nudges.preferences(workspace, recipient)
    calendars = Calendars(await work.organisations.get(workspace), holidays)
    person = await work.people.get(workspace, recipient)
    return recipient_of(Listener(workspace, recipient, preferences), person, calendars)


async def see_snoozed(
    work: Work, workspace: str, user: str, handoffs: Sequence[Handoff], now: datetime
) -> dict[int, Snoozed]:
    """Return which of these handoffs a person hears nothing of now, by number."""
    if not handoffs:
        return {}
    found = await work.nudges.snoozes(workspace, user, [one.number for one in handoffs])
    return {number: Snoozed(until) for number, until in found.items() if until is None or until > now}
