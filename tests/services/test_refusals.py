"""A refusal is remembered like an effect."""

from datetime import timedelta

import pytest

from bot.domain.matter.commands import Accept, AskInformation, Finish, OpenHandoff
from bot.errors import InvalidFieldsError, RefusedError, WrongStateError
from bot.ports import UnitOfWork
from bot.services.once import first_time
from bot.services.open_handoff import open_handoff
from bot.services.refusals import keep_refusal
from bot.services.request import Request
from bot.services.turn_handoff import turn_handoff
from tests.company import CEM, DORA, MIRA, MONDAY, REFUND
from tests.services.desk import addressees, by, delivered, offered, stored

BOOKING = Accept(next_step="Ich buche heute")


async def refused(uow: UnitOfWork, request: Request, number: int) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        await turn_handoff(uow, request, number, BOOKING)
    return caught.value


async def test_a_redelivery_is_refused_alike_whatever_happened_since(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA, now=MONDAY + timedelta(minutes=5)), number, BOOKING)
    request = by(CEM, "action:1")
    refusal = await refused(uow, request, number)
    assert await keep_refusal(uow, request, refusal)
    await turn_handoff(uow, by(DORA), number, Finish(result="Gebucht"))
    again = await refused(uow, request, number)
    assert (again.reason, again.facts) == (refusal.reason, refusal.facts)
    assert again.facts["at"] == MONDAY + timedelta(minutes=5)
    assert not await keep_refusal(uow, request, again)


async def test_an_offer_that_was_refused_is_refused_alike(uow: UnitOfWork) -> None:
    request = by(MIRA, "view:V1:h1")
    for first in (True, False):
        with pytest.raises(RefusedError, match="in_no_department") as caught:
            await open_handoff(uow, request, OpenHandoff("accounting", REFUND))
        assert await keep_refusal(uow, request, caught.value) is first


async def test_what_took_effect_cannot_be_refused_afterwards(uow: UnitOfWork) -> None:
    number = await offered(uow)
    request = by(DORA, "action:1")
    await turn_handoff(uow, request, number, BOOKING)
    assert not await keep_refusal(uow, request, RefusedError("not_yours"))
    assert await turn_handoff(uow, request, number, BOOKING) is None


async def test_what_is_wrong_with_the_fields_takes_no_key(uow: UnitOfWork) -> None:
    number = await offered(uow)
    request = by(DORA, "view:V2:h1")
    with pytest.raises(InvalidFieldsError):
        await turn_handoff(uow, request, number, AskInformation())
    assert await turn_handoff(uow, request, number, AskInformation("Netto?")) is not None


async def test_a_card_that_offered_what_no_longer_fits_is_shown_anew(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, BOOKING)
    await delivered(uow)
    before = await stored(uow, number)
    request = by(CEM)
    refusal = await refused(uow, request, number)
    assert isinstance(refusal, WrongStateError)
    await keep_refusal(uow, request, refusal)
    assert addressees(await delivered(uow)) == [("card", "C0ACC")]
    assert await stored(uow, number) == before


async def test_what_only_shows_something_is_shown_once(uow: UnitOfWork) -> None:
    request = by(DORA, "action:1")
    assert [await first_time(uow, request) for _ in range(2)] == [True, False]
