"""Anna offers a piece of work; Slack may ask twice, and others offer at the same time."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.handoff import Source
from bot.errors import InvalidFieldsError, RefusedError
from bot.ports import UnitOfWork
from bot.services.open_handoff import open_handoff
from tests.company import ANNA, BEN, COMPANY, LARS, MIRA, MONDAY, REFUND, WORKSPACE
from tests.services.desk import addressees, by, delivered, offered, stored

REFUND_PLEASE = OpenHandoff("accounting", REFUND, Source("C0SALES", "1764000000.000100"))


async def test_an_offer_is_stored_with_its_log_and_its_messages(uow: UnitOfWork) -> None:
    opened = await open_handoff(uow, by(ANNA), REFUND_PLEASE)
    assert opened is not None
    handoff, history = await stored(uow, opened.number)
    assert handoff == opened
    assert [event.activity for event in history] == ["opened", "offered"]
    messages = [("card", "C0ACC"), ("direct", ANNA), ("source_note", "C0SALES")]
    assert addressees(await delivered(uow)) == messages


async def test_what_slack_delivers_twice_is_offered_once(uow: UnitOfWork) -> None:
    first = await open_handoff(uow, by(ANNA, "view:V1:h1"), REFUND_PLEASE)
    assert first is not None
    assert await open_handoff(uow, by(ANNA, "view:V1:h1"), REFUND_PLEASE) is None
    assert await offered(uow) == first.number + 1


async def test_what_slack_delivers_twice_at_once_is_offered_once(uow: UnitOfWork) -> None:
    both = await asyncio.gather(*(open_handoff(uow, by(ANNA, "view:V1:h1"), REFUND_PLEASE) for _ in range(2)))
    assert sorted(handoff is None for handoff in both) == [False, True]
    assert len(await delivered(uow)) == 3


async def test_offers_at_the_same_time_get_numbers_without_a_gap(uow: UnitOfWork) -> None:
    numbers = await asyncio.gather(*(offered(uow, who) for who in (ANNA, BEN, LARS, ANNA, BEN, LARS)))
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


async def test_a_form_that_comes_back_leaves_no_trace_and_can_be_sent_again(uow: UnitOfWork) -> None:
    with pytest.raises(InvalidFieldsError):
        await open_handoff(
            uow, by(ANNA, "view:V1:h1"), OpenHandoff("accounting", replace(REFUND, summary=""))
        )
    assert await delivered(uow) == []
    mended = await open_handoff(uow, by(ANNA, "view:V1:h1"), REFUND_PLEASE)
    assert mended is not None
    assert mended.number == 1


async def test_who_belongs_to_no_department_is_refused(uow: UnitOfWork) -> None:
    with pytest.raises(RefusedError) as refused:
        await open_handoff(uow, by(MIRA), REFUND_PLEASE)
    assert refused.value.reason == "in_no_department"
    assert await delivered(uow) == []


async def test_another_company_counts_for_itself(uow: UnitOfWork) -> None:
    await offered(uow)
    async with uow.write() as work:
        await work.organisations.save("T0PETERSEN", COMPANY)
    theirs = await open_handoff(uow, by(ANNA, "view:V1:h1", workspace="T0PETERSEN"), REFUND_PLEASE)
    ours = await open_handoff(uow, by(ANNA, "view:V1:h1"), REFUND_PLEASE)
    assert theirs is not None
    assert ours is not None
    assert (theirs.number, ours.number) == (1, 2)


async def test_what_was_typed_comes_back_letter_by_letter(uow: UnitOfWork) -> None:
    brief = replace(
        REFUND,
        details="Zeile eins\nZeile zwei\t<b>&amp;</b> *kein* `Markup` 👩‍🔧 שלום",
        needs={"customer_no": "4711", "amount": "1.200 €"},
        moment_that_matters=True,
    )
    handoff, _ = await stored(uow, await offered(uow, brief=brief))
    assert handoff.brief == brief
    assert handoff.workspace == WORKSPACE
    assert handoff.opened_at == MONDAY
