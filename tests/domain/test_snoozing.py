"""Until when nobody hears of a matter: the beginning of their own day, when they are back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.nudging.snoozing import Snooze, snoozed_until
from bot.domain.time.calendar import Calendar
from handlers.holidays import holidays_of
from tests.company import MONDAY

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = ((time(9), time(17)),)
DORA_S = Calendar((NINE_TO_FIVE,) * 5 + ((), ()), BERLIN, holidays_of("DE-BW"))


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "snooze", "until"),
    [
        (MONDAY, Snooze.HOUR, MONDAY + timedelta(hours=1)),
        (MONDAY, Snooze.TOMORROW, berlin(2026, 11, 24, 9)),
        (MONDAY, Snooze.MONDAY, berlin(2026, 11, 30, 9)),
        (berlin(2026, 11, 29, 22), Snooze.MONDAY, berlin(2026, 11, 30, 9)),
        (berlin(2026, 11, 27, 16), Snooze.TOMORROW, berlin(2026, 11, 30, 9)),
        (berlin(2026, 11, 24, 0, 30), Snooze.TOMORROW, berlin(2026, 11, 25, 9)),
        # Heilige Drei Könige is a holiday in Baden-Württemberg, and so is Ostermontag.
        (berlin(2026, 1, 5, 12), Snooze.TOMORROW, berlin(2026, 1, 7, 9)),
        (berlin(2026, 4, 1, 12), Snooze.MONDAY, berlin(2026, 4, 7, 9)),
        # The clocks go forward on the night to Sunday.
        (berlin(2026, 3, 27, 12), Snooze.TOMORROW, berlin(2026, 3, 30, 9)),
    ],
)
def test_a_snooze_ends_when_they_are_there_again(now: datetime, snooze: Snooze, until: datetime) -> None:
    assert snoozed_until(snooze, DORA_S, now) == until


def test_a_day_means_its_beginning_or_that_of_the_next_working_day() -> None:
    assert snoozed_until(Snooze.DAY, DORA_S, MONDAY, date(2026, 12, 3)) == berlin(2026, 12, 3, 9)
    assert snoozed_until(Snooze.DAY, DORA_S, MONDAY, date(2026, 12, 5)) == berlin(2026, 12, 7, 9)


def test_no_more_means_no_more() -> None:
    assert snoozed_until(Snooze.EVER, DORA_S, MONDAY) is None


def test_whoever_is_never_there_is_told_on_the_day() -> None:
    never = Calendar(((),) * 7, BERLIN)
    assert snoozed_until(Snooze.TOMORROW, never, MONDAY) == berlin(2026, 11, 24, 0)
