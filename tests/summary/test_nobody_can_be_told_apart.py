"""Somebody collects everything that was ever shown of twelve weeks, and computes what was withheld."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.domain.summary.business_clock import micros
from bot.domain.summary.cases import read_case
from bot.domain.summary.counting import DEFAULT_TARGETS, Counting, Key
from bot.domain.summary.figures import Summary
from bot.domain.summary.release import Release, release
from bot.domain.summary.tally import Tally
from bot.domain.summary.weeks import Week, parse_week
from bot.domain.summary.withholding import withheld
from bot.domain.time.calendars import Calendars
from handlers.slack.render.content import Reader
from handlers.slack.render.summary.csv import summary_csv
from handlers.slack.render.summary.post import summary_post
from handlers.slack.render.summary.told import Told
from handlers.summary.as_json import as_json
from handlers.summary.as_text import as_text
from handlers.words import words_in
from tests.summary.logs import COMPANY, Log, Row, entries, head, holidays

FIRST = parse_week("2026-W35", ZoneInfo("Europe/Berlin"))
WEEKS = [*FIRST.up_to(FIRST.plus(11))]
KEYS = [department.key for department in COMPANY.departments]
FIGURES = ("opened", "closed", "open")

Unknown = tuple[int, Key, str]
"""A week, a flow, and which of its figures."""


def lives(seed: int) -> list[Log]:
    """Return handoffs between all departments, some busy with each other, some hardly.

    None is withdrawn or sent on, so what is open follows from what was opened and closed, and somebody who assumes
    that is right.
    """
    dice = random.Random(seed)  # noqa: S311  # the same company every time
    busy = {(source, target): dice.choice([0.2, 1, 4, 6, 9]) for source in KEYS for target in KEYS}
    people = {key: dice.randint(2, 5) for key in KEYS}
    logs: list[Log] = []
    for week in WEEKS:
        for (source, target), mean in busy.items():
            for _ in range(int(dice.expovariate(1 / mean)) if source != target else 0):
                at = week.since + timedelta(hours=dice.uniform(0, 167))
                who = [f"U0{key.upper()}{dice.randint(1, people[key])}" for key in (source, target)]
                logs.append(_life(len(logs) + 1, at, (source, target), who, dice))
    return logs


def _life(number: int, at: datetime, flow: Key, who: Sequence[str], dice: random.Random) -> Log:
    source, target = flow
    rows = [Row("opened", at, who[0], target), Row("offered", at, who[0], target)]
    for activity, actor in (("accepted", who[1]), ("finished", who[1]), ("confirmed", who[0])):
        at += timedelta(hours=dice.expovariate(1 / 30))
        if dice.random() < 0.97:
            rows.append(Row(activity, at, actor, target))
            continue
        break
    return Log(number, source, urgent=False, due=None, rows=rows, state=rows[-1].activity)


@dataclass
class Told12:
    """Twelve weeks as they were released, and the truth behind them."""

    releases: list[Release]
    tallies: list[dict[Key, Tally]]

    def summaries(self) -> Iterator[Summary]:
        """Yield every view of every week."""
        for released in self.releases:
            for scope in (None, *KEYS):
                yield released.view(scope)


def twelve_weeks(seed: int) -> Told12:
    logs, told = lives(seed), Told12([], [])
    for week in WEEKS:
        tallies = tallied(logs, week)
        empty = Summary(week.name, week.since, week.until, tuple(KEYS))
        last = told.releases[-1] if told.releases else None
        told.releases.append(release(empty, tallies, last, COMPANY))
        told.tallies.append(tallies)
    return told


def tallied(logs: Sequence[Log], week: Week) -> dict[Key, Tally]:
    calendars = Calendars(COMPANY, holidays)
    counting = Counting(week.since, week.until, calendars.department, DEFAULT_TARGETS)
    for log in logs:
        if log.rows[0].at < week.until:
            counting.count(read_case(head(log), entries(log), micros(week.until)))
    return dict(counting.tallies)


class Attacker:
    """Writes down an equation for everything that was shown, with an unknown for everything that was not."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.known: dict[Unknown, float] = {}
        self.unknown: dict[Unknown, int] = {}
        self.equations: list[tuple[dict[Unknown, int], float]] = []
        for number, released in enumerate(releases):
            self._read(number, released.whole)
            for scope in KEYS:
                self._read_view(number, released.view(scope))
        for number in range(1, len(releases)):
            for flow in ((source, target) for source in KEYS for target in KEYS):
                self._follow(number, flow)

    def matrix(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the equations as a matrix and its right side."""
        rows, right = [], []
        for terms, value in self.equations:
            row = np.zeros(len(self.unknown))
            for unknown in terms.keys() & self.unknown.keys():
                row[self.unknown[unknown]] = terms[unknown]
            rows.append(row)
            known = terms.keys() & self.known.keys()
            right.append(value - sum(terms[one] * self.known[one] for one in known))
        return np.array(rows), np.array(right)

    def _read(self, week: int, whole: Summary) -> None:
        hidden = {(pair.source, pair.target) for pair in whole.withheld}
        shown = {(flow.source, flow.target): flow for flow in whole.flows}
        for name in FIGURES:
            for flow in ((source, target) for source in KEYS for target in KEYS):
                if flow in hidden:
                    self.unknown.setdefault((week, flow, name), len(self.unknown))
                else:
                    self.known[week, flow, name] = getattr(shown[flow], name) if flow in shown else 0
            if whole.totals:
                everything = {(week, (source, target), name): 1 for source in KEYS for target in KEYS}
                self.equations.append((everything, getattr(whole.totals, name)))
            if whole.other:
                self.equations.append(
                    ({(week, flow, name): 1 for flow in hidden}, getattr(whole.other, name))
                )

    def _read_view(self, week: int, view: Summary) -> None:
        """A view's totals are of its flows that are shown: if they were of more, this would find it."""
        if view.totals is None:
            return
        own = {(flow.source, flow.target) for flow in view.flows}
        for name in FIGURES:
            self.equations.append(({(week, flow, name): 1 for flow in own}, getattr(view.totals, name)))

    def _follow(self, week: int, flow: Key) -> None:
        self.equations.append(
            (
                {
                    (week, flow, "open"): 1,
                    (week - 1, flow, "open"): -1,
                    (week, flow, "opened"): -1,
                    (week, flow, "closed"): 1,
                },
                0,
            )
        )


@pytest.mark.parametrize("seed", range(6))
def test_no_figure_of_a_flow_that_is_too_small_follows_from_all_that_was_shown(seed: int) -> None:
    told = twelve_weeks(seed)
    attacker = Attacker(told.releases)
    matrix, right = attacker.matrix()
    assert attacker.unknown
    truth = np.zeros(len(attacker.unknown))
    for (week, flow, name), index in attacker.unknown.items():
        truth[index] = getattr(told.tallies[week].get(flow, Tally()), name)
    assert np.allclose(matrix @ truth, right)  # the attacker's reasoning is right
    certain = np.diag(np.linalg.pinv(matrix) @ matrix)
    for (week, flow, name), index in attacker.unknown.items():
        tally = told.tallies[week].get(flow)
        if tally and not tally.enough:
            assert certain[index] < 1 - 1e-6, (week, flow, name)


@pytest.mark.parametrize("seed", range(2))
def test_nor_can_it_be_narrowed_down_to_one_number_by_knowing_that_none_is_below_zero(seed: int) -> None:
    told = twelve_weeks(seed)
    attacker = Attacker(told.releases)
    matrix, right = attacker.matrix()
    dice = random.Random(seed)  # noqa: S311  # the same company every time
    small = [
        index
        for (week, flow, name), index in attacker.unknown.items()
        if (tally := told.tallies[week].get(flow)) and not tally.enough and getattr(tally, name)
    ]
    for index in dice.sample(small, min(len(small), 25)):
        wanted = np.zeros(len(attacker.unknown))
        wanted[index] = 1
        solved = [linprog(sign * wanted, A_eq=matrix, b_eq=right).x for sign in (1, -1)]
        least, most = (float(found[index]) for found in solved if found is not None)
        assert most - least > 0.5, index


@pytest.mark.parametrize("seed", range(2))
def test_some_is_shown_and_some_is_not(seed: int) -> None:
    told = twelve_weeks(seed)
    assert sum(len(released.whole.flows) for released in told.releases) > 20
    assert sum(len(released.whole.withheld) for released in told.releases) > 20


def test_nobody_is_named_in_anything_that_is_shown() -> None:
    for summary in twelve_weeks(1).summaries():
        reader = Reader(words_in("de"), ZoneInfo("Europe/Berlin"), summary.until)
        told = Told(summary, COMPANY, reader)
        shown = [
            json.dumps(as_json(summary, "")),
            as_text(told),
            summary_csv(summary).decode(),
            json.dumps(summary_post(told).blocks),
        ]
        assert not any("U0" in text for text in shown)


def test_a_rate_of_fewer_than_five_is_not_shown_and_does_not_follow_from_the_rates_of_all() -> None:
    for released in twelve_weeks(2).releases:
        for flow in released.whole.flows:
            for counted in (flow.accept_target, flow.hours_to_accept, flow.hours_to_close, flow.ping_pong):
                assert counted.n == 0 or counted.n >= 5
        if released.whole.overall:
            shown = [*released.whole.flows, *([released.whole.other] if released.whole.other else [])]
            assert released.whole.overall.accept_target.n == sum(flow.accept_target.n for flow in shown)
            assert released.whole.overall.accept_target.k == sum(flow.accept_target.k for flow in shown)


def tally(handoffs: int, senders: int, receivers: int, same: int = 0) -> Tally:
    return Tally(
        handoffs=handoffs,
        senders={f"S{number}" for number in range(senders)},
        receivers={f"{'S' if number < same else 'R'}{number}" for number in range(receivers)},
    )


@pytest.mark.parametrize(
    ("flow", "enough"),
    [
        (tally(5, 2, 3), True),
        (tally(4, 2, 3), False),
        (tally(5, 2, 2), False),
        (tally(9, 1, 8), False),
        (tally(9, 8, 1), False),
        (tally(9, 3, 3, same=2), False),  # who is on both sides is one person
    ],
)
def test_five_handoffs_and_five_people_with_two_on_each_side(flow: Tally, *, enough: bool) -> None:
    assert flow.enough is enough


TALLIES = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")),
    st.builds(tally, st.integers(1, 12), st.integers(1, 4), st.integers(1, 4), st.integers(0, 2)),
    max_size=10,
)


@settings(deadline=None)
@given(
    tallies=TALLIES, small=st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=3)
)
def test_what_is_merged_is_enough_itself(tallies: dict[Key, Tally], small: set[Key]) -> None:
    hidden = withheld(tallies, small, small)
    if hidden is None:
        return
    assert small <= hidden
    assert all(tally.enough for key, tally in tallies.items() if key not in hidden)
    assert len(hidden & small) != 1 or len(small) == 1
    merged = [tally for key, tally in tallies.items() if key in hidden]
    if hidden:
        assert len(merged) > 1
        assert sum(tally.handoffs for tally in merged) >= 5


def test_if_all_together_are_too_few_there_is_not_even_a_total() -> None:
    empty = Summary("2026-W35", FIRST.since, FIRST.until, ("a", "b"))
    released = release(empty, {("a", "b"): tally(4, 2, 2)}, None, COMPANY)
    assert released.whole.totals is None
    assert released.whole.overall is None
    assert released.whole.flows == ()
    assert released.view("a").totals is None
    assert replace(released.whole, withheld=(), blind_spots=()) == empty
