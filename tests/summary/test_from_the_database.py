"""Both databases give the same figures to the last digit, and what was told of a week stays told."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.company.department import Department, Office
from bot.domain.company.organisation import Organisation
from bot.domain.summary.figures import Flow, Summary
from bot.domain.summary.release import release, unredacted
from bot.domain.summary.weeks import NoWeekError, Week, parse_week
from bot.services.summarise import Weekly
from storage.database import Storage
from tests.summary.logs import COMPANY, Log, histories, holidays, store
from tests.summary.test_nobody_can_be_told_apart import FIRST, WEEKS, lives, tallied, twelve_weeks

LATER = FIRST.plus(20).since
WEEK = parse_week("2026-W43", ZoneInfo("Europe/Berlin"))

_workspaces = count(1)


async def weekly(storage: Storage, logs: list[Log], company: Organisation = COMPANY) -> Weekly:
    """Store the logs in a workspace of their own."""
    workspace = f"T0{next(_workspaces)}"
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(workspace, company)
        await store(work, workspace, logs)
    return Weekly(storage.unit_of_work, workspace, LATER, holidays)


def empty(week: Week, company: Organisation = COMPANY) -> Summary:
    keys = tuple(department.key for department in company.departments)
    return Summary(week.name, week.since, week.until, keys)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(logs=histories(25))
async def test_the_figures_from_either_database_are_those_of_the_log(
    storage: Storage, logs: list[Log]
) -> None:
    tallies = tallied(logs, WEEK)
    found = await (await weekly(storage, logs)).unredacted("2026-W43")
    expected = unredacted(release(empty(WEEK), tallies, None, COMPANY).whole, tallies, COMPANY)
    assert unmarked(found) == unmarked(expected)
    assert (found.totals, found.overall, found.hhi) == (expected.totals, expected.overall, expected.hhi)
    assert (found.reciprocity, found.most_asked_needs) == (expected.reciprocity, expected.most_asked_needs)
    assert found.thanks == expected.thanks


def unmarked(summary: Summary) -> list[Flow]:
    """Return the flows without their mark, which depends on the weeks before."""
    return [replace(flow, shown=True) for flow in summary.flows]


async def test_twelve_weeks_are_told_as_they_were_and_told_again_the_same(storage: Storage) -> None:
    asked = await weekly(storage, lives(3))
    last = await asked.release(WEEKS[-1].name)
    expected = twelve_weeks(3).releases
    assert last == expected[-1]
    for week, released in zip(WEEKS, expected, strict=True):
        assert await asked.release(week.name) == released


async def test_a_week_that_was_told_does_not_change_when_the_office_hours_do(storage: Storage) -> None:
    asked = await weekly(storage, lives(4))
    before = await asked.release(WEEKS[5].name)
    other_hours = tuple(
        one.model_copy(update={"hours": {"mon": "09:00-10:00"}}) for one in COMPANY.departments
    )
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(
            asked.workspace, COMPANY.model_copy(update={"departments": other_hours})
        )
    assert await asked.release(WEEKS[5].name) == before
    assert await asked.release(WEEKS[6].name) != twelve_weeks(4).releases[6]


async def test_a_week_is_counted_anew_when_its_log_has_changed(storage: Storage) -> None:
    logs = lives(5)
    asked = await weekly(storage, logs[: len(logs) // 2])
    early = await asked.release(WEEKS[-1].name)
    async with storage.unit_of_work.write() as work:
        await store(work, asked.workspace, logs[len(logs) // 2 :])
        await work.summaries.forget(asked.workspace, logs[len(logs) // 2].rows[0].at)
    assert await asked.release(WEEKS[-1].name) == twelve_weeks(5).releases[-1] != early


async def test_a_week_that_is_not_over_is_told_as_of_now_and_not_kept(storage: Storage) -> None:
    asked = await weekly(storage, lives(3))
    now = WEEKS[3].since + timedelta(days=2)
    running = Weekly(storage.unit_of_work, asked.workspace, now, holidays)
    early = (await running.release(WEEKS[3].name)).whole
    assert await running.last_week() == WEEKS[2].name
    whole = (await asked.release(WEEKS[3].name)).whole
    assert early.totals
    assert whole.totals
    assert early.totals.opened < whole.totals.opened


async def test_an_empty_week(storage: Storage) -> None:
    found = (await (await weekly(storage, [])).release("2026-W43")).whole
    assert found.totals
    assert (found.totals.opened, found.flows, found.hhi, found.talking_points) == (0, (), None, ())
    assert [spot.kind.value for spot in found.blind_spots] == ["no_handoffs"] * len(COMPANY.departments)


async def test_a_company_of_one_department(storage: Storage) -> None:
    alone = COMPANY.model_copy(update={"departments": COMPANY.departments[:1]})
    logs = [
        replace(log, source="sales", rows=[replace(row, to="sales") for row in log.rows]) for log in lives(3)
    ]
    found = (await (await weekly(storage, logs, alone)).release("2026-W36")).whole
    assert [(flow.source, flow.target) for flow in found.flows] == [("sales", "sales")]
    assert found.reciprocity == ()
    assert found.hhi == 1


async def test_two_hundred_departments(storage: Storage) -> None:
    many = tuple(
        Department(key=f"d{number}", name=f"D {number}", channel=f"C0D{number}", office=Office.BACK)
        for number in range(200)
    )
    asked = await weekly(
        storage, lives(3), COMPANY.model_copy(update={"departments": (*COMPANY.departments, *many)})
    )
    found = (await asked.release("2026-W36")).whole
    assert len(found.departments) == 204
    assert len([spot for spot in found.blind_spots if spot.departments[0].startswith("d")]) == 200


@pytest.mark.parametrize("written", ["2026-W54", "2026-46", "W46", "2026-W00", "last", ""])
async def test_what_is_no_week_is_told(storage: Storage, written: str) -> None:
    with pytest.raises(NoWeekError):
        await (await weekly(storage, [])).release(written)
