"""What people type behind /handoff find, in both languages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.matter.finding import Query, query_from
from bot.domain.matter.handoff import OPEN, State
from bot.errors import RefusedError
from tests.company import COMPANY, MONDAY

BERLIN = ZoneInfo("Europe/Berlin")


def asked(typed: str) -> Query:
    return query_from(typed, COMPANY, BERLIN, MONDAY)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("müller gutschrift", Query("müller gutschrift")),
        ("from:sales to:Buchhaltung refund", Query("refund", sender="sales", receiver="accounting")),
        ("von:vertrieb an:#accounting", Query(sender="sales", receiver="accounting")),
        ("Rabatt status:offen Müller", Query("Rabatt Müller", states=OPEN)),
        ("state:needs_info", Query(states=frozenset({State.NEEDS_INFO}))),
        ('kunde:"Müller GmbH" alt', Query("alt", customer="Müller GmbH")),
        ("since:2026-11-01", Query(since=datetime(2026, 10, 31, 23, 0, tzinfo=UTC))),
        ("seit:1.11.", Query(since=datetime(2026, 10, 31, 23, 0, tzinfo=UTC))),
        ("seit:24.12.", Query(since=datetime(2025, 12, 23, 23, 0, tzinfo=UTC))),
        ("https://example.com/4711 um 10:30 Uhr", Query("https://example.com/4711 um 10:30 Uhr")),
        ("Betreff: Müller", Query("Betreff: Müller")),
    ],
)
def test_words_and_filters_are_told_apart(typed: str, query: Query) -> None:
    assert asked(typed) == query


@pytest.mark.parametrize(
    ("typed", "why", "written"),
    [
        ("wer:anna", "unknown_filter", "wer:"),
        ("to:fax", "unknown_department", "fax"),
        ("status:kaputt", "unknown_state", "kaputt"),
        ("seit:gestern", "unknown_day", "gestern"),
        ("since:31.2.2026", "unknown_day", "31.2.2026"),
    ],
)
def test_what_means_nothing_is_said_so(typed: str, why: str, written: str) -> None:
    with pytest.raises(RefusedError, match=why) as refused:
        asked(typed)
    assert refused.value.facts["written"] == written
