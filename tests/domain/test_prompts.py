"""When somebody is asked whether a message of theirs is in anybody's hands: rarely, in their day, once."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.department import Kind
from bot.domain.company.membership import Membership
from bot.domain.company.people import Person
from bot.domain.nudging.batches import Quiet, Recipient, Told
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.prompts import (
    A_DAY,
    GOOD_FOR,
    Counts,
    Noticed,
    Outcome,
    Prompt,
    answered,
    beside_the_message,
    counted,
    may_be_asked,
    not_shown,
    shown,
    shown_when,
)
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from tests.company import ACCOUNTING, ANNA, COMPANY, DORA, MIRA, SALES, WORKSPACE
from tests.domain.calendars import BERLIN, at

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BATCHES = (time(10), time(15))
ANNAS = Recipient(ANNA, Calendar(OFFICE_HOURS, BERLIN), BATCHES, budget=3)
ABOUT = Noticed("C0ALLE", "17.4", None, ANNA, "de.sent", "accounting")
MONDAY = at("2026-11-23 09:30")
PLAIN = Person(ANNA, "Anna")


def noticed_at(when: datetime, number: int = 1) -> Prompt:
    return Prompt(number, WORKSPACE, ABOUT, when)


def test_during_the_day_it_comes_at_once() -> None:
    assert shown_when(noticed_at(MONDAY), ANNAS, [], MONDAY) == MONDAY
    assert beside_the_message(noticed_at(MONDAY), MONDAY + MINUTE)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-23 07:15", "2026-11-23 10:00"),
        ("2026-11-23 19:40", "2026-11-24 10:00"),
        ("2026-11-27 17:05", "2026-11-30 10:00"),
        ("2026-11-28 11:00", "2026-11-30 10:00"),
    ],
)
def test_in_the_evening_and_at_the_weekend_it_waits_for_the_next_batch(written: str, told: str) -> None:
    prompt = noticed_at(at(written))
    assert shown_when(prompt, ANNAS, [], at(written)) == at(told)
    assert shown_when(prompt, ANNAS, [], at(told)) == at(told)
    assert not beside_the_message(prompt, at(told))


def test_who_is_away_for_a_week_is_not_asked_afterwards() -> None:
    on_leave = replace(ANNAS, quiet=(Quiet(MONDAY, MONDAY + 7 * DAY),))
    assert shown_when(noticed_at(MONDAY), on_leave, [], MONDAY) is None
    assert shown_when(noticed_at(MONDAY), ANNAS, [], MONDAY + GOOD_FOR + MINUTE) is None


def test_two_a_day_are_enough() -> None:
    prompt, later = noticed_at(MONDAY, 3), MONDAY + 4 * HOUR
    assert shown_when(prompt, ANNAS, [MONDAY], later) == later
    assert shown_when(prompt, ANNAS, [MONDAY, MONDAY + HOUR], later) is None
    assert shown_when(noticed_at(MONDAY + DAY), ANNAS, [MONDAY, MONDAY + HOUR], MONDAY + DAY)


def test_nudges_and_prompts_share_the_budget_of_a_day() -> None:
    nudged = replace(ANNAS, told=Told(MONDAY.date(), 3))
    assert shown_when(noticed_at(MONDAY), nudged, [], MONDAY) is None
    assert shown_when(noticed_at(MONDAY + DAY), nudged, [], MONDAY + DAY) == MONDAY + DAY
    _, told = shown(noticed_at(MONDAY), Told(MONDAY.date(), 2, interrupted=True), ANNAS, MONDAY)
    assert told == Told(MONDAY.date(), 3, interrupted=True)


def test_what_slack_did_not_take_was_not_shown() -> None:
    waiting = noticed_at(MONDAY)
    done, told = shown(waiting, Told(), ANNAS, MONDAY)
    assert (done.shown_at, done.outcome) == (MONDAY, Outcome.UNANSWERED)
    assert not_shown(done, told) == (waiting, Told(MONDAY.date(), 0))


def test_who_is_never_there_or_no_more_is_never_asked() -> None:
    never = replace(ANNAS, calendar=Calendar(((),) * 7, BERLIN))
    assert shown_when(noticed_at(MONDAY), never, [], MONDAY) is None
    assert shown_when(noticed_at(MONDAY), None, [], MONDAY) is None


@given(
    st.lists(st.integers(0, 14 * 24 * 60), min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 14 * 24), st.integers(1, 120)), max_size=4),
    st.integers(0, 4),
    st.sets(st.sampled_from(BATCHES), min_size=1).map(lambda clocks: tuple(sorted(clocks))),
)
def test_whatever_people_write_and_whenever_they_are_away(
    minutes: list[int], absences: list[tuple[int, int]], budget: int, batches: tuple[time, ...]
) -> None:
    quiet = tuple(
        Quiet(MONDAY + start * HOUR, MONDAY + (start + length) * HOUR) for start, length in absences
    )
    anna = replace(ANNAS, batches=batches, budget=budget, quiet=quiet)
    due = [(MONDAY + minute * MINUTE, number, noticed_at(MONDAY + minute * MINUTE, number))
           for number, minute in enumerate(minutes)]  # fmt: skip
    told, before, ended = Told(), list[datetime](), Counter[int]()
    while due:
        now, number, prompt = min(due)[0], min(due)[1], min(due)[2]
        due.remove(min(due))
        when = shown_when(prompt, replace(anna, told=told), before, now)
        if when is None:
            ended[number] += 1
        elif when > now:
            due.append((when, number, prompt))
        else:
            assert anna.free(now) == now
            _, told = shown(prompt, told, anna, now)
            before.append(now)
            ended[number] += 1
            assert now - prompt.noticed_at <= GOOD_FOR
    assert ended == Counter(range(len(minutes)))
    days = Counter(anna.day(at) for at in before)
    assert all(n <= min(A_DAY, budget) for n in days.values())


def test_whoever_could_not_hand_it_over_is_not_asked() -> None:
    partner = SALES.model_copy(update={"kind": Kind.PARTNER})
    outside = COMPANY.model_copy(update={"departments": (partner, ACCOUNTING)})
    assert may_be_asked(ABOUT, PLAIN, Preferences(), COMPANY)
    assert may_be_asked(replace(ABOUT, department=None), PLAIN, Preferences(), COMPANY)
    assert not may_be_asked(ABOUT, PLAIN, Preferences(prompts=False), COMPANY)
    assert not may_be_asked(ABOUT, PLAIN, Preferences(), outside)
    assert not may_be_asked(ABOUT, replace(PLAIN, membership=Membership.GUEST), Preferences(), COMPANY)
    assert not may_be_asked(ABOUT, replace(PLAIN, deleted=True), Preferences(), COMPANY)
    assert not may_be_asked(ABOUT, None, Preferences(), COMPANY)
    assert not may_be_asked(replace(ABOUT, author=MIRA), Person(MIRA, "Mira"), Preferences(), COMPANY)
    to_her_own = replace(ABOUT, author=DORA)
    assert not may_be_asked(to_her_own, Person(DORA, "Dora"), Preferences(), COMPANY)


@pytest.mark.parametrize(
    ("told", "dismissed", "too_many"),
    [(19, 19, False), (20, 5, False), (20, 6, True), (24, 6, False), (40, 11, True)],
)
def test_a_cue_is_wrong_too_often_above_one_in_four_of_at_least_twenty(
    told: int, dismissed: int, too_many: bool
) -> None:
    assert Counts(told, dismissed=dismissed).too_many_dismissed is too_many


def test_what_was_turned_into_a_handoff_stays_so() -> None:
    prompt = replace(noticed_at(MONDAY), outcome=Outcome.UNANSWERED)
    assert answered(prompt, Outcome.DISMISSED).outcome is Outcome.DISMISSED
    turned = replace(prompt, outcome=Outcome.TURNED)
    assert answered(turned, Outcome.DISMISSED) == turned
    outcomes = [Outcome.TURNED, Outcome.UNANSWERED, Outcome.DISMISSED, Outcome.ACCEPTED]
    assert counted(outcomes) == Counts(4, turned=1, accepted=1, dismissed=1)
