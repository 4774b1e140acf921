"""Whatever happened, every figure is what the design says it is, computed by somebody else."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from bot.domain.company.organisation import Organisation
from bot.domain.summary.business_clock import micros
from bot.domain.summary.cases import read_case
from bot.domain.summary.counting import DEFAULT_TARGETS, Counting
from bot.domain.summary.figures import Flow
from bot.domain.summary.tally import figures
from bot.domain.summary.weeks import parse_week
from bot.domain.time.calendars import Calendars
from tests.summary.logs import COMPANY, Log, entries, head, histories, holidays
from tests.summary.reference import Expected, Reference, kaplan_meier, wilson

WEEK = parse_week("2026-W43", ZoneInfo("Europe/Berlin"))


def counted(logs: list[Log], company: Organisation = COMPANY) -> Counting:
    calendars = Calendars(company, holidays)
    counting = Counting(WEEK.since, WEEK.until, calendars.department, DEFAULT_TARGETS)
    for log in logs:
        if log.rows[0].at < WEEK.until:
            counting.count(read_case(head(log), entries(log), micros(WEEK.until)))
    return counting


def same(flow: Flow, expected: Expected) -> None:
    for name in ("opened", "closed", "open", "overdue", "never_accepted"):
        assert getattr(flow, name) == getattr(expected, name), name
    for count, (k, n) in (
        (flow.ping_pong, expected.ping_pong),
        (flow.complete_and_accurate, expected.complete_and_accurate),
    ):
        assert (count.k, count.n) == (k, n)
    assert flow.oldest_open_hours == pytest.approx(expected.oldest_open_hours)
    share, interval = flow.accept_target, wilson(*expected.accept_target)
    assert (share.k, share.n) == expected.accept_target
    assert (share.low, share.high) == (
        (None, None) if interval is None else pytest.approx(interval, abs=1e-12)
    )
    for times, clocks in (
        (flow.hours_to_accept, expected.hours_to_accept),
        (flow.hours_to_close, expected.hours_to_close),
    ):
        assert times.n == len(clocks)
        assert (times.median, times.p85) == pytest.approx(kaplan_meier(clocks))


@settings(max_examples=100, deadline=None)
@given(logs=histories(25))
def test_every_figure_of_every_flow(logs: list[Log]) -> None:
    reference = Reference(logs, COMPANY, WEEK.since, WEEK.until)
    tallies = counted(logs).tallies
    expected = reference.flows()
    assert set(tallies) == set(expected)
    for key, tally in tallies.items():
        same(figures(*key, [tally]), expected[key])
        assert (tally.senders, tally.receivers, tally.handoffs) == reference.people(*key)
    asked = {(target, need): 0 for _, target in tallies for need in ("amount", "date")}
    for (_, target), tally in tallies.items():
        for need, times in tally.needs.items():
            asked[target, need] += times
    assert {key: times for key, times in asked.items() if times} == dict(reference.needs())


def test_the_week_with_the_long_sunday() -> None:
    assert WEEK.until - WEEK.since == timedelta(days=7, hours=1)
