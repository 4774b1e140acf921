"""A matter, or somebody, over whom the clock stumbles holds up nobody else, and comes again later."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.time.days_off import NO_DAYS_OFF, DaysOff
from bot.ports import UnitOfWork
from bot.services.climb_due import climb_due
from bot.services.tell_due import tell_due
from bot.services.work_through import Due
from tests.company import CEM, COMPANY, LOGISTICS, WORKSPACE
from tests.services.clockwork import at, heard, standing, told

HOUR = timedelta(hours=1)


def known_holidays(region: str | None) -> DaysOff:
    """Return no days off; of one region nobody thought."""
    if region == "FR":
        raise LookupError(region)
    return NO_DAYS_OFF


async def logistics_moves_to(uow: UnitOfWork, region: str | None) -> None:
    moved = LOGISTICS.model_copy(update={"holidays": region})
    departments = tuple(moved if one.key == "logistics" else one for one in COMPANY.departments)
    async with uow.write() as work:
        await work.organisations.save(WORKSPACE, COMPANY.model_copy(update={"departments": departments}))


async def stumbled(uow: UnitOfWork, now: datetime) -> Sequence[Due]:
    """Look once; return what failed."""
    climbed = await climb_due(uow, known_holidays, now)
    telling = await tell_due(uow, known_holidays, now)
    failures = [*climbed.failures, *telling.failures]
    assert all(isinstance(one.error, LookupError) for one in failures)
    return [one.due for one in failures]


async def listeners_of(uow: UnitOfWork, now: datetime) -> set[str]:
    return {to for to, _ in await heard(uow, now)}


async def test_a_handoff_that_fails_holds_up_no_other_and_comes_again_in_an_hour(uow: UnitOfWork) -> None:
    bad = [await standing(uow, at(23, 8), to="logistics") for _ in range(2)]
    good = [await standing(uow, at(23, 8, 30)) for _ in range(2)]
    await logistics_moves_to(uow, "FR")
    assert await stumbled(uow, at(23, 14)) == [Due(WORKSPACE, str(number)) for number in bad]
    assert {
        number for _, nudges in await heard(uow, at(23, 14)) for number in [one.number for one in nudges]
    } == set(good)
    assert await stumbled(uow, at(23, 14, 59)) == []
    assert await stumbled(uow, at(23, 15)) == [Due(WORKSPACE, str(number)) for number in bad]
    await logistics_moves_to(uow, None)
    assert sorted((await told(uow, at(24, 9)))["C0LOG"]) == bad


async def test_a_reader_who_fails_holds_up_no_other_and_comes_again_in_an_hour(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8), to="logistics")
    await standing(uow, at(23, 8))
    await climb_due(uow, known_holidays, at(23, 12))
    await logistics_moves_to(uow, "FR")
    assert await stumbled(uow, at(23, 14)) == [Due(WORKSPACE, "C0LOG")]
    assert await listeners_of(uow, at(23, 14)) == {"C0ACC"}
    assert await stumbled(uow, at(23, 14, 59)) == []
    await logistics_moves_to(uow, None)
    assert "C0LOG" in await told(uow, at(23, 15))


async def test_whose_turn_it_is_among_many_is_found_however_they_are_taken(uow: UnitOfWork) -> None:
    await standing(uow, at(23, 8), to="logistics")
    for _ in range(4):
        await standing(uow, at(23, 8))
    await logistics_moves_to(uow, "FR")
    climbed = await climb_due(uow, known_holidays, at(23, 14), limit=3)
    assert (climbed.handoffs, len(climbed.failures)) == (4, 1)
    assert CEM not in await told(uow, at(23, 14))
