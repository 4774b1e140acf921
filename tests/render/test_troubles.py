"""What those read who can open a channel to Staffel again."""

import pytest

from bot.domain.delivery.troubles import ANSWERS, MAILBOX, STRANGE, Trouble
from handlers.slack.render.troubles import trouble_told
from tests.company import COMPANY, MONDAY, NINA
from tests.render.limits import check_message
from tests.render.seen import reader, seen


def told(error: str, waiting: int = 3, language: str = "en", channel: str = "C0LOG") -> str:
    content = trouble_told(Trouble(7, channel, error, MONDAY), waiting, COMPANY, reader(language, NINA))
    check_message(content)
    return seen(content)


def test_it_says_where_and_how_to_mend_it_and_what_waits() -> None:
    assert told("not_in_channel") == (
        "Logistik · Staffel is not in #C0LOG, so nothing reaches it. Type /invite @Staffel there.\n"
        "3 messages wait and go out by themselves then."
    )
    assert told("is_archived", 1, "de") == (
        "Logistik · #C0LOG ist archiviert, darum kommt dort nichts an. Hol den Kanal aus dem Archiv, oder gib der"
        " Abteilung einen anderen.\n1 Nachricht wartet und geht dann von selbst hinaus."
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
def test_every_cause_has_its_mend_in_both_languages(error: str, language: str) -> None:
    text = told(error, 0, language)
    assert "#C0LOG" in text
    assert "{" not in text


def test_a_cause_without_words_of_its_own_is_named() -> None:
    assert "(restricted_action)" in told("restricted_action")


def test_a_channel_of_no_department_is_named_alone() -> None:
    assert told("not_in_channel", 0, channel="C0GONE").startswith("Staffel is not in #C0GONE")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("error", ["login", "folder", "unreachable"])
def test_a_mailbox_that_cannot_be_read_is_told_with_where_to_look(error: str, language: str) -> None:
    text = told(error, 0, language, MAILBOX)
    assert "STAFFEL_IMAP_…" in text
    assert "#" not in text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("error", ["refused", "smtp_settings", "smtp_sender_refused", "smtp_unreachable"])
def test_answers_that_do_not_get_out_are_told_with_where_to_look(error: str, language: str) -> None:
    assert "staffel outbox list" in told(error, 0, language, ANSWERS)


def test_a_mail_that_cannot_be_taken_in_is_told_without_a_word_of_it() -> None:
    assert told("2026-11-24", channel=STRANGE).startswith("A mail in the mailbox could not be taken in.")
