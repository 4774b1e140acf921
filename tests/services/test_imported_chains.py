"""What was handed on in another system hangs together here too: the whole knows its parts, and each part its whole."""

import pytest

from bot.domain.matter.handoff import Handoff
from bot.ports import UnitOfWork
from bot.services.chains import chain_of
from tests.company import DORA, WORKSPACE
from tests.event_logs import log, opening, row
from tests.services.logs import brought_in, refused, taken_out


def handing_on(*parts: str, case: str = "ERP-1", minutes: float = 10) -> list[str]:
    """Return the lines by which a case is accepted and handed on."""
    rows = [row("handed_on", minutes + more, case=case, detail=part) for more, part in enumerate(parts, 1)]
    return [row("accepted", minutes, case=case, actor=DORA), *rows]


async def handoff(uow: UnitOfWork, number: int) -> Handoff:
    async with uow.read() as work:
        found = await work.handoffs.get(WORKSPACE, number)
    assert found
    return found


async def wholes(uow: UnitOfWork, count: int) -> list[int | None]:
    return [(await handoff(uow, number)).parent for number in range(1, count + 1)]


async def test_a_part_of_a_part_is_shown_with_all_that_is_above_and_below(uow: UnitOfWork) -> None:
    lines = [
        *opening("ERP-1"),
        *opening("ERP-2", 1),
        *opening("ERP-3", 2),
        *handing_on("ERP-2"),
        *handing_on("ERP-3", case="ERP-2", minutes=20),
    ]
    await brought_in(uow, log(*lines))
    async with uow.read() as work:
        whole, middle, last = [await handoff(uow, number) for number in (1, 2, 3)]
        from_above, from_below = await chain_of(work, whole), await chain_of(work, last)
    assert [(part.handoff.name, part.depth) for part in from_above.below] == [("H-2", 1), ("H-3", 2)]
    assert [one.name for one in from_below.above] == ["H-1", "H-2"]
    assert (whole.handed_on, middle.handed_on, last.handed_on) == (1, 1, 0)


@pytest.mark.parametrize("begins", [5, 40], ids=["before its whole", "long after"])
async def test_a_part_may_begin_whenever_it_did(uow: UnitOfWork, begins: float) -> None:
    whole = [*opening("ERP-1", 6), *handing_on("ERP-2")]
    part = opening("ERP-2", begins)
    lines = [*part, *whole] if begins < 6 else [*whole, *part]
    await brought_in(uow, log(*lines))
    assert await wholes(uow, 2) == ([2, None] if begins < 6 else [None, 1])


async def test_parts_that_cannot_be_are_named_with_their_lines(uow: UnitOfWork) -> None:
    lines = [
        *opening("ERP-1"),  # 2, 3
        *opening("ERP-2", 1),  # 4, 5
        *opening("ERP-3", 2),  # 6, 7
        *handing_on("ERP-2", "ERP-9", "ERP-2"),  # 8, 9 right, 10 nowhere, 11 twice
        *handing_on("ERP-2", "ERP-3", case="ERP-3", minutes=20),  # 12, 13 of another one, 14 itself
    ]
    assert await refused(uow, log(*lines)) == [
        (10, "no_part"),
        (11, "second_whole"),
        (13, "second_whole"),
        (14, "circle"),
    ]


async def test_a_chain_that_comes_back_to_itself_is_refused(uow: UnitOfWork) -> None:
    names = [f"ERP-{number}" for number in range(1, 4)]
    begun = [line for name in names for line in opening(name)]
    lines = [
        line
        for minutes, (case, part) in enumerate(zip(names, [*names[1:], names[0]], strict=True), 1)
        for line in handing_on(part, case=case, minutes=10 * minutes)
    ]
    assert await refused(uow, log(*begun, *lines)) == [(line, "circle") for line in (9, 11, 13)]


async def test_a_whole_that_is_closed_later_finds_the_part_that_came_with_an_earlier_log(
    uow: UnitOfWork,
) -> None:
    await brought_in(uow, log(*opening("ERP-2", 11)))
    await brought_in(uow, log(*opening(), *handing_on("ERP-2")))
    assert await wholes(uow, 2) == [2, None]


async def test_a_part_that_came_earlier_with_its_whole_is_no_part_of_another_one(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening(), *opening("ERP-2", 1), *handing_on("ERP-2")))
    before = await taken_out(uow)
    assert await refused(uow, log(*opening("ERP-3"), *handing_on("ERP-2", case="ERP-3")), before) == [
        (5, "second_whole")
    ]


async def test_what_a_longer_log_tells_of_a_known_case_hands_nothing_on(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening()))
    await brought_in(uow, log(*opening(), *opening("ERP-2", 1), *handing_on("ERP-2")))
    assert await wholes(uow, 2) == [None, None]
    assert (await handoff(uow, 1)).handed_on == 0


async def test_the_same_log_again_leaves_the_chain_as_it_is(uow: UnitOfWork) -> None:
    text = log(*opening(), *opening("ERP-2", 1), *handing_on("ERP-2"))
    await brought_in(uow, text)
    before = [await handoff(uow, number) for number in (1, 2)]
    await brought_in(uow, text)
    assert [await handoff(uow, number) for number in (1, 2)] == before
