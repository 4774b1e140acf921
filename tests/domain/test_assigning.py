"""Who is asked to accept: by turns, by what lies with them, one fixed person; never who is away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.department import Department
from bot.domain.company.people import NO_TIME, Person
from bot.domain.company.presence import is_present, looked_at
from bot.domain.matter.assigning import Asked, Colleague, ask, could_be_asked
from bot.domain.nudging.batches import Quiet
from bot.domain.time.calendars import Calendars
from bot.domain.time.days_off import CLOSED, DaysOff, given_days
from tests.company import ACCOUNTING, ANNA, CEM, COMPANY, DORA, FRIDAY, MONDAY
from tests.domain.story import Story

HOUR = timedelta(hours=1)


def accounting(assignment: str, deputy: str | None = None) -> Department:
    return ACCOUNTING.model_copy(update={"assignment": assignment, "deputy": deputy})


def here(user: str, turn: int = 0, lies: int = 0) -> Colleague:
    return Colleague(user, present=True, turn=turn, open=lies)


def away(user: str, turn: int = 0) -> Colleague:
    return Colleague(user, present=False, turn=turn)


def test_by_turns_it_is_whose_turn_was_longest_ago_and_who_is_away_is_passed_over() -> None:
    rotation = accounting("rotation")
    assert ask(rotation, [here(CEM, turn=4), here(DORA, turn=3)]) == Asked(DORA)
    assert ask(rotation, [here(CEM, turn=4), away(DORA, turn=3)]) == Asked(CEM)
    assert ask(rotation, [away(CEM), away(DORA)]) == Asked()


def test_the_least_busy_is_asked_and_among_equals_it_goes_by_turns() -> None:
    least_busy = accounting("least-busy")
    assert ask(least_busy, [here(CEM, turn=1, lies=3), here(DORA, turn=2, lies=2)]) == Asked(DORA)
    assert ask(least_busy, [here(CEM, turn=1, lies=2), here(DORA, turn=2, lies=2)]) == Asked(CEM)


def test_the_deputy_stands_in_for_a_fixed_person_who_is_away() -> None:
    fixed = accounting(CEM, deputy=DORA)
    assert ask(fixed, [here(CEM), here(DORA)]) == Asked(CEM)
    assert ask(fixed, [away(CEM), here(DORA)]) == Asked(DORA, instead_of=CEM)
    assert ask(fixed, [away(CEM), away(DORA)]) == Asked(None, instead_of=CEM)


def test_nobody_is_asked_where_the_channel_decides_or_people_talk_first() -> None:
    offered = Story().handoff
    assert could_be_asked(accounting("channel"), offered) == []
    matters = replace(offered, brief=replace(offered.brief, moment_that_matters=True))
    assert could_be_asked(accounting("rotation"), matters) == []
    assert could_be_asked(accounting("rotation"), offered) == [CEM, DORA]


def test_nobody_is_asked_who_could_not_accept() -> None:
    offered = Story().handoff
    assert could_be_asked(accounting(ANNA, deputy=DORA), offered) == [DORA]  # Anna does not belong there
    assert could_be_asked(accounting("rotation"), replace(offered, requester=CEM)) == [DORA]


@pytest.mark.parametrize(
    "person",
    [
        Person(DORA, "Dora", away_until=FRIDAY),
        Person(DORA, "Dora", absent_until=FRIDAY),
        Person(DORA, "Dora", deleted=True),
        Person(DORA, "Dora", do_not_disturb=Quiet(MONDAY - HOUR, MONDAY + HOUR)),
    ],
)
def test_leave_a_status_do_not_disturb_and_a_closed_account_are_absences(person: Person) -> None:
    calendars = Calendars(COMPANY)
    assert not is_present(DORA, person, calendars, MONDAY)
    assert is_present(DORA, Person(DORA, "Dora", away_until=MONDAY), calendars, MONDAY)


def test_a_holiday_of_their_own_is_an_absence() -> None:
    closed: DaysOff = given_days({MONDAY.date(): CLOSED})
    assert not is_present(DORA, None, Calendars(COMPANY, lambda _: closed), MONDAY)
    assert is_present(DORA, None, Calendars(COMPANY), MONDAY)


def test_at_night_it_matters_who_will_be_there_in_the_morning() -> None:
    calendars = Calendars(COMPANY)
    night = datetime(2026, 11, 23, 22, tzinfo=UTC)
    morning = looked_at("accounting", calendars, night)
    assert morning == datetime(2026, 11, 24, 7, tzinfo=UTC)
    asleep = Person(DORA, "Dora", do_not_disturb=Quiet(night - HOUR, morning))
    assert is_present(DORA, asleep, calendars, morning)
    on_leave = Person(DORA, "Dora", absent_until=morning + HOUR)
    assert not is_present(DORA, on_leave, calendars, morning)
    assert night > NO_TIME


@given(st.lists(st.sets(st.sampled_from("ABCDE")), max_size=200))
def test_by_turns_two_who_are_always_there_are_never_more_than_one_apart(absences: list[set[str]]) -> None:
    rotation, turns = accounting("rotation"), dict.fromkeys("ABCDEXY", 0)
    asked = []
    for turn, absent in enumerate(absences, 1):
        colleagues = [Colleague(user, user not in absent, turns[user]) for user in turns]
        chosen = ask(rotation, colleagues).user
        assert chosen is not None
        assert chosen not in absent
        turns[chosen] = turn
        asked.append(chosen)
        assert abs(asked.count("X") - asked.count("Y")) <= 1
