"""Who is away, as their status in Slack says."""

from datetime import UTC, datetime

import pytest

from bot.domain.company.absence import NO_END, away_until

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("emoji", "text"),
    [
        (":palm_tree:", ""),
        (":face_with_thermometer:", "Gute Besserung"),
        ("", "Urlaub bis 30.11."),
        (":speech_balloon:", "Bin krank"),
        (":baby:", "Elternzeit"),
        ("", "Out of office"),
        ("", "on parental leave"),
    ],
)
def test_leave_and_illness(emoji: str, text: str) -> None:
    assert away_until(emoji, text, MONDAY) == MONDAY
    assert away_until(emoji, text, None) == NO_END


@pytest.mark.parametrize(
    ("emoji", "text"),
    [
        ("", ""),
        (":spiral_calendar_pad:", "In a meeting"),
        (":house_with_garden:", "Homeoffice"),
        (":bus:", "Commuting"),
        ("", "Zurück aus dem Urlaub"),
        ("", "back from vacation"),
        ("", "Urlaubsplanung 2027 bitte an mich"),
    ],
)
def test_everything_else_is_work(emoji: str, text: str) -> None:
    assert away_until(emoji, text, MONDAY) is None
