"""A company's history comes in as an event log, and goes out as one."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.event_log.faults import BadLogError
from bot.domain.matter.commands import Accept, AskInformation, CorrectReadBack, RestateNextStep
from bot.domain.matter.events import Event
from bot.domain.matter.finding import Query
from bot.domain.matter.handoff import ENDED, Handoff
from bot.domain.matter.lists import Listing
from bot.ports import UnitOfWork
from bot.services.export_events import export_events
from bot.services.import_events import import_events
from bot.services.turn_handoff import turn_handoff
from handlers.event_log import read_log, summary_template
from storage.sorting import open_sorter
from tests.company import ANNA, COMPANY, DORA, EVERYBODY, EVERYTHING, MONDAY, WORKSPACE
from tests.domain.replay import replay
from tests.event_logs import MORNING, PEOPLE, any_log, as_text, log, opening, row
from tests.services.desk import addressees, by, delivered, offered, stored
from tests.services.logs import KEYS, brought_in, refused, taken_out

a_few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def without_people(text: str) -> list[list[str]]:
    return [cells[:5] + cells[6:] for cells in csv.reader(io.StringIO(text))]


def people(text: str) -> list[str]:
    return [cells[5] for cells in csv.reader(io.StringIO(text))][1:]


@a_few
@given(seed=st.integers(0, 10**9), cases=st.integers(0, 60))
@example(seed=1, cases=300)
async def test_what_came_in_goes_out_with_pseudonyms_and_comes_in_elsewhere_just_so(
    uow: UnitOfWork, seed: int, cases: int
) -> None:
    first, second = f"T0A{seed}X{cases}", f"T0B{seed}X{cases}"
    async with uow.write() as work:
        for workspace in (first, second):
            await work.organisations.save(workspace, COMPANY)
    text = as_text(any_log(seed, cases))
    imported = await brought_in(uow, text, first)
    assert (imported.cases, imported.events) == (cases, text.count("\n") - 1)
    exported = await taken_out(uow, first)
    assert without_people(exported) == without_people(text)
    pairs = set(zip(people(text), people(exported), strict=True))
    assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs}) <= PEOPLE + 1
    await brought_in(uow, exported, second)
    again = await taken_out(uow, second, page=5000)
    assert without_people(again) == without_people(text)
    assert not set(people(again)) & set(people(exported)) - {""}, "each workspace has pseudonyms of its own"
    handed_on = {(cells[6], cells[0]) for cells in csv.reader(io.StringIO(text)) if cells[1] == "handed_on"}
    assert await chains(uow, first) == await chains(uow, second) == handed_on


async def chains(uow: UnitOfWork, workspace: str) -> set[tuple[str, str]]:
    """Return the imported case of each part, with the case that it is a part of."""
    async with uow.read() as work:
        there = {one.number: one for one in await work.handoffs.some(workspace, range(1, 999))}
    cases = {number: one.brief.summary.removeprefix("Importiert: ") for number, one in there.items()}
    return {(cases[one.number], cases[one.parent]) for one in there.values() if one.parent}


@a_few
@given(seed=st.integers(0, 10**9))
async def test_imported_handoffs_stand_where_their_logs_leave_them(uow: UnitOfWork, seed: int) -> None:
    workspace = f"T0{seed}"
    async with uow.write() as work:
        await work.organisations.save(workspace, COMPANY)
    await brought_in(uow, as_text(any_log(seed, 30)), workspace)
    found = set()
    async with uow.read() as work:
        for number in range(1, 99):
            if handoff := await work.handoffs.get(workspace, number):
                _check(handoff, await work.handoffs.history(workspace, number))
                found.add(handoff.brief.summary)
    assert found == {f"Importiert: {cells[0]}" for cells in any_log(seed, 30)}


def _check(handoff: Handoff, history: Sequence[Event]) -> None:
    told = replay(history)
    assert [event.sequence for event in history] == list(range(1, handoff.events + 1))
    assert (told.state, told.department, told.hop) == (handoff.state, handoff.to_department, handoff.hop)
    assert (told.assignee, told.before_question) == (handoff.assignee, handoff.resume or "")
    assert told.asked_by == (handoff.question.asked_by if handoff.question else None)
    assert set(told.asked_needs) == set(handoff.question.needs if handoff.question else ())
    assert told.handed_on == handoff.handed_on
    assert (handoff.requester, handoff.opened_at) == (history[0].actor, history[0].at)
    assert handoff.changed_at == history[-1].at
    assert (handoff.ended_as != "") is (handoff.state in ENDED)
    department = COMPANY.department(handoff.to_department)
    assert department is not None
    assert handoff.channel == department.channel


async def test_nobody_is_bothered_by_an_import(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening(), *opening("ERP-2", 5), row("accepted", 9, case="ERP-2", actor=DORA)))
    assert await delivered(uow, MONDAY + timedelta(days=99)) == []
    async with uow.read() as work:
        for who in EVERYBODY:
            departments = [one.key for one in COMPANY.departments_of(who)]
            for listing in Listing:
                page = await work.handoffs.page(WORKSPACE, listing, who, departments, offset=0, limit=9)
                assert page.total == 0
        assert await work.handoffs.count_open(WORKSPACE, KEYS) == {}


async def test_an_imported_handoff_is_found_by_its_case_and_by_its_number(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening("ERP-4711")))
    async with uow.read() as work:
        page = await work.handoffs.find(WORKSPACE, Query("4711"), EVERYTHING, offset=0, limit=9)
        by_number = await work.handoffs.find(WORKSPACE, Query("H-1"), EVERYTHING, offset=0, limit=9)
    (handoff,) = page.handoffs
    assert (handoff.name, handoff.brief.summary, handoff.state) == ("H-1", "Importiert: ERP-4711", "offered")
    assert by_number.handoffs == page.handoffs


async def test_who_takes_up_an_imported_handoff_wakes_it(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening()))
    await turn_handoff(uow, by(DORA), 1, Accept(next_step="Ich sehe nach"))
    assert ("card", "C0ACC") in addressees(await delivered(uow))
    async with uow.read() as work:
        mine = await work.handoffs.page(WORKSPACE, Listing.MINE, DORA, [], offset=0, limit=9)
        theirs = await work.handoffs.page(WORKSPACE, Listing.FROM_ME, ANNA, [], offset=0, limit=9)
    assert [handoff.number for handoff in mine.handoffs] == [1]
    assert [handoff.number for handoff in theirs.handoffs] == [1]
    assert (await taken_out(uow)).splitlines()[-1].startswith("ERP-1,accepted,2026-11-23T10:00:00+01:00,")


async def test_own_handoffs_are_exported_without_what_was_said(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, AskInformation("Netto?", ("amount", "customer_no")))
    exported = await taken_out(uow)
    assert [cells[:5] + cells[6:] for cells in csv.reader(io.StringIO(exported))][1:] == [
        ["H-1", "opened", "2026-11-23T10:00:00+01:00", "sales", "accounting", "2026-11-27T12:00:00+01:00"],
        ["H-1", "offered", "2026-11-23T10:00:00+01:00", "sales", "accounting", ""],
        ["H-1", "information_asked", "2026-11-23T10:00:00+01:00", "sales", "accounting", "amount"],
        ["H-1", "information_asked", "2026-11-23T10:00:00+01:00", "sales", "accounting", "customer_no"],
    ]
    assert len(set(people(exported))) == 2
    for secret in (ANNA, DORA, "Netto", "Gutschrift"):
        assert secret not in exported


async def test_only_the_activities_of_the_field_are_exported(uow: UnitOfWork) -> None:
    number = await offered(uow)
    await turn_handoff(uow, by(DORA), number, Accept("Ich prüfe"))
    await turn_handoff(uow, by(ANNA), number, CorrectReadBack("Buchen bitte"))
    await turn_handoff(uow, by(DORA), number, RestateNextStep("Ich buche"))
    _, history = await stored(uow, number)
    assert "read_back_corrected" in [event.activity for event in history]
    told = [cells[1] for cells in csv.reader(io.StringIO(await taken_out(uow)))][1:]
    assert told == ["opened", "offered", "accepted"]


async def test_since_counts_and_until_does_not(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening(), row("accepted", 60), row("finished", 120), row("confirmed", 180)))
    hours = [MORNING + timedelta(hours=hour) for hour in range(4)]
    told = without_people(await taken_out(uow, since=hours[1], until=hours[3]))
    assert [cells[1] for cells in told[1:]] == ["accepted", "finished"]


async def test_an_export_is_as_of_one_moment(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening(), *opening("ERP-2", 5)))
    pages = export_events(uow, WORKSPACE, page=2)
    first = await anext(pages)
    await brought_in(uow, log(*opening("ERP-3", 9)))
    rest = [row.case async for rows in pages for row in rows]
    assert [row.case for row in first] + rest == ["ERP-1"] * 2 + ["ERP-2"] * 2


async def test_the_same_log_again_changes_nothing(uow: UnitOfWork) -> None:
    text = as_text(any_log(7, 40))
    await brought_in(uow, text)
    exported = await taken_out(uow)
    again = await brought_in(uow, text)
    assert (again.cases, again.events, again.known, len(again.first_known)) == (0, 0, 40, 10)
    assert await taken_out(uow) == exported


async def test_a_longer_log_brings_the_cases_that_are_new(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening()))
    imported = await brought_in(uow, log(*opening(), row("accepted", 3), *opening("ERP-2", 5)))
    assert (imported.cases, imported.events, imported.first_known) == (1, 2, ("ERP-1",))


async def test_the_export_of_a_workspace_brings_nothing_new_to_itself(uow: UnitOfWork) -> None:
    await offered(uow)
    await brought_in(uow, log(*opening()))
    imported = await brought_in(uow, await taken_out(uow))
    assert (imported.cases, set(imported.first_known)) == (0, {"H-1", "ERP-1"})


async def test_a_case_that_another_handoff_is_called_by_is_refused(uow: UnitOfWork) -> None:
    await offered(uow)
    with pytest.raises(BadLogError) as caught:
        await brought_in(uow, log(*opening("H-1"), *opening("ERP-1", 3)))
    (bad,) = caught.value.first
    assert (bad.line, bad.reason, bad.facts["known"]) == (2, "other_case", "H-1")


async def test_an_imported_case_that_began_at_another_time_is_another_case(uow: UnitOfWork) -> None:
    await brought_in(uow, log(*opening("ERP-1", 3)))
    with pytest.raises(BadLogError):
        await brought_in(uow, log(*opening("ERP-1", 4)))


async def test_handoffs_of_another_staffel_keep_their_numbers_and_later_ones_go_on_behind(
    uow: UnitOfWork,
) -> None:
    await offered(uow)
    await brought_in(uow, log(*opening("ERP-1"), *opening("H-40", 1), *opening("ERP-2", 2)))
    number = await offered(uow)
    async with uow.read() as work:
        summaries = {
            n: handoff.brief.summary for n in range(99) if (handoff := await work.handoffs.get(WORKSPACE, n))
        }
    assert summaries == {
        1: "Gutschrift für Müller",
        40: "Importiert: H-40",
        41: "Importiert: ERP-1",
        42: "Importiert: ERP-2",
        43: "Gutschrift für Müller",
    }
    assert number == 43


async def test_a_thousand_bad_rows_are_counted_and_the_first_ten_named(uow: UnitOfWork) -> None:
    lines = [row("paused", minute) for minute in range(1000)]
    with pytest.raises(BadLogError) as caught:
        await brought_in(uow, log(*lines))
    assert caught.value.count == 1000
    assert [bad.line for bad in caught.value.first] == list(range(2, 12))


async def test_bad_rows_are_named_in_the_order_of_the_file_whatever_is_wrong_with_them(
    uow: UnitOfWork,
) -> None:
    lines = [
        *opening("ERP-1"),  # 2, 3
        row("confirmed", 1, case="ERP-1"),  # 4 cannot follow
        row("accepted", 2, case="ERP-2"),  # 5 begins nowhere
        row("paused", 3, case="ERP-3"),  # 6 no activity
        row("accepted", 4, case="ERP-3"),  # 7 would be right but for line 6
        *opening("ERP-4", 5),  # 8, 9
        row("accepted", 4, case="ERP-4"),  # 10 earlier
        row("opened", 6, case="ERP-5"),  # 11 never offered
    ]
    assert await refused(uow, log(*lines)) == [
        (4, "cannot_follow"),
        (5, "not_opened"),
        (6, "activity"),
        (10, "out_of_order"),
        (11, "not_offered"),
    ]


async def test_an_import_that_fails_in_the_middle_leaves_nothing(uow: UnitOfWork) -> None:
    text = as_text(any_log(3, 1200))

    def stumble(stage: str, events: int) -> None:
        if stage == "stored" and events > 5000:
            raise ConnectionError

    with pytest.raises(ConnectionError), open_sorter() as sorter:
        await import_events(
            uow,
            WORKSPACE,
            lambda _: read_log(io.BytesIO(text.encode()), KEYS),
            sorter,
            summary=summary_template,
            progress=stumble,
        )
    assert await taken_out(uow) == log()
    assert (await brought_in(uow, text)).cases == 1200
