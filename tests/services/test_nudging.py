"""The clock ticks, and people hear of what waits for them: in their day, once, and only while it waits."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.domain.company.organisation import WorkspaceSettings
from bot.domain.company.people import Person
from bot.domain.delivery.outbox import OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.matter.commands import Accept, Confirm, Finish
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Brief, State
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudge_settings import NudgeSettings
from bot.domain.nudging.preferences import Preferences
from bot.domain.nudging.standing import Place
from bot.domain.time.days_off import CLOSED, NO_DAYS_OFF, DaysOff, given_days
from bot.domain.time.hours import Slots
from bot.errors import NotAllowedError
from bot.ports import UnitOfWork
from bot.services.climb_due import Climbed, climb_due
from bot.services.prefer import prefer
from bot.services.reschedule import reschedule
from bot.services.snooze import snooze, wake
from bot.services.start_clock import settle_deliveries
from bot.services.tell_due import Telling, tell_due
from bot.services.turn_handoff import turn_handoff
from storage.database import open_storage
from tests.company import ANNA, CEM, COMPANY, DORA, LARS, NINA, REFUND, WORKSPACE
from tests.services.clockwork import PLAIN, arrive, at, heard, standing, tick, told
from tests.services.desk import by, offered, stored

CHANNEL = "C0ACC"


async def first_rung(uow: UnitOfWork) -> dict[str, list[int]]:
    """Let the clock tick when the first nudge of what stood at nine on the 23rd is due, and at the next batch."""
    await tick(uow, at(23, 12))
    return await told(uow, at(23, 14))


async def test_the_clock_starts_when_the_card_stands_in_the_channel(uow: UnitOfWork) -> None:
    number = await offered(uow, brief=PLAIN, now=at(23, 9))
    assert (await stored(uow, number))[0].next_nudge_at is None
    await arrive(uow, at(23, 10))
    handoff, log = await stored(uow, number)
    assert (handoff.delivered_at, handoff.next_nudge_at) == (at(23, 10), at(23, 14))
    assert log[-1].activity is Activity.DELIVERED
    await arrive(uow, at(23, 11))
    assert (await stored(uow, number))[0] == handoff


async def test_holidays_stop_the_clock(uow: UnitOfWork) -> None:
    def feast(region: str | None) -> DaysOff:
        return given_days({date(2026, 11, 24): CLOSED}) if region == "DE-BW" else NO_DAYS_OFF

    await offered(uow, brief=PLAIN, now=at(23, 13))
    await arrive(uow, at(23, 13), feast)
    assert (await stored(uow, 1))[0].next_nudge_at == at(25, 8, 30)


async def test_a_card_whose_handoff_somebody_is_changing_is_settled_afterwards(
    postgres_url: str,
) -> None:
    async with open_storage(postgres_url) as storage:
        uow = storage.unit_of_work
        async with uow.write() as work:
            await work.organisations.save(WORKSPACE, COMPANY)
        numbers = [await offered(uow, brief=PLAIN, now=at(23, 9)) for _ in range(2)]
        async with uow.write() as other:
            assert await other.handoffs.some(WORKSPACE, [numbers[0]], hold=True)
            outcomes = await sent(uow, at(23, 9))
            async with uow.write() as work:
                waiting = await settle_deliveries(
                    work, outcomes, at(23, 9), rates=UNLIMITED, holidays=lambda _: NO_DAYS_OFF
                )
        assert {outcome.row.number for outcome in waiting} == {numbers[0]}
        assert [(await stored(uow, one))[0].delivered_at for one in numbers] == [None, at(23, 9)]


async def sent(uow: UnitOfWork, now: datetime) -> list[Outcome]:
    async with uow.write() as work:
        lease = timedelta(minutes=1)
        rows: list[OutboxRow] = await work.deliveries.claim(
            now, worker="one", lease=lease, limit=99, rates=UNLIMITED
        )
    return [Outcome(row, Sent(row.to, f"1.{row.id}")) for row in rows]


async def test_the_department_hears_of_it_then_its_lead_then_the_sender_and_then_it_ends(
    uow: UnitOfWork,
) -> None:
    await standing(uow, at(23, 8))
    assert await told(uow, at(23, 11, 59)) == {}
    assert await told(uow, at(23, 12)) == {}  # due, and gathered for three o'clock
    assert await told(uow, at(23, 14)) == {CHANNEL: [1]}
    assert await told(uow, at(24, 9)) == {CEM: [1]}
    assert await told(uow, at(25, 9)) == {ANNA: [1]}
    assert (await stored(uow, 1))[0].stale
    assert await told(uow, at(30, 9)) == {}


async def test_what_was_accepted_in_time_is_not_told(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await tick(uow, at(23, 12))
    await turn_handoff(uow, by(DORA, now=at(23, 13)), 1, Accept(next_step="Ich buche"))
    assert await told(uow, at(23, 14)) == {}
    assert (await stored(uow, 1))[0].next_nudge_at is None


async def test_a_weekend_without_a_tick_gives_one_message_on_monday(uow: UnitOfWork) -> None:
    for _ in range(3):
        await standing(uow, at(19, 8))  # Thursday
    assert await told(uow, at(23, 7)) == {}  # eight o'clock on Monday
    assert await told(uow, at(23, 8, 59)) == {}
    assert await told(uow, at(23, 10)) == {CHANNEL: [1, 2, 3]}
    assert await told(uow, at(23, 13)) == {}


async def test_what_is_urgent_interrupts_once(uow: UnitOfWork) -> None:
    urgent = Brief(summary="Server steht", urgent=True, needs=REFUND.needs)
    await standing(uow, at(23, 11), urgent)
    assert await told(uow, at(23, 11, 30)) == {CHANNEL: [1]}
    await standing(uow, at(23, 11, 40), urgent)
    assert await told(uow, at(23, 12, 10)) == {}
    assert await told(uow, at(23, 14)) == {CHANNEL: [2]}


async def test_what_nobody_confirms_is_closed_and_both_sides_hear_of_it(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await turn_handoff(uow, by(DORA, now=at(23, 9)), 1, Accept(next_step="Ich buche"))
    await turn_handoff(uow, by(DORA, now=at(23, 10)), 1, Finish(result="Gebucht"))
    await arrive(uow, at(23, 10))
    assert await told(uow, at(24, 14)) == {ANNA: [1]}
    assert await told(uow, at(26, 14)) == {ANNA: [1]}
    await climb_due(uow, lambda _: NO_DAYS_OFF, at(30, 14))
    handoff, log = await stored(uow, 1)
    assert (handoff.state, log[-1].activity) == (State.CLOSED, Activity.CLOSED_UNCONFIRMED)
    assert {(row.kind.value, row.to) for row in await arrive(uow, at(30, 14))} >= {
        ("card", CHANNEL),
        ("direct", DORA),
        ("direct", ANNA),
    }


async def test_a_closed_loop_is_nobodys_nudge(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    for actor, command in (
        (DORA, Accept(next_step="Ich buche")),
        (DORA, Finish(result="Gebucht")),
        (ANNA, Confirm()),
    ):
        await turn_handoff(uow, by(actor, now=at(23, 9)), 1, command)
    assert await climb_due(uow, lambda _: NO_DAYS_OFF, at(30, 10)) == Climbed()


async def test_who_has_left_hears_nothing_and_somebody_else_hears_it(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    async with uow.write() as work:
        await work.people.put(WORKSPACE, [Person(CEM, "Cem", deleted=True)])
    assert await first_rung(uow) == {CHANNEL: [1]}
    assert await told(uow, at(24, 9)) == {NINA: [1]}  # no lead; who looks after Staffel can mend that


async def test_who_is_away_hears_of_it_when_they_are_back(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.people.put(WORKSPACE, [Person(CEM, "Cem", away_until=at(26, 7))])
    await standing(uow, at(23, 8))
    await first_rung(uow)
    assert await told(uow, at(24, 9)) == {}
    assert CEM in await told(uow, at(26, 9))


@dataclass(frozen=True)
class NeverOpen:
    """Nobody works on any day."""

    def in_year(self, year: int) -> Mapping[date, Slots]:
        first = date(year, 1, 1)
        return {first + timedelta(days=day): CLOSED for day in range(366)}


async def test_where_nobody_is_ever_there_nobody_is_looked_at_again_and_again(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await climb_due(uow, lambda _: NO_DAYS_OFF, at(23, 12))
    assert await tell_due(uow, lambda _: NeverOpen(), at(23, 14)) == Telling()
    async with uow.write() as work:
        assert await work.nudges.listeners_due(at(24, 13), limit=9) == []
        assert len(await work.nudges.listeners_due(at(24, 14), limit=9)) == 1
    assert await told(uow, at(24, 14)) == {CHANNEL: [1], CEM: [1]}


async def test_a_small_share_comes_a_day_later_to_see_what_happens_without(uow: UnitOfWork) -> None:
    settings = WorkspaceSettings(nudges=NudgeSettings(control=0.5))
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"workspace": settings}))
    numbers = [await standing(uow, at(23, 8)) for _ in range(12)]
    first = (await first_rung(uow))[CHANNEL]
    assert 0 < len(first) < len(numbers)
    second = (await told(uow, at(24, 14)))[CHANNEL]
    assert sorted(first + second) == numbers
    async with uow.read() as work:
        (effect,) = [
            one for one in await work.nudges.effects(WORKSPACE, at(23, 0), at(25, 0)) if one.rung == 0
        ]
    assert (effect.told, effect.held) == (len(numbers), len(second))


async def test_a_snooze_is_kept_and_a_redelivered_click_changes_nothing(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await first_rung(uow)
    await told(uow, at(24, 9))
    request = by(CEM, now=at(24, 9, 30))
    assert await snooze(uow, request, 1, at(24, 12), recipient=CEM)
    assert not await snooze(uow, request, 1, at(27, 12), recipient=CEM)
    shown_anew = [row.to for row in await arrive(uow, at(24, 9, 30)) if row.kind == "nudges"]
    assert shown_anew == [CEM]
    assert await told(uow, at(24, 11, 59)) == {}
    assert await told(uow, at(24, 12)) == {CEM: [1]}
    assert await told(uow, at(24, 14)) == {}


async def test_a_snooze_that_is_taken_back_ends(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    await snooze(uow, by(CEM, now=at(23, 9)), 1, None, recipient=CEM)
    await first_rung(uow)
    assert await wake(uow, by(CEM, now=at(23, 15)), 1, recipient=CEM)
    assert await told(uow, at(24, 9)) == {CEM: [1]}


async def test_only_its_members_snooze_for_a_department(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    with pytest.raises(NotAllowedError) as refusal:
        await snooze(uow, by(ANNA, now=at(23, 9)), 1, None, recipient=CHANNEL)
    assert refusal.value.facts == {"handoff": "H-1", "people": CEM, "department": "Buchhaltung"}
    assert await snooze(uow, by(DORA, now=at(23, 9)), 1, None, recipient=CHANNEL)
    assert await first_rung(uow) == {}


async def test_somebody_silences_a_kind_and_a_lead_their_channel(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    silent = Preferences(silent=frozenset({LadderKind.NOT_ACCEPTED}))
    paused = Preferences(paused_until=at(25, 7))
    assert await prefer(uow, by(ANNA, now=at(23, 9)), {ANNA: silent})
    assert await prefer(uow, by(CEM, now=at(23, 9)), {CHANNEL: paused})
    for stranger in (DORA, LARS):
        with pytest.raises(NotAllowedError):
            await prefer(uow, by(stranger, now=at(23, 9)), {CHANNEL: Preferences()})
    assert await first_rung(uow) == {}
    assert await told(uow, at(24, 9)) == {CEM: [1]}
    assert await told(uow, at(25, 9)) == {CHANNEL: [1]}
    async with uow.read() as work:
        assert await work.nudges.preferences(WORKSPACE, CHANNEL) == paused


async def test_two_processes_tick_at_once_and_everybody_hears_of_it_once(
    uow: UnitOfWork, database_url: str
) -> None:
    numbers = [await standing(uow, at(23, 8)) for _ in range(12)]
    found: list[tuple[str, int]] = []
    async with open_storage(database_url) as other:
        for now in (at(23, 12), at(23, 14), at(24, 9), at(24, 14), at(25, 14), at(26, 9)):
            await asyncio.gather(tick(uow, now), tick(other.unit_of_work, now))
            found += [(to, nudge.number) for to, nudges in await heard(uow, now) for nudge in nudges]
    assert sorted(found) == sorted((to, number) for to in (CHANNEL, CEM, ANNA) for number in numbers)


async def dying(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        (due,) = await work.nudges.due(at(23, 12), limit=9)
        await work.nudges.move([(due, Place(1, None))])
        raise RuntimeError


async def test_a_tick_that_dies_under_way_leaves_everything_due(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8))
    with pytest.raises(RuntimeError):
        await dying(uow)
    assert await told(uow, at(23, 14)) == {CHANNEL: [1]}


async def test_a_ladder_that_is_set_later_holds_for_what_waits_already(uow: UnitOfWork) -> None:
    silent = NudgeSettings(ladders={LadderKind.NOT_ACCEPTED: ()})
    await _set(uow, silent)
    numbers = [await standing(uow, at(23, 9)) for _ in range(3)]
    assert [(await stored(uow, number))[0].next_nudge_at for number in numbers] == [None] * 3
    await _set(uow, NudgeSettings(ladders={LadderKind.NOT_ACCEPTED: ("2h department", "1d lead")}))
    assert await reschedule(uow, WORKSPACE, lambda _: NO_DAYS_OFF, at(23, 10), limit=2) == 3
    assert {(await stored(uow, number))[0].next_nudge_at for number in numbers} == {at(23, 11)}
    assert await reschedule(uow, WORKSPACE, lambda _: NO_DAYS_OFF, at(23, 10)) == 0


async def test_what_would_long_have_been_due_by_the_new_ladder_comes_now(uow: UnitOfWork) -> None:
    number = await standing(uow, at(23, 9))
    await _set(uow, NudgeSettings(ladders={LadderKind.NOT_ACCEPTED: ("30m department", "1d lead")}))
    await reschedule(uow, WORKSPACE, lambda _: NO_DAYS_OFF, at(23, 12))
    assert (await stored(uow, number))[0].next_nudge_at == at(23, 12)


async def _set(uow: UnitOfWork, nudges: NudgeSettings) -> None:
    workspace = COMPANY.workspace.model_copy(update={"nudges": nudges})
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"workspace": workspace}))
