"""A channel is closed to us: those who can mend it are told once, and everything goes out when it is mended."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.delivery.outbox import Dead, OutboxRow, Outcome, Sent
from bot.domain.delivery.pacing import UNLIMITED
from bot.domain.delivery.troubles import Trouble, told_of
from bot.ports import UnitOfWork
from bot.services.troubles import mend_channel, revive, settle
from tests.company import ANNA, CEM, COMPANY, MONDAY, NINA, WORKSPACE
from tests.services.desk import addressees, by, offered

CLOSED = Dead("is_archived", closed=True)


async def delivered(uow: UnitOfWork, accounting: Dead | None = None) -> list[OutboxRow]:
    """Deliver all that is due, as the deliverer does, and return it; accounting's channel may be closed."""
    everything: list[OutboxRow] = []
    while rows := await turn(uow, [], limit=20):
        everything += rows
        results = [
            accounting if row.to == "C0ACC" and accounting else Sent(row.to, str(row.id)) for row in rows
        ]
        await turn(uow, [Outcome(row, result) for row, result in zip(rows, results, strict=True)], limit=0)
    return everything


async def turn(uow: UnitOfWork, outcomes: Sequence[Outcome], *, limit: int) -> list[OutboxRow]:
    async with uow.write() as work:
        await settle(work, outcomes, MONDAY, rates=UNLIMITED)
        lease = timedelta(minutes=1)
        return await work.deliveries.claim(MONDAY, worker="one", lease=lease, limit=limit, rates=UNLIMITED)


async def test_admins_and_the_lead_are_told_once_however_many_messages_die(uow: UnitOfWork) -> None:
    for _ in range(3):
        await offered(uow)
    first = await delivered(uow, CLOSED)
    told = [row for row in first if row.kind == "trouble"]
    assert addressees(told) == [("trouble", CEM), ("trouble", NINA)]
    await offered(uow)
    assert addressees(await delivered(uow, CLOSED)) == [("card", "C0ACC"), ("direct", ANNA)]


async def test_another_cause_is_news(uow: UnitOfWork) -> None:
    await offered(uow)
    await delivered(uow, CLOSED)
    await offered(uow)
    rows = await delivered(uow, Dead("not_in_channel", closed=True))
    assert [row.to for row in rows if row.kind == "trouble"] == [NINA, CEM]


async def test_a_message_that_dies_of_itself_is_nobodys_trouble(uow: UnitOfWork) -> None:
    await offered(uow)
    assert "trouble" not in {row.kind for row in await delivered(uow, Dead("invalid_blocks"))}


async def test_what_waited_goes_out_when_the_channel_is_open_and_the_next_trouble_is_told(
    uow: UnitOfWork,
) -> None:
    for _ in range(2):
        await offered(uow)
    await delivered(uow, CLOSED)
    assert await mend_channel(uow, by("", "event:Ev1"), "C0LOG") == 0
    assert await mend_channel(uow, by("", "event:Ev2"), "C0ACC") == 2
    assert await mend_channel(uow, by("", "event:Ev2"), "C0ACC") == 0
    assert addressees(await delivered(uow)) == [("card", "C0ACC")] * 2
    await offered(uow)
    assert [row.to for row in await delivered(uow, CLOSED) if row.kind == "trouble"] == [NINA, CEM]


@pytest.mark.parametrize("everything", [True, False])
async def test_a_second_chance_by_hand_counts_as_a_mend(uow: UnitOfWork, everything: bool) -> None:
    await offered(uow)
    rows = await delivered(uow, CLOSED)
    refused = [row.id for row in rows if row.kind == "card"]
    async with uow.write() as work:
        assert await revive(work, WORKSPACE, MONDAY, ids=None if everything else refused) == 1
    again = await delivered(uow, CLOSED)
    assert addressees(again) == [("card", "C0ACC"), ("trouble", CEM), ("trouble", NINA)]


def test_who_is_admin_and_lead_is_told_once() -> None:
    accounting = COMPANY.departments[2].model_copy(update={"lead": NINA})
    company = COMPANY.model_copy(update={"departments": (accounting,)})
    trouble = Trouble(7, "C0ACC", "is_archived", MONDAY)
    (message,) = told_of(trouble, company)
    assert (message.to, message.key) == (NINA, f"trouble:0:7:{NINA}")


def test_of_a_channel_that_belongs_to_nobody_the_admins_hear() -> None:
    trouble = Trouble(7, "C0GONE", "channel_not_found", MONDAY)
    assert [message.to for message in told_of(trouble, COMPANY)] == [NINA]
