"""Somebody leaves, a channel changes, a department is closed: what was meant for them is told to somebody else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.company.people import Person
from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import GivenUp, Outcome
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.handoff import Brief
from bot.domain.time.calendars import no_holidays
from bot.ports import UnitOfWork
from bot.services.snooze import snooze, wake
from bot.services.start_clock import settle_deliveries
from tests.company import ACCOUNTING, ANNA, CEM, COMPANY, NINA, REFUND, WORKSPACE
from tests.services.clockwork import at, heard, standing, tick, told
from tests.services.desk import by

CHANNEL, NEW_CHANNEL = "C0ACC", "C0FINANCE"
URGENT = Brief("Server steht", urgent=True, needs=REFUND.needs)


async def leaves(uow: UnitOfWork, *people: str) -> None:
    async with uow.write() as work:
        await work.people.put(WORKSPACE, [Person(user, user, deleted=True) for user in people])


async def reorganise(uow: UnitOfWork, accounting: Department | None) -> None:
    """Change accounting, or close it."""
    others = tuple(one for one in COMPANY.departments if one.key != "accounting")
    departments = (*others, accounting) if accounting else others
    async with uow.write() as work:
        changed = Organisation(workspace=COMPANY.workspace, departments=departments)
        await work.organisations.save(WORKSPACE, changed)


async def told_instead(uow: UnitOfWork, now: datetime) -> dict[str, list[str | None]]:
    """Let the clock tick; return whom each nudge was meant for, by who hears of it."""
    await tick(uow, now)
    return {to: [nudge.instead_of for nudge in nudges] for to, nudges in await heard(uow, now)}


async def give_up(uow: UnitOfWork, now: datetime) -> Sequence[str]:
    """Take what is due out of the outbox, and find that nobody needs it; return for whom the nudges were."""
    async with uow.write() as work:
        rows = await work.deliveries.claim(
            now, worker="test", lease=timedelta(minutes=1), limit=99, rates=UNLIMITED
        )
        needless = [Outcome(row, GivenUp("left")) for row in rows]
        await settle_deliveries(work, needless, now, rates=UNLIMITED, holidays=no_holidays)
        return [row.to for row in rows if row.kind is MessageKind.NUDGES]


async def lead_is_to_hear(uow: UnitOfWork) -> None:
    """Let the rung of accounting's lead be climbed, but its batch not be told yet."""
    await standing(uow, at(23, 8))
    await tick(uow, at(23, 12))
    assert await told(uow, at(23, 14)) == {CHANNEL: [1]}
    assert await told(uow, at(24, 8)) == {}


async def test_who_leaves_before_their_batch_is_not_waited_for(uow: UnitOfWork) -> None:
    await lead_is_to_hear(uow)
    await leaves(uow, CEM)
    assert await told(uow, at(24, 9)) == {}
    assert await told_instead(uow, at(24, 14)) == {NINA: ["lead"]}
    async with uow.read() as work:
        assert await work.nudges.pending(WORKSPACE, CEM) == []


async def test_who_leaves_while_slack_is_away_is_not_waited_for(uow: UnitOfWork) -> None:
    await lead_is_to_hear(uow)
    await tick(uow, at(24, 9))
    await leaves(uow, CEM)
    assert await give_up(uow, at(24, 10)) == [CEM]
    await tick(uow, at(24, 10))
    assert await told_instead(uow, at(24, 14)) == {NINA: ["lead"]}


async def test_when_everybody_has_left_nothing_goes_round_in_circles(uow: UnitOfWork) -> None:
    await lead_is_to_hear(uow)
    await leaves(uow, CEM, NINA, ANNA)
    for now in (at(24, 9), at(24, 14), at(25, 14), at(26, 14)):
        assert await told(uow, now) == {}
    async with uow.write() as work:
        assert await work.nudges.listeners_due(at(30, 9), limit=9) == []


async def test_a_department_that_moves_hears_it_in_its_new_channel_and_in_its_own_hours(
    uow: UnitOfWork,
) -> None:
    await standing(uow, at(23, 8))
    await tick(uow, at(23, 12))
    early = {"mon-fri": "06:00-08:00"}
    await reorganise(uow, ACCOUNTING.model_copy(update={"channel": NEW_CHANNEL, "hours": early}))
    assert await told(uow, at(23, 14)) == {}
    assert NEW_CHANNEL not in await told(uow, at(24, 9))
    assert await told(uow, at(25, 5)) == {NEW_CHANNEL: [1]}


async def test_what_comes_after_a_move_goes_to_the_new_channel_at_once(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await reorganise(uow, ACCOUNTING.model_copy(update={"channel": NEW_CHANNEL}))
    await tick(uow, at(23, 12))
    assert await told(uow, at(23, 14)) == {NEW_CHANNEL: [1]}


async def test_of_a_department_that_was_closed_hears_who_can_mend_that(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await tick(uow, at(23, 12))
    await reorganise(uow, None)
    assert await told(uow, at(23, 14)) == {}
    assert NINA in await told_instead(uow, at(24, 9))


async def test_what_was_snoozed_before_it_arrived_and_woken_again_is_told_once(uow: UnitOfWork) -> None:
    await lead_is_to_hear(uow)
    await tick(uow, at(24, 9))
    await snooze(uow, by(CEM, now=at(24, 9, 10)), 1, at(25, 12), recipient=CEM)
    assert await give_up(uow, at(24, 9, 20)) == [CEM]  # nothing in it waits for him now
    await tick(uow, at(24, 9, 20))
    await wake(uow, by(CEM, now=at(24, 9, 30)), 1, recipient=CEM)
    assert await told(uow, at(24, 14)) == {CEM: [1]}
    assert CEM not in await told(uow, at(25, 14))


async def test_what_was_snoozed_and_woken_before_it_arrived_stays_where_it_was(uow: UnitOfWork) -> None:
    await lead_is_to_hear(uow)
    await tick(uow, at(24, 9))
    await snooze(uow, by(CEM, now=at(24, 9, 10)), 1, at(25, 12), recipient=CEM)
    await wake(uow, by(CEM, now=at(24, 9, 20)), 1, recipient=CEM)
    assert await told(uow, at(24, 9, 30)) == {CEM: [1]}
    assert await told(uow, at(24, 14)) == {}
