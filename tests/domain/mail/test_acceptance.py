"""A clear acceptance in a mail is seen; whatever doubts, asks or reports is none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.mail.acceptance import acceptance

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ich übernehme, bis Freitag.", "Ich übernehme, bis Freitag."),
        ("Hallo Anna,\ndas übernehme ich gern.\nGruß", "das übernehme ich gern."),
        ("Wir kümmern uns darum!", "Wir kümmern uns darum!"),
        ("Danke. Ich mache das morgen.", "Ich mache das morgen."),
        ("Ich buche bis zum 27.11. um 12.30 Uhr. Ich übernehme das.", "Ich übernehme das."),
        ("I'll take it, by Friday.", "I'll take it, by Friday."),
        ("We’re on it.", "We’re on it."),
        ("Leave it with me", "Leave it with me"),
        ("I accept.", "I accept."),
    ],
)
def test_an_acceptance_is_seen_in_its_sentence(text: str, said: str) -> None:
    found = acceptance(text)
    assert found is not None
    assert found.next_step == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Danke!",
        "Kannst du das übernehmen?",
        "Übernehmen wir das?",
        "Ich übernehme das nicht.",
        "Ich übernehme das, wenn Anna den Betrag schickt.",
        "Ich kann das leider nicht übernehmen.",
        "Vielleicht mache ich das.",
        "Dora sagt, ich übernehme das.",
        "Die Logistik übernimmt das.",
        "I can't take it.",
        "I will take it if Anna sends the amount.",
        "Should I take it?",
        "We could handle it.",
        "They'll take it.",
        "Ich würde das übernehmen.",
    ],
)
def test_whatever_doubts_asks_or_reports_is_none(text: str) -> None:
    assert acceptance(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ich übernehme, bis Freitag.", (2026, 11, 27)),
        ("Ich übernehme, bis spätestens Montag.", (2026, 11, 30)),
        ("Ich übernehme bis Dienstag.", (2026, 11, 24)),
        ("Ich übernehme bis heute.", (2026, 11, 24)),
        ("Ich übernehme das bis morgen.", (2026, 11, 25)),
        ("Ich übernehme bis 3.12.", (2026, 12, 3)),
        ("Ich übernehme bis zum 5.1.", (2027, 1, 5)),
        ("Ich übernehme bis zum 31.1.", (2027, 1, 31)),
        ("Ich übernehme bis 31.12.2026.", (2026, 12, 31)),
        ("I'll take it by Wednesday.", (2026, 11, 25)),
        ("I'll take it by tomorrow.", (2026, 11, 25)),
    ],
)
def test_by_when_is_the_end_of_the_day_that_was_named(text: str, day: tuple[int, int, int]) -> None:
    found = acceptance(text)
    assert found is not None
    assert found.by_when(TUESDAY, BERLIN) == datetime(*day, 17, tzinfo=BERLIN)


@pytest.mark.parametrize("text", ["Ich übernehme.", "Ich übernehme bis 30.2.", "Ich übernehme bis 1.1.2026."])
def test_no_day_or_an_impossible_one_leaves_it_open(text: str) -> None:
    found = acceptance(text)
    assert found is not None
    assert found.by_when(TUESDAY, BERLIN) is None
