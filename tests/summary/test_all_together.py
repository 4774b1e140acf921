"""What is told of all flows together is what plain sums say; and two hundred departments are counted like four."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import given, settings

from bot.domain.company.department import Department, Office
from bot.domain.company.organisation import Organisation
from bot.domain.summary.figures import Summary
from bot.domain.summary.release import release, unredacted
from tests.summary.logs import COMPANY, SUNDAY, Log, Row, histories
from tests.summary.reference import Reference, kaplan_meier, wilson
from tests.summary.test_any_history import WEEK, counted, same

OFFICES = {department.key: department.office for department in COMPANY.departments}
MANY = COMPANY.model_copy(
    update={
        "departments": tuple(
            Department(
                key=f"d{number}",
                name=f"D {number}",
                channel=f"C0D{number}",
                office=Office.BACK,
                timezone=zone,
                hours={"mon-fri": "09:00-17:00"},
            )
            for number in range(200)
            for zone in [("Europe/Berlin", "Asia/Kolkata", "America/New_York")[number % 3]]
        )
    }
)


def told(logs: list[Log], company: Organisation = COMPANY) -> Summary:
    """Return everything that was counted of the week."""
    keys = tuple(department.key for department in company.departments)
    empty = Summary(WEEK.name, WEEK.since, WEEK.until, keys)
    tallies = counted(logs, company).tallies
    return unredacted(release(empty, tallies, None, company).whole, tallies, company)


@settings(max_examples=30, deadline=None)
@given(logs=histories(15))
def test_what_is_told_of_everything_together_is_the_sum(logs: list[Log]) -> None:
    flows = Reference(logs, COMPANY, WEEK.since, WEEK.until).flows()
    whole = told(logs)
    assert whole.totals
    assert whole.overall
    for name in ("opened", "closed", "open"):
        assert getattr(whole.totals, name) == sum(getattr(flow, name) for flow in flows.values())
    in_time, expired = (sum(flow.accept_target[place] for flow in flows.values()) for place in (0, 1))
    share = whole.overall.accept_target
    assert (share.k, share.n) == (in_time, expired)
    assert (share.low, share.high) == (pytest.approx(wilson(in_time, expired)) if expired else (None, None))
    clocks = [*chain.from_iterable(flow.hours_to_close for flow in flows.values())]
    times = whole.overall.hours_to_close
    assert (times.median, times.p85) == pytest.approx(kaplan_meier(clocks))


@settings(max_examples=30, deadline=None)
@given(logs=histories(15))
def test_who_hands_to_whom_how_evenly_and_what_was_asked_for(logs: list[Log]) -> None:
    reference = Reference(logs, COMPANY, WEEK.since, WEEK.until)
    opened = {key: flow.opened for key, flow in reference.flows().items()}
    whole = told(logs)
    for pair in whole.reciprocity:
        there, back = opened.get((pair.a, pair.b), 0), opened.get((pair.b, pair.a), 0)
        assert pair.value == pytest.approx(2 * min(there, back) / (there + back))
    between = {frozenset(key) for key, number in opened.items() if number and key[0] != key[1]}
    assert {frozenset((pair.a, pair.b)) for pair in whole.reciprocity} == between
    shares = [number / sum(opened.values()) for number in opened.values() if number]
    if len(shares) > 1:
        even = 1 / len(shares)
        assert whole.hhi == pytest.approx((sum(one**2 for one in shares) - even) / (1 - even))
    else:
        assert whole.hhi == (1.0 if shares else None)
    assert {(one.department, one.need): one.times for one in whole.most_asked_needs} == reference.needs()
    assert {(one.source, one.target): one.count for one in whole.thanks} == thanked(reference)


def thanked(reference: Reference) -> Counter[tuple[str, str]]:
    """Return who was thanked across front and back office: by the close that stands."""
    return Counter(
        (seen.log.source, seen.hops[-1].department)
        for seen in reference.current
        for row in seen.rows
        if seen.closed
        and next((one for one in reversed(seen.rows) if one.activity == "confirmed"), None) is row
        and row.detail == "thanks"
        and OFFICES[seen.log.source] is not OFFICES[seen.hops[-1].department]
    )


def test_two_hundred_departments_are_counted_like_four() -> None:
    dice = random.Random(200)  # noqa: S311  # the same company every time
    logs = [_life(number, dice) for number in range(1, 401)]
    reference = Reference(logs, MANY, WEEK.since, WEEK.until)
    found, expected = told(logs, MANY).flows, reference.flows()
    assert len(expected) > 300
    assert {(flow.source, flow.target) for flow in found} == set(expected)
    for flow in found:
        same(replace(flow, shown=True), expected[flow.source, flow.target])


def _life(number: int, dice: random.Random) -> Log:
    """Let a handoff be offered, perhaps sent on, accepted, finished and confirmed, at any time around the week."""
    source, target, other = (f"d{place}" for place in dice.sample(range(200), 3))
    at = SUNDAY + timedelta(hours=dice.uniform(-100, 160))
    rows = [Row("opened", at, f"U0{source}", target), Row("offered", at, f"U0{source}", target)]
    steps = [("rerouted", target), ("offered", other)] if dice.random() < 0.3 else []
    last = other if steps else target
    steps += [("accepted", last), ("finished", last), ("confirmed", last)][: dice.randrange(4)]
    for activity, to in steps:
        at += timedelta(hours=0 if activity == "offered" else dice.expovariate(1 / 12))
        rows.append(Row(activity, at, f"U0{to}", to))
    return Log(number, source, dice.random() < 0.2, None, rows, rows[-1].activity)
