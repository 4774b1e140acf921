"""The demo's history tells what it is meant to tell, whenever the demo begins."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from bot.domain.event_log.rebuilding import follow
from bot.domain.event_log.rows import BadRow, LogRow
from bot.services.import_events import import_events
from bot.services.summarise import Weekly
from handlers.demo.history import history
from handlers.demo.stories import FLOWS, WEEKS
from handlers.event_log import summary_template
from handlers.holidays import holidays_of
from handlers.org_file import parse_organisation
from storage.database import Storage
from storage.sorting import open_sorter

COMPANY = parse_organisation(files("handlers.demo").joinpath("org.yaml").read_text("utf-8"), "org.yaml")
TUESDAY = datetime(2026, 11, 24, 10, 12, tzinfo=UTC)
THIS_MONDAY = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
ROWS = history(COMPANY, TUESDAY)


def week_of(row: LogRow) -> int:
    """Return how many weeks before this one; 1 is the last complete one."""
    return -((row.at - THIS_MONDAY) // timedelta(weeks=1))


def cases(source: str, target: str) -> Iterator[list[LogRow]]:
    """Yield the cases that were first offered so."""
    found: dict[str, list[LogRow]] = defaultdict(list)
    for row in ROWS:
        found[row.case].append(row)
    for case in found.values():
        if (case[0].from_department, case[0].to_department) == (source, target):
            yield case


def opened(source: str, target: str) -> list[int]:
    """Return how many were opened in each complete week, the oldest first."""
    weeks = [week_of(case[0]) for case in cases(source, target)]
    return [weeks.count(week) for week in range(WEEKS, 0, -1)]


def asked(source: str, target: str, need: str) -> list[int]:
    """Return in how many of those that were opened in each complete week the need was asked for."""
    weeks = [week_of(case[0]) for case in cases(source, target) if any(row.detail == need for row in case)]
    return [weeks.count(week) for week in range(WEEKS, 0, -1)]


@pytest.mark.parametrize(
    "now",
    [
        TUESDAY,
        THIS_MONDAY,
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the hour that the clocks show twice
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
        datetime(2028, 2, 29, 22, 59, tzinfo=UTC),
    ],
)
def test_whenever_the_demo_begins_its_log_is_in_order_and_ends_there(now: datetime) -> None:
    rows = history(COMPANY, now)
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert timedelta(weeks=WEEKS) - timedelta(days=1) < now - rows[0].at < timedelta(weeks=WEEKS + 1)
    assert rows[-1].at <= now
    found: dict[str, list[LogRow | BadRow]] = defaultdict(list)
    for row in rows:
        found[row.case].append(row)
    assert [case for case in map(follow, found.values()) if isinstance(case, BadRow)] == []


def test_the_same_moment_has_the_same_past() -> None:
    assert history(COMPANY, TUESDAY) == ROWS


def test_the_buchhaltung_is_asked_less_since_the_form_asks_for_the_amount() -> None:
    told = asked("sales", "accounting", "amount")
    assert min(told[:7]) >= 5
    assert max(told[7:]) == 0


def test_the_logistik_misses_the_delivery_date_since_three_weeks() -> None:
    told = asked("sales", "logistics", "delivery_date")
    assert max(told[:10]) <= 1
    assert min(told[10:]) >= 5


def test_it_and_kundendienst_pass_the_same_matters_to_and_fro() -> None:
    bounced = [case for case in cases("sales", "it") if any(row.activity == "rerouted" for row in case)]
    for case in bounced:
        way = [row.to_department for row in case if row.activity == "offered"]
        assert way == ["it", "service", "it"][: len(way)]
    assert len(bounced) > len(list(cases("sales", "it"))) / 3


def test_one_flow_went_silent() -> None:
    told = opened("logistics", "accounting")
    assert min(told[:-3]) >= 5
    assert told[-3:] == [0] * 3


def test_the_flows_of_recht_are_too_small_to_show_and_the_others_are_not() -> None:
    for flow in FLOWS:
        people: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for case in cases(flow.source, flow.target):
            senders, receivers = people[week_of(case[0])]
            senders.add(case[0].actor)
            receivers |= {row.actor for row in case if row.activity == "accepted"}
        senders, receivers = people[1]
        shown = len(senders) >= 2 and len(receivers) >= 2 and len(senders | receivers) >= 5
        assert shown is ("legal" not in {flow.source, flow.target} and bool(flow.cases(WEEKS)))


def test_there_are_thanks_and_most_of_them_for_the_logistik() -> None:
    thanked: dict[tuple[str, str], int] = defaultdict(int)
    for row in ROWS:
        if row.thanks:
            thanked[row.from_department, row.to_department] += 1
    assert max(thanked, key=lambda pair: thanked[pair]) == ("service", "logistics")
    assert thanked["accounting", "sales"] > 10


def test_everybody_whom_the_practice_workspace_knows_has_a_past() -> None:
    known = {department.lead for department in COMPANY.departments}
    known |= {user for department in COMPANY.departments for user in department.members}
    assert known <= {row.actor for row in ROWS}


async def test_the_history_comes_in_like_any_other(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save("T0STAFFEL", COMPANY)
    with open_sorter() as sorter:
        imported = await import_events(
            storage.unit_of_work, "T0STAFFEL", lambda _: ROWS, sorter, summary=summary_template
        )
    assert (imported.events, imported.cases) == (len(ROWS), len({row.case for row in ROWS}))
    async with storage.unit_of_work.read() as work:
        first = await work.handoffs.get("T0STAFFEL", 1)
        thanks = [
            event.said
            for number in range(1, 40)
            for event in await work.handoffs.history("T0STAFFEL", number)
            if event.said
        ]
    assert first is not None
    assert (first.brief.summary, first.opened_at) == ("Importiert: ALT-1", ROWS[0].at)
    assert thanks[0] == {"thanks": "Danke!"}


@pytest.mark.parametrize(
    "now",
    [TUESDAY, datetime(2026, 10, 26, 8, tzinfo=UTC), datetime(2027, 1, 15, 12, tzinfo=UTC)],
)
async def test_the_first_summary_tells_the_stories(storage: Storage, now: datetime) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save("T0STAFFEL", COMPANY)
    with open_sorter() as sorter:
        rows = history(COMPANY, now)
        await import_events(
            storage.unit_of_work, "T0STAFFEL", lambda _: rows, sorter, summary=summary_template
        )
    weekly = Weekly(storage.unit_of_work, "T0STAFFEL", now, holidays_of)
    told = (await weekly.release(await weekly.last_week())).whole
    points = [(point.kind.value, point.pair.source, point.pair.target) for point in told.talking_points]
    assert points[0] == ("stalled", "sales", "logistics")
    assert ("went_silent", ("logistics", "accounting")) in [
        (spot.kind.value, spot.departments) for spot in told.blind_spots
    ]
    assert ("ping_pong", "sales", "it") in points
