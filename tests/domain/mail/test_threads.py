"""An answer finds its handoff, and ours find their thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail.headers import Headers
from bot.domain.mail.threads import answer_fields, bare_subject, chain, message_ids, thread

STORED = {"<1@x.example>": 128, "<2@x.example>": 128, "<9@x.example>": 7}


def test_the_nearest_mail_that_is_known_tells_the_handoff() -> None:
    mail = Headers(
        [
            ("References", "<9@x.example>\r\n <2@x.example>\t<5@y.example>"),
            ("In-Reply-To", "<unknown@y.example> (Anna's mail)"),
        ]
    )
    assert thread(mail, STORED.get) == 128
    assert [*message_ids(mail)][:2] == ["<unknown@y.example>", "<5@y.example>"]


def test_in_reply_to_counts_more_than_references() -> None:
    mail = Headers([("References", "<1@x.example>"), ("in-reply-to", "<9@x.example>")])
    assert thread(mail, STORED.get) == 7


@pytest.mark.parametrize("fields", [[], [("References", "nonsense")], [("In-Reply-To", "<0@x.example>")]])
def test_a_mail_that_answers_nothing_we_know_is_a_new_matter(fields: list[tuple[str, str]]) -> None:
    assert thread(Headers(fields), STORED.get) is None


def test_each_id_is_looked_up_once() -> None:
    asked: list[str] = []
    mail = Headers([("References", "<5@x> <5@x> <6@x>"), ("In-Reply-To", "<6@x>")])
    thread(mail, asked.append)
    assert asked == ["<6@x>", "<5@x>"]


@pytest.mark.parametrize(
    "subject",
    [
        "Gutschrift für Müller",
        "Re: Gutschrift für Müller",
        "AW: WG: Gutschrift für Müller",
        "Antw: Re[2]: Fwd: Gutschrift für Müller",
        "Antwort: FW: Gutschrift  für\r\n Müller ",
        "[EXT] Re: [Extern] Gutschrift für Müller",
        "re:aw:Gutschrift für Müller",
    ],
)
def test_the_subject_loses_what_mail_programs_put_in_front(subject: str) -> None:
    assert bare_subject(subject) == "Gutschrift für Müller"


@pytest.mark.parametrize("subject", ["Rechnung: 12", "Reklamation", "", "Regal", "Awning: broken", "Fwd"])
def test_a_subject_that_only_begins_alike_stays(subject: str) -> None:
    assert bare_subject(subject) == subject


def test_an_answer_stays_in_the_thread_and_asks_for_none() -> None:
    mail = Headers([("Message-ID", "<3@x.example>"), ("References", "<1@x.example>\r\n <2@x.example>")])
    assert answer_fields(chain(mail)) == {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "In-Reply-To": "<3@x.example>",
        "References": "<1@x.example> <2@x.example> <3@x.example>",
    }


def test_a_mail_without_references_lends_what_it_answers() -> None:
    mail = Headers([("Message-ID", "<3@x.example>"), ("In-Reply-To", "<2@x.example>")])
    assert answer_fields(chain(mail))["References"] == "<2@x.example> <3@x.example>"


def test_a_mail_without_an_id_is_answered_outside_of_a_thread() -> None:
    assert set(answer_fields(chain(Headers()))) == {"Auto-Submitted", "X-Auto-Response-Suppress"}


@given(st.integers(min_value=0, max_value=400))
def test_long_threads_keep_their_beginning_and_their_end(length: int) -> None:
    before = [f"<{number}@x.example>" for number in range(length)]
    mail = Headers([("Message-ID", "<now@x.example>"), ("References", " ".join(before))])
    kept = answer_fields(chain(mail))["References"].split()
    assert len(kept) <= 20
    assert kept[0] == (before or ["<now@x.example>"])[0]
    assert kept[-1] == "<now@x.example>"


@given(st.text())
def test_nobody_writes_fields_of_ours(value: str) -> None:
    fields = answer_fields(chain(Headers([("Message-ID", value), ("References", value)])))
    assert not any("\r" in one or "\n" in one for one in fields.values())


@pytest.mark.parametrize("piece", ["Re: ", "<", "<a", "<a>", "[ext]", " "])
def test_fields_of_100_kilobytes_get_their_answer(piece: str) -> None:
    value = piece * (100_000 // len(piece))
    bare_subject(value)
    thread(Headers([("References", value)]), STORED.get)
