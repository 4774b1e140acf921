"""Nudges on both databases: what is due, what waits for whom, what was told and what somebody snoozes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.delivery.outbox import OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.domain.nudging.batches import Pending, Plan, Told
from bot.domain.nudging.effects import Effect
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.listeners import Listener
from bot.domain.nudging.nudges import Nudge
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.standing import Place, placed, standing_of
from bot.errors import ConflictError
from storage.database import Storage
from tests.storage.examples import HANSEN, MINUTE, NOW, PETERSEN, a_company, a_handoff, a_nudge, an_event

ANNA, DORA, ACCOUNTING = "U0ANNA", "U0DORA", "C0ACC"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = Told(date(2026, 11, 24), times=1, interrupted=True)


@pytest.fixture(autouse=True)
async def companies(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        for workspace in (HANSEN, PETERSEN):
            await work.organisations.save(workspace, a_company())


async def queue(storage: Storage, *nudges: Nudge) -> None:
    async with storage.unit_of_work.write() as work:
        await work.nudges.queue(HANSEN, nudges, NOW)


async def pending(storage: Storage, recipient: str = ANNA) -> list[Pending]:
    async with storage.unit_of_work.read() as work:
        return await work.nudges.pending(HANSEN, recipient)


async def tell(storage: Storage, *, at: timedelta = timedelta(), to: str = ANNA) -> Listener:
    """Tell everything that waits for `to`, in one message."""
    async with storage.unit_of_work.write() as work:
        (listener,) = [one for one in await work.nudges.listeners_due(NOW + at, limit=9) if one.id == to]
        plan = Plan(tell=tuple(await work.nudges.pending(HANSEN, to)), told=TODAY)
        await work.nudges.told(listener, plan, [], NOW + at, NOW + at + DAY)
        message = Message(MessageKind.NUDGES, to, 0, 0, listener.batches + 1)
        await work.outbox.put(HANSEN, [message], NOW + at)
    return listener


async def listeners(storage: Storage, at: timedelta = timedelta()) -> list[Listener]:
    async with storage.unit_of_work.write() as work:
        return await work.nudges.listeners_due(NOW + at, limit=9)


async def batch(storage: Storage, number: int) -> list[Nudge]:
    async with storage.unit_of_work.read() as work:
        return await work.nudges.batch(HANSEN, ANNA, number)


async def add(storage: Storage, *handoffs: Handoff) -> None:
    async with storage.unit_of_work.write() as work:
        for handoff in handoffs:
            await work.handoffs.add(handoff)


async def test_what_is_due_comes_first_due_first(storage: Storage) -> None:
    times = {1: NOW, 2: NOW - HOUR, 3: NOW + MINUTE, 4: None}
    await add(storage, *(a_handoff(number, next_nudge_at=at) for number, at in times.items()))
    await add(storage, a_handoff(1, workspace=PETERSEN, next_nudge_at=NOW - DAY))
    async with storage.unit_of_work.write() as work:
        due = await work.nudges.due(NOW, limit=9)
        assert [(one.workspace, one.number) for one in due] == [(PETERSEN, 1), (HANSEN, 2), (HANSEN, 1)]
        assert await work.nudges.due(NOW, limit=1) == due[:1]


async def test_the_clock_sees_a_handoff_as_it_was_stored(storage: Storage) -> None:
    one = replace(
        a_handoff(1, assignee=DORA, rung=2, held=True, next_nudge_at=NOW, hop=3),
        brief=Brief("Gutschrift", due=NOW + 4 * DAY, urgent=True),
        by_when=NOW + 3 * DAY,
        waiting_until=NOW + 2 * DAY,
        delivered_at=NOW + DAY,
    )
    await add(storage, one, a_handoff(2))
    async with storage.unit_of_work.write() as work:
        seen = [standing_of(each) for each in await work.handoffs.some(HANSEN, [1, 2])]
        assert await work.nudges.due(NOW, limit=9) == seen[:1]
        assert await work.nudges.on_ladders(HANSEN, after=0, limit=9) == seen
        assert sorted(await work.nudges.standings(HANSEN, [2, 1]), key=lambda each: each.number) == seen


async def test_a_step_up_the_ladder_is_stored_and_nothing_else(storage: Storage) -> None:
    before = [a_handoff(number, next_nudge_at=NOW, waiting_for="Rückruf") for number in (1, 2)]
    await add(storage, *before)
    place = Place(rung=2, next_nudge_at=NOW + DAY, held=True)
    async with storage.unit_of_work.write() as work:
        await work.nudges.move([])
        await work.nudges.move([(one, place) for one in await work.nudges.due(NOW, limit=9)])
        assert await work.handoffs.some(HANSEN, [2, 1]) == [
            replace(placed(one, place), version=1) for one in before
        ]


async def test_a_clock_that_starts_is_stored_and_nothing_else(storage: Storage) -> None:
    before = [a_handoff(number, next_nudge_at=NOW, waiting_for="Rückruf") for number in (1, 2)]
    await add(storage, *before)
    after = [
        replace(one, rung=2, held=True, next_nudge_at=NOW + DAY, delivered_at=NOW, waiting_for="", events=3)
        for one in before
    ]
    async with storage.unit_of_work.write() as work:
        await work.nudges.climbed([])
        await work.nudges.climbed([replace(one, requester="U0EVIL") for one in after])
        assert await work.handoffs.some(HANSEN, [2, 1]) == [replace(one, version=1) for one in after]


async def test_a_step_of_what_changed_meanwhile_is_not_stored(storage: Storage) -> None:
    before = [a_handoff(number, next_nudge_at=NOW) for number in (1, 2)]
    await add(storage, *before)
    async with storage.unit_of_work.write() as work:
        await work.handoffs.save(replace(before[1], next_nudge_at=None))
    with pytest.raises(ConflictError):
        async with storage.unit_of_work.write() as work:
            await work.nudges.move([(standing_of(one), Place(1, None)) for one in before])
    async with storage.unit_of_work.read() as work:
        assert [one.rung for one in await work.handoffs.some(HANSEN, [1, 2])] == [0, 0]


async def test_a_nudge_waits_once_however_often_it_is_queued(storage: Storage) -> None:
    urgent = a_nudge(2, urgent=True, instead_of=Reach.LEAD, due_at=NOW - HOUR)
    await queue(storage, a_nudge(), urgent, a_nudge())
    await queue(storage, a_nudge())
    assert [one.nudge for one in await pending(storage)] == [urgent, a_nudge()]
    await tell(storage)
    await queue(storage, a_nudge())
    assert await pending(storage) == []


async def test_what_fails_is_put_off_unless_it_went_further_meanwhile(storage: Storage) -> None:
    await add(storage, a_handoff(1, next_nudge_at=NOW), a_handoff(2, next_nudge_at=NOW + MINUTE))
    async with storage.unit_of_work.write() as work:
        for number in (1, 2):
            await work.nudges.put_off(HANSEN, number, NOW, NOW + HOUR)
        assert [(one.number, one.next_nudge_at) for one in await work.nudges.due(NOW + DAY, limit=9)] == [
            (2, NOW + MINUTE),
            (1, NOW + HOUR),
        ]


async def test_whom_a_look_stumbles_over_is_looked_at_later(storage: Storage) -> None:
    await queue(storage, a_nudge())
    async with storage.unit_of_work.write() as work:
        await work.nudges.look_later(HANSEN, ANNA, NOW - MINUTE, NOW + DAY)  # nobody was to look yet
        await work.nudges.look_later(HANSEN, ANNA, NOW, NOW + HOUR)
    assert await listeners(storage, HOUR - MINUTE) == []
    assert [one.id for one in await listeners(storage, HOUR)] == [ANNA]


async def test_what_nobody_got_waits_again(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(2))
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.untold(HANSEN, ANNA, 1, NOW)
    assert [one.nudge.number for one in await pending(storage)] == [1, 2]
    assert await batch(storage, 1) == []
    assert [one.id for one in await listeners(storage)] == [ANNA]


async def test_whoever_gets_a_nudge_is_looked_at(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(to=ACCOUNTING))
    assert {one.id for one in await listeners(storage)} == {ANNA, ACCOUNTING}
    assert await listeners(storage, -MINUTE) == []


async def test_what_was_told_is_counted_and_found_by_its_message(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(rung=3, due_at=NOW + MINUTE), a_nudge(2, due_at=NOW + HOUR))
    assert (await tell(storage)).batches == 0
    assert [(one.number, one.rung) for one in await batch(storage, 1)] == [(1, 3), (2, 2)]
    assert await batch(storage, 2) == []
    assert await listeners(storage) == []
    await queue(storage, a_nudge(3))
    (listener,) = await listeners(storage)
    assert (listener.batches, listener.told) == (1, TODAY)


async def test_what_is_dropped_neither_waits_nor_was_told(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(2), a_nudge(3))
    first, second, third = await pending(storage)
    async with storage.unit_of_work.write() as work:
        plan = Plan(drop=(second,), look_at=NOW + HOUR)
        await work.nudges.told(Listener(HANSEN, ANNA), plan, [first.id], NOW, NOW)
    assert await pending(storage) == [third]
    assert await batch(storage, 0) == await batch(storage, 1) == []
    assert await listeners(storage) == []
    assert [one.batches for one in await listeners(storage, HOUR)] == [0]


async def test_a_snooze_makes_what_was_told_wait_again(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(2))
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.snooze(HANSEN, ANNA, 1, NOW + HOUR, NOW)
        await work.nudges.snooze(HANSEN, ANNA, 1, NOW + DAY, NOW)
        assert await work.nudges.snoozes(HANSEN, ANNA, [1, 2]) == {1: NOW + DAY}
    (again,) = await pending(storage)
    assert (again.nudge, again.snoozed_until, again.muted) == (a_nudge(), NOW + DAY, False)
    assert [one.id for one in await listeners(storage)] == [ANNA]
    assert [one.number for one in await batch(storage, 1)] == [1, 2]
    await tell(storage, at=DAY)
    assert [one.number for one in await batch(storage, 2)] == [1]


async def test_a_snooze_that_is_taken_back_leaves_things_as_they_were(storage: Storage) -> None:
    await queue(storage, a_nudge())
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.snooze(HANSEN, ANNA, 1, NOW + HOUR, NOW)
        await work.nudges.wake(HANSEN, ANNA, 1, NOW)
        assert await work.nudges.snoozes(HANSEN, ANNA, [1]) == {}
    assert await pending(storage) == []
    assert [one.number for one in await batch(storage, 1)] == [1]


async def test_what_somebody_mutes_stays_muted_for_them_alone(storage: Storage) -> None:
    await queue(storage, a_nudge(), a_nudge(to=DORA))
    async with storage.unit_of_work.write() as work:
        await work.nudges.snooze(HANSEN, ANNA, 1, None, NOW)
        assert await work.nudges.snoozes(HANSEN, ANNA, [1]) == {1: None}
    assert [one.muted for one in await pending(storage)] == [True]
    assert [one.muted for one in await pending(storage, DORA)] == [False]


async def test_preferences_come_back_as_they_were_given(storage: Storage) -> None:
    wishes = Preferences(
        window=(time(7, 30), time(15)),
        batches=(time(8), time(12, 15)),
        silent=frozenset({LadderKind.DUE, LadderKind.PAUSED}),
        paused_until=NOW + DAY,
    )
    async with storage.unit_of_work.write() as work:
        assert await work.nudges.preferences(HANSEN, ANNA) == Preferences()
        for wanted in (wishes, replace(wishes, batches=None, paused_until=None), wishes):
            await work.nudges.prefer(HANSEN, ANNA, wanted, NOW)
            assert await work.nudges.preferences(HANSEN, ANNA) == wanted
    assert await listeners(storage) == [Listener(HANSEN, ANNA, wishes)]


async def test_preferences_do_not_change_what_was_told(storage: Storage) -> None:
    await queue(storage, a_nudge())
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.prefer(HANSEN, ANNA, Preferences(), NOW)
    assert await listeners(storage) == [Listener(HANSEN, ANNA, Preferences(), TODAY, batches=1)]


async def test_somebody_is_looked_at_again_and_strangers_are_not(storage: Storage) -> None:
    await queue(storage, a_nudge())
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.look_at(HANSEN, [ANNA, DORA], NOW + HOUR)
        await work.nudges.look_at(HANSEN, [], NOW)
    assert await listeners(storage) == []
    assert [one.id for one in await listeners(storage, HOUR)] == [ANNA]


async def moved(storage: Storage, number: int, activity: Activity, after: timedelta) -> None:
    async with storage.unit_of_work.write() as work:
        await work.handoffs.log(HANSEN, number, [replace(an_event(1, activity), at=NOW + after)])


async def have_effects(storage: Storage) -> Effect:
    """Let nudges be told, held back, snoozed and muted, and some matters move; return what came of it."""
    await add(storage, *(a_handoff(number) for number in range(1, 7)))
    await queue(storage, *(a_nudge(number) for number in range(1, 5)))
    await tell(storage)
    async with storage.unit_of_work.write() as work:
        await work.nudges.hold_back(HANSEN, [a_nudge(5), a_nudge(6)], NOW, NOW + DAY)
        await work.nudges.hold_back(HANSEN, [a_nudge(5)], NOW, NOW + DAY)
        await work.nudges.snooze(HANSEN, ANNA, 2, NOW + HOUR, NOW)
        await work.nudges.snooze(HANSEN, ANNA, 3, None, NOW)
    await moved(storage, 1, Activity.ACCEPTED, HOUR)
    await moved(storage, 2, Activity.ACCEPTED, DAY + MINUTE)  # too late to be the nudge's doing
    await moved(storage, 3, Activity.POKED, HOUR)  # somebody writes, and the matter stays where it is
    await moved(storage, 5, Activity.DECLINED, DAY)
    return Effect(LadderKind.NOT_ACCEPTED, 2, told=4, moved=1, held=2, moved_without=1, snoozed=1, muted=1)


async def effects(storage: Storage, since: datetime, until: datetime) -> list[Effect]:
    async with storage.unit_of_work.read() as work:
        return await work.nudges.effects(HANSEN, since, until)


async def test_it_is_counted_what_nudges_do(storage: Storage) -> None:
    effect = await have_effects(storage)
    assert await effects(storage, NOW, NOW + MINUTE) == [effect]
    assert await effects(storage, NOW + MINUTE, NOW + DAY) == []


async def test_the_counts_stay_when_nudges_are_let_go_one_after_another(storage: Storage) -> None:
    effect = await have_effects(storage)
    await queue(storage, a_nudge(6, to=DORA))  # nobody is told
    today = datetime.combine(NOW.date(), time(), NOW.tzinfo)
    for numbers in ([1, 2], [2, 5], [3, 4, 6]):
        async with storage.unit_of_work.write() as work:
            await work.nudges.fold(HANSEN, numbers)
        assert await effects(storage, today, today + DAY) == [effect]
    assert await pending(storage, DORA) == []
    assert await effects(storage, today - DAY, today) == []
    assert await effects(storage, today + MINUTE, today + DAY) == []
    async with storage.unit_of_work.write() as work:
        assert await work.nudges.snoozes(HANSEN, ANNA, [2, 3]) == {}
        await work.nudges.drop_counts(HANSEN, today)
        assert await work.nudges.effects(HANSEN, today, today + DAY) == [effect]
        await work.nudges.drop_counts(HANSEN, today + MINUTE)
        assert await work.nudges.effects(HANSEN, today, today + DAY) == []


async def test_two_processes_that_let_go_at_once_count_each_nudge_once(storage: Storage) -> None:
    effect = await have_effects(storage)

    async def let_go() -> None:
        async with storage.unit_of_work.write() as work:
            await work.nudges.fold(HANSEN, range(1, 7))

    await asyncio.gather(let_go(), let_go())
    assert await effects(storage, NOW - DAY, NOW + DAY) == [effect]


async def deliver(storage: Storage, at: timedelta) -> Sequence[OutboxRow]:
    """Send all that is due, as live as messages with buttons are."""
    async with storage.unit_of_work.write() as work:
        rows = await work.deliveries.claim(NOW + at, worker="one", lease=MINUTE, limit=9, rates=UNLIMITED)
        sent = [Outcome(row, Sent(row.to, f"1.{row.id}", live=True)) for row in rows]
        await work.deliveries.settle(sent, NOW + at, rates=UNLIMITED)
        return rows


async def renewed(storage: Storage, number: int, at: timedelta) -> list[str]:
    """Return whose messages are shown anew when a handoff changes."""
    async with storage.unit_of_work.write() as work:
        await work.cards.renew_live(HANSEN, number, NOW + at)
    return sorted(row.to for row in await deliver(storage, at))


async def test_a_message_with_nudges_follows_their_handoffs_for_two_weeks(storage: Storage) -> None:
    await queue(storage, a_nudge(1), a_nudge(2), a_nudge(2, to=DORA))
    for to in (ANNA, DORA):
        await tell(storage, to=to)
    assert await renewed(storage, 1, timedelta()) == [ANNA, DORA]  # both go out for the first time
    assert await renewed(storage, 1, HOUR) == [ANNA]
    assert await renewed(storage, 2, HOUR) == [ANNA, DORA]
    assert await renewed(storage, 3, HOUR) == []
    assert await renewed(storage, 2, 14 * DAY) == []


async def test_whoever_silences_a_matter_sees_it_in_every_message_of_theirs_and_nobody_else_s_changes(
    storage: Storage,
) -> None:
    await queue(storage, a_nudge(1), a_nudge(2), a_nudge(2, to=DORA))
    for to in (ANNA, DORA):
        await tell(storage, to=to)
    await deliver(storage, timedelta())
    for number, renewed_of in ((2, [ANNA]), (3, [])):
        async with storage.unit_of_work.write() as work:
            await work.cards.renew_batches(HANSEN, ANNA, number, NOW + 9 * DAY)
        assert [row.to for row in await deliver(storage, 9 * DAY)] == renewed_of


async def test_a_handoff_that_nobody_changes_can_be_held(storage: Storage) -> None:
    await add(storage, a_handoff(1, state=State.DONE), a_handoff(2))
    async with storage.unit_of_work.write() as work:
        assert [one.number for one in await work.handoffs.some(HANSEN, {2, 1, 7}, hold=True)] == [1, 2]
        assert await work.handoffs.some(HANSEN, []) == []
