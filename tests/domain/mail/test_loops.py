"""Machines get no answer from us, and people do."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail.headers import Headers
from bot.domain.mail.loops import MOST_ANSWERS, WITHIN, Automatic, automatic, may_answer
from bot.domain.mail.threads import answer_fields

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PERSON = ("From", "Anna Jensen <anna@hansen.example>")
ANNA = "anna@hansen.example"
OURS = ("handoff@staffel.example",)


def reason(*fields: tuple[str, str], return_path: str | None = ANNA) -> Automatic | None:
    return automatic(Headers([PERSON, *fields]), return_path=return_path, ours=OURS)


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [("Auto-Submitted", "no")],
        [("Auto-Submitted", "No (a person)")],
        [("Auto-Submitted", "no; by=hand")],
        [("Precedence", "first-class")],
        [("Subject", "Re: Automatische Buchung der Gutschrift")],
        [("Subject", "Unzustellbar: Sendung 4711, bitte neu adressieren")],
        [("Subject", "Undeliverable parcels this week")],
        [("Subject", "Abwesenheit Herr Meier, wer übernimmt?")],
        [("Subject", "Out of office plan for December")],
        [("Content-Type", "multipart/alternative; boundary=x")],
    ],
)
def test_a_person_may_be_answered(fields: list[tuple[str, str]]) -> None:
    assert reason(*fields) is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ([("Auto-Submitted", "auto-replied")], Automatic.AUTO_SUBMITTED),
        ([("AUTO-SUBMITTED", " Auto-Generated ; x=y")], Automatic.AUTO_SUBMITTED),
        ([("Auto-Submitted", "(vacation) auto-notified")], Automatic.AUTO_SUBMITTED),
        ([("Auto-Submitted", "no-such-keyword")], Automatic.AUTO_SUBMITTED),
        ([("List-Id", "<all.hansen.example>")], Automatic.LIST),
        ([("list-unsubscribe", "<mailto:x@example.com>")], Automatic.LIST),
        ([("Precedence", "bulk")], Automatic.BULK),
        ([("Precedence", "LIST")], Automatic.BULK),
        ([("Precedence", "junk")], Automatic.BULK),
        ([("Content-Type", "multipart/report; report-type=delivery-status")], Automatic.BOUNCE),
        ([("X-Autoreply", "yes")], Automatic.AWAY),
        ([("Subject", "Automatische Antwort: Gutschrift")], Automatic.AWAY),
        ([("Subject", "Out of Office: credit")], Automatic.AWAY),
        ([("Subject", "Abwesenheitsnotiz")], Automatic.AWAY),
        ([("Subject", "Undeliverable: credit"), ("In-Reply-To", "<1@x>")], Automatic.AWAY),
        ([("Subject", "Unzustellbar: Gutschrift"), ("References", "<1@x>")], Automatic.AWAY),
        ([("Subject", "Abwesend bis Montag"), ("References", "<1@x>")], Automatic.AWAY),
        ([("X-Auto-Response-Suppress", "All")], Automatic.SILENCE),
    ],
)
def test_a_machine_is_left_alone(fields: list[tuple[str, str]], why: Automatic) -> None:
    assert reason(*fields) is why


@pytest.mark.parametrize("return_path", ["", "<>", " <> "])
def test_a_bounce_has_no_return_path(return_path: str) -> None:
    assert reason(return_path=return_path) is Automatic.BOUNCE


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@mx.example",
        "postmaster@example.com",
        "no-reply@shop.example",
        "noreply@shop.example",
        "do_not_reply@x.example",
        "bounces+123@news.example",
    ],
)
def test_addresses_that_nobody_reads_are_left_alone(sender: str) -> None:
    assert automatic(Headers([("From", sender)]), return_path=ANNA) is Automatic.MACHINE
    assert reason(return_path=sender) is Automatic.MACHINE


def test_we_do_not_answer_ourselves() -> None:
    mail = Headers([("From", "Staffel <Handoff@Staffel.example>")])
    assert automatic(mail, return_path=ANNA, ours=OURS) is Automatic.OURS


def test_who_wants_silence_may_still_hand_over() -> None:
    assert [one for one in Automatic if one.creates] == [Automatic.SILENCE]


def test_a_mailbox_that_does_not_know_the_return_path_is_no_bounce() -> None:
    assert reason(return_path=None) is None


def test_two_of_us_stop_after_the_first_answer() -> None:
    answer = Headers([PERSON, *answer_fields("<1@x.example>").items()])
    assert automatic(answer, return_path=ANNA) is Automatic.AUTO_SUBMITTED


def test_a_loop_that_hides_ends_at_the_cap() -> None:
    answered: list[datetime] = []
    for turn in range(1000):
        now = NOW + timedelta(seconds=turn)
        if may_answer(answered, now):
            answered.append(now)
    assert len(answered) == MOST_ANSWERS
    assert may_answer(answered, NOW + WITHIN + timedelta(hours=1))


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60))), st.none() | st.text(max_size=30))
def test_any_header_gets_a_decision(fields: list[tuple[str, str]], return_path: str | None) -> None:
    assert automatic(Headers(fields), return_path=return_path) in {None, *Automatic}


@pytest.mark.parametrize("value", ["(" * 100_000, "no" + " " * 100_000 + "x", "()" * 50_000])
def test_a_header_of_100_kilobytes_gets_its_decision(value: str) -> None:
    assert reason(("Auto-Submitted", value), ("Subject", value)) in {None, Automatic.AUTO_SUBMITTED}
