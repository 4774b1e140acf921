"""Nudges are few: gathered in a person's day, within a budget, never in a pause."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.nudging.batches import Pending, Plan, Quiet, Recipient, Told, plan
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.nudges import Nudge
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from bot.domain.time.days_off import CLOSED, given_days

BERLIN = ZoneInfo("Europe/Berlin")
DORA = Recipient("U0DORA", Calendar(OFFICE_HOURS, BERLIN), batches=(time(10), time(15)), budget=3)
MINUTE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in Berlin in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def pending(number: int = 1, due: datetime | None = None, *, urgent: bool = False, **more: object) -> Pending:
    since = at(20, 9)
    kind = LadderKind.NOT_ACCEPTED
    nudge = Nudge(number, kind, since, 0, DORA.id, due or at(23, 9, 30), urgent)
    return replace(Pending(number, nudge), **more)  # type: ignore[arg-type]


def numbers(told: Plan) -> list[int]:
    return [one.nudge.number for one in told.tell]


def test_what_comes_in_the_morning_waits_for_ten_oclock() -> None:
    waiting = [pending(1, at(23, 9, 5)), pending(2, at(23, 9, 40))]
    assert plan(DORA, waiting, at(23, 9, 50)).look_at == at(23, 10)
    told = plan(DORA, waiting, at(23, 10))
    assert numbers(told) == [1, 2]
    assert told.told == Told(date(2026, 11, 23), 1)


def test_what_comes_later_waits_for_the_afternoon_and_then_for_tomorrow() -> None:
    assert plan(DORA, [pending(due=at(23, 10, 1))], at(23, 10, 1)).look_at == at(23, 15)
    assert plan(DORA, [pending(due=at(23, 15, 1))], at(23, 15, 1)).look_at == at(24, 10)
    assert plan(DORA, [pending(due=at(27, 16))], at(27, 16)).look_at == at(30, 10)  # over the weekend


def told_at(recipient: Recipient, waiting: list[Pending], now: datetime) -> datetime:
    """Look whenever the plan says so, until something is told."""
    while not (found := plan(recipient, waiting, now)).tell:
        assert found.look_at is not None
        assert found.look_at > now
        now = found.look_at
    return now


def test_nothing_reaches_anybody_in_the_evening_in_do_not_disturb_or_on_leave() -> None:
    late = [pending(due=at(23, 9))]
    assert told_at(DORA, late, at(23, 22)) == at(24, 10)
    focused = replace(DORA, quiet=(Quiet(at(23, 9, 50), at(23, 10, 40)),))
    assert told_at(focused, late, at(23, 10, 5)) == at(23, 10, 40)
    on_leave = replace(DORA, quiet=(Quiet(at(1, 0), at(26, 0)),))
    assert told_at(on_leave, late, at(23, 10)) == at(26, 10)
    holiday = given_days({date(2026, 11, 23): CLOSED})
    at_home = replace(DORA, calendar=replace(DORA.calendar, days_off=holiday))
    assert told_at(at_home, late, at(23, 10)) == at(24, 10)


def test_a_weekend_without_a_tick_ends_in_one_batch() -> None:
    waiting = [pending(number, at(20, 11 + number)) for number in range(1, 6)]
    assert plan(DORA, waiting, at(23, 8)).look_at == at(23, 10)
    assert numbers(plan(DORA, waiting, at(23, 11, 20))) == [1, 2, 3, 4, 5]


def test_what_is_urgent_interrupts_once_a_day() -> None:
    first = plan(DORA, [pending(due=at(23, 11), urgent=True)], at(23, 11))
    assert numbers(first) == [1]
    again = replace(DORA, told=first.told)
    assert plan(again, [pending(2, at(23, 12), urgent=True)], at(23, 12)).look_at == at(23, 15)
    assert numbers(plan(again, [pending(3, at(24, 11), urgent=True)], at(24, 11))) == [3]


def test_an_interruption_brings_along_what_would_come_later() -> None:
    waiting = [pending(1, at(23, 10, 30)), pending(2, at(23, 11), urgent=True)]
    assert numbers(plan(DORA, waiting, at(23, 11))) == [1, 2]


def test_beyond_the_budget_everything_waits_for_the_next_day() -> None:
    spent = replace(DORA, told=Told(date(2026, 11, 23), 3))
    held_back = plan(spent, [pending(due=at(23, 14))], at(23, 15))
    assert (numbers(held_back), held_back.look_at) == ([], at(24, 10))
    assert numbers(plan(spent, [pending(due=at(23, 14))], at(24, 10))) == [1]


def test_beyond_the_budget_what_is_urgent_interrupts_once_all_the_same() -> None:
    spent = replace(DORA, told=Told(date(2026, 11, 23), 3))
    first = plan(spent, [pending(due=at(23, 16), urgent=True), pending(2, at(23, 14))], at(23, 16))
    assert numbers(first) == [1, 2]
    again = plan(replace(DORA, told=first.told), [pending(3, at(23, 16, 30), urgent=True)], at(23, 16, 30))
    assert (numbers(again), again.look_at) == ([], at(24, 10))


def test_what_is_urgent_and_snoozed_comes_when_that_is_over_though_the_budget_is_used_up() -> None:
    spent = replace(DORA, told=Told(date(2026, 11, 23), 3))
    waiting = [pending(1, at(23, 9), urgent=True, snoozed_until=at(23, 16)), pending(2, at(23, 14))]
    assert plan(spent, waiting, at(23, 15)).look_at == at(23, 16)


def test_a_budget_of_none_is_silence_for_what_is_urgent_too() -> None:
    nothing = replace(DORA, budget=0)
    assert plan(nothing, [pending(due=at(23, 11), urgent=True)], at(23, 11)).tell == ()


def test_a_clock_that_was_set_back_gives_no_new_budget() -> None:
    spent = replace(DORA, told=Told(date(2026, 11, 24), 3))
    assert plan(spent, [pending(due=at(23, 9))], at(23, 10)).look_at == at(25, 10)


def test_a_snooze_wins_and_comes_to_the_minute() -> None:
    snoozed = pending(1, at(23, 9), snoozed_until=at(23, 11, 20))
    other = pending(2, at(23, 9))
    told = plan(DORA, [snoozed, other], at(23, 10))
    assert (numbers(told), told.look_at) == ([2], at(23, 11, 20))
    assert numbers(plan(DORA, [snoozed], at(23, 11, 20))) == [1]
    until_night = pending(1, at(23, 9), snoozed_until=at(23, 21))
    assert plan(DORA, [until_night], at(23, 21)).look_at == at(24, 9)


def test_what_is_muted_or_of_a_silent_kind_is_dropped_for_good() -> None:
    muted = pending(1, muted=True)
    dropped = plan(DORA, [muted], at(23, 10))
    assert (dropped.drop, dropped.tell, dropped.look_at) == ((muted,), (), None)
    quiet = replace(DORA, silent=frozenset({LadderKind.NOT_ACCEPTED}))
    assert plan(quiet, [pending(2)], at(23, 10)).tell == ()


def test_who_works_at_other_hours_has_their_batch_when_they_come() -> None:
    early = tuple(((time(6), time(9)),) if slots else () for slots in OFFICE_HOURS)
    baker = replace(DORA, calendar=Calendar(early, BERLIN))
    assert plan(baker, [pending(due=at(23, 8))], at(23, 8)).look_at == at(24, 6)


def test_ten_oclock_stays_ten_oclock_when_the_clocks_change() -> None:
    friday = datetime(2026, 10, 23, 15, 30, tzinfo=BERLIN)
    told = plan(DORA, [pending(due=friday)], friday)
    assert told.look_at == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)  # Monday, 10:00 in winter time
