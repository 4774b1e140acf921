"""What nobody needs any more goes, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery.outbox import Dead, Outcome
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.delivery.troubles import STRANGE
from bot.domain.matter.commands import Accept, Finish, Withdraw
from bot.domain.nudging.effects import Effect
from bot.domain.summary.release import Release
from bot.domain.summary.weeks import KEPT, ForgottenWeekError
from bot.ports import UnitOfWork
from bot.services.prune import KEYS_KEPT, MESSAGES_KEPT, NUDGES_KEPT, Pruned, prune
from bot.services.snooze import snooze
from bot.services.summarise import Weekly
from bot.services.turn_handoff import turn_handoff
from handlers.holidays import holidays_of
from storage.database import Storage
from tests.company import ANNA, CEM, COMPANY, DORA, MONDAY, WORKSPACE
from tests.services.clockwork import at, standing
from tests.services.clockwork import told as nudged
from tests.services.desk import by, delivered, offered

A_SECOND = timedelta(seconds=1)
LONG_AFTER = MONDAY + MESSAGES_KEPT + A_SECOND


async def known(uow: UnitOfWork, *keys: str) -> list[bool]:
    async with uow.read() as work:
        return [await work.inbox.answered(WORKSPACE, key) is not None for key in keys]


async def take(uow: UnitOfWork, key: str, at: datetime, workspace: str = WORKSPACE) -> None:
    async with uow.write() as work:
        await work.inbox.take(workspace, key, at)
        await work.inbox.answer(workspace, key, {})


@pytest.mark.parametrize("batch", [1, 2, 100])
async def test_keys_go_after_a_week_and_not_earlier(uow: UnitOfWork, batch: int) -> None:
    for number in range(5):
        await take(uow, f"Ev{number}", MONDAY)
    await take(uow, "Ev5", MONDAY + 2 * A_SECOND)
    pruned = await prune(uow, MONDAY + KEYS_KEPT + A_SECOND, batch=batch)
    assert pruned == Pruned(keys=5, messages=0, mails=0)
    assert await known(uow, "Ev0", "Ev4", "Ev5") == [False, False, True]


async def test_every_workspace_is_looked_after(uow: UnitOfWork) -> None:
    async with uow.write() as work:
        await work.organisations.save("T0PETERSEN", COMPANY)
    await take(uow, "Ev1", MONDAY)
    await take(uow, "Ev1", MONDAY, "T0PETERSEN")
    assert (await prune(uow, MONDAY + KEYS_KEPT + A_SECOND)).keys == 2


@pytest.mark.parametrize("batch", [1, 100])
async def test_lines_and_private_messages_go_after_90_days_and_cards_stay(
    uow: UnitOfWork, storage: Storage, batch: int
) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, Accept(next_step="Ich buche heute"))
    await delivered(uow)
    assert (await prune(uow, MONDAY + MESSAGES_KEPT - A_SECOND, batch=batch)).messages == 0
    assert (await prune(uow, LONG_AFTER, batch=batch)).messages == 3  # a line, and a message to each of both
    await turn_handoff(uow, by(DORA, now=LONG_AFTER), number, Finish(result="Gebucht"))
    rows = await delivered(uow, LONG_AFTER)
    assert [(row.kind.value, row.ts is not None) for row in rows if row.kind == "card"] == [("card", True)]


async def test_a_failure_that_repeats_leaves_no_trace_of_every_day_and_a_closed_channel_stays_known(
    uow: UnitOfWork,
) -> None:
    async with uow.write() as work:
        for day in range(3):
            at = MONDAY + timedelta(days=day)
            await work.troubles.begin(WORKSPACE, STRANGE, at.date().isoformat(), at)
        await work.troubles.begin(WORKSPACE, "C0LOG", "is_archived", MONDAY)
    await prune(uow, LONG_AFTER + timedelta(days=1))
    async with uow.read() as work:
        kept = [(one.channel, one.error) for one in await work.troubles.all(WORKSPACE)]
    assert kept == [(STRANGE, "2026-11-25"), ("C0LOG", "is_archived")]


async def test_what_slack_does_not_have_stays_however_old_it_is(uow: UnitOfWork) -> None:
    await offered(uow)
    async with uow.write() as work:
        rows = await work.deliveries.claim(
            MONDAY, worker="one", lease=timedelta(minutes=1), limit=1, rates=UNLIMITED
        )
        await work.deliveries.settle(
            [Outcome(row, Dead("is_archived")) for row in rows], MONDAY, rates=UNLIMITED
        )
    assert (await prune(uow, LONG_AFTER)).messages == 0
    async with uow.read() as work:
        waiting = await work.outbox.waiting(WORKSPACE, limit=9)
    assert sorted((message.to, message.dead) for message in waiting) == [("C0ACC", True), (ANNA, False)]


async def test_the_figures_of_a_week_are_told_for_two_years_and_never_counted_anew(uow: UnitOfWork) -> None:
    await offered(uow)
    over = datetime(2026, 11, 29, 23, tzinfo=UTC)  # Sunday midnight in Berlin
    first = await told(uow, "2026-W48", over)
    await told(uow, "2026-W49", over + timedelta(weeks=1))
    await prune(uow, over + KEPT - A_SECOND)
    assert await told(uow, "2026-W48", over + KEPT - A_SECOND) == first
    await prune(uow, over + KEPT)
    async with uow.read() as work:
        assert await work.summaries.get(WORKSPACE, "2026-W48") is None
    with pytest.raises(ForgottenWeekError):
        await told(uow, "2026-W48", over + KEPT)
    assert (await told(uow, "2026-W49", over + KEPT)).whole.week == "2026-W49"


async def test_nudges_and_snoozes_go_90_days_after_the_end_and_the_figures_stay(uow: UnitOfWork) -> None:
    ended, still_open = await standing(uow, at(23, 8)), await standing(uow, at(23, 8))
    assert (await nudged(uow, at(23, 14)))["C0ACC"] == [ended, still_open]
    for number in (ended, still_open):
        assert await snooze(uow, by(CEM, now=at(23, 15)), number, None, recipient=CEM)
    await turn_handoff(uow, by(ANNA, now=at(24, 9)), ended, Withdraw(reason="Erledigt"))
    before = await effects(uow)
    assert [(one.told, one.moved) for one in before] == [(2, 1)]

    await prune(uow, at(24, 9) + NUDGES_KEPT)
    assert await silenced(uow) == {ended, still_open}
    await prune(uow, at(24, 9) + NUDGES_KEPT + A_SECOND, batch=1)
    assert await silenced(uow) == {still_open}
    async with uow.read() as work:
        assert [one.number for one in await work.nudges.batch(WORKSPACE, "C0ACC", 1)] == [still_open]
    assert await effects(uow) == before
    await prune(uow, at(23, 0) + KEPT)
    assert await effects(uow) == before
    await prune(uow, at(23, 0) + KEPT + A_SECOND)
    assert [(one.told, one.moved) for one in await effects(uow)] == [(1, 0)]


async def silenced(uow: UnitOfWork) -> set[int]:
    """Return which of the first handoffs Cem never wants to hear of again."""
    async with uow.read() as work:
        return set(await work.nudges.snoozes(WORKSPACE, CEM, [1, 2]))


async def effects(uow: UnitOfWork) -> list[Effect]:
    async with uow.read() as work:
        return await work.nudges.effects(WORKSPACE, at(23, 0), at(30, 0))


async def told(uow: UnitOfWork, week: str, now: datetime) -> Release:
    return await Weekly(uow, WORKSPACE, now, holidays_of).release(week)
