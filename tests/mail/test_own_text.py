"""Of a mail only what its sender wrote comes in, whatever program it was written with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.mail.reply import own_text

WRITTEN = "Hallo Dora,\n\nbitte die Gutschrift für Müller buchen.\n- Kundennummer: 4711\n- Betrag: 1.200 €"

HISTORY = {
    "Gmail, German": "Am Mo., 23. Nov. 2026 um 09:12 Uhr schrieb Dora <dora@hansen.example>:\n\n> Was fehlt dir?\n> Dora",
    "Gmail, English": "On Mon, Nov 23, 2026 at 9:12 AM Dora <dora@hansen.example> wrote:\n\n> What is missing?\n>\n> Dora",
    "Gmail, over two lines": "On Mon, Nov 23, 2026 at 9:12 AM Dora from accounting\n<dora@hansen.example> wrote:\n> What is missing?",
    "Apple Mail, German": "Am 23.11.2026 um 09:12 schrieb Dora <dora@hansen.example>:\n\n> Was fehlt dir?",
    "Apple Mail, English": "On 23 Nov 2026, at 09:12, Dora <dora@hansen.example> wrote:\n\n> What is missing?",
    "Outlook, German": "Von: Dora <dora@hansen.example>\nGesendet: Montag, 23. November 2026 09:12\nAn: Anna\nBetreff: Gutschrift\n\nWas fehlt dir?",
    "Outlook, English": "From: Dora <dora@hansen.example>\nSent: Monday, 23 November 2026 09:12\nTo: Anna\nSubject: Credit\n\nWhat is missing?",
    "Outlook, with a rule": "________________________________\nVon: Dora <dora@hansen.example>\nGesendet: Montag, 23. November 2026\nAn: Anna\nBetreff: Gutschrift\n\nWas fehlt dir?",
    "Outlook, old": "-----Original Message-----\nFrom: Dora\nSent: Monday\nTo: Anna\nSubject: Credit\n\nWhat is missing?",
    "Outlook, bold": "*Von:* Dora <dora@hansen.example>\n*Gesendet:* Montag, 23. November 2026 09:12\n*An:* Anna\n*Betreff:* Gutschrift\n\nWas fehlt?",
    "Thunderbird, German": "Am 23.11.26 um 09:12 schrieb Dora:\n> Was fehlt dir?\n> > Nichts.\n",
    "none": "",
}
SIGNATURES = {
    "Mit freundlichen Grüßen": "Mit freundlichen Grüßen\n\nAnna Jensen\nHansen & Töchter\nTel. 040 123",
    "dashes": "-- \nAnna Jensen\nVertrieb",
    "LG": "LG\nAnna",
    "regards": "Best regards,\nAnna",
    "iPhone": "Von meinem iPhone gesendet",
    "Outlook app": "Gesendet mit der Outlook-App",
    "Android": "Diese Nachricht wurde von meinem Android-Gerät gesendet.",
    "Outlook for Android": "Outlook für Android beziehen",
    "Outlook for iOS": "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "GMX": "Gesendet mit der GMX Mail App",
    "Samsung": "Von meinem Samsung Galaxy Smartphone gesendet.",
    "iPhone, English": "Sent from my iPhone",
    "both": "Viele Grüße\nAnna\n\nVon meinem iPad gesendet",
    "none": "",
}


@pytest.mark.parametrize("history", HISTORY.values(), ids=HISTORY)
@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_history_and_signature_are_cut_and_nothing_else(history: str, signature: str) -> None:
    assert own_text(f"{WRITTEN}\n\n{signature}\n\n{history}") == WRITTEN
    assert own_text(f"{WRITTEN}\n\n{signature}\n\n{history}".replace("\n", "\r\n")) == WRITTEN


def test_who_answers_below_the_quote_or_between_is_heard() -> None:
    below = "Am 23.11.2026 um 09:12 schrieb Dora:\n> Welche Nummer?\n\n4711\n\n> Und der Betrag?\n1.200 €\n\nLG\nAnna"
    assert own_text(below) == "4711\n\n1.200 €"


def test_who_greets_and_answers_between_is_heard_in_whole() -> None:
    mail = "Hallo Dora,\n\nOn 23 Nov 2026, at 09:12, Dora wrote:\n> Which number?\n4711"
    assert own_text(mail) == "Hallo Dora,\n4711"


def test_what_is_only_passed_on_stays_whole() -> None:
    forwarded = "Von: Kunde <k@example.com>\nGesendet: Montag\nAn: Anna\nBetreff: Rabatt\n\nDer Rabatt fehlt."
    assert own_text(forwarded) == forwarded


@pytest.mark.parametrize(
    "text",
    [
        "Gesendet mit DHL, Sendungsnummer 4711",
        "Sent with DHL, number 4711",
        "Grüße aus Hamburg von der Messe, die Nummer ist 4711.",
        "Danke, Nummer ist 4711.\nThanks, the number is 4711.",
        "Am Montag schrieb mir der Kunde, dass etwas fehlt: die Gutschrift.",
        "Von: Hamburg\nNach: Bremen",
        "- eins\n- zwei",
        "LG Müller GmbH fragt nach dem Rabatt",
    ],
)
def test_what_only_looks_like_a_signature_or_a_history_stays(text: str) -> None:
    assert own_text(text) == text
    assert own_text(f"Hallo,\n{text}") == f"Hallo,\n{text}"


@pytest.mark.parametrize("text", ["LG\nAnna", "> nur Zitat", "Von meinem iPhone gesendet", "-- \nAnna"])
def test_a_mail_of_nothing_else_keeps_what_there_is(text: str) -> None:
    assert own_text(text) == "\n".join(line.strip() for line in text.splitlines())


def test_an_empty_mail_is_empty() -> None:
    assert own_text("") == own_text(" \n\r\n\t") == ""


PIECES = st.one_of(
    st.sampled_from([*HISTORY.values(), *SIGNATURES.values(), "> x", "\n\n"]), st.text(max_size=30)
)


@given(st.lists(PIECES, max_size=8).map("\n".join))
def test_whatever_comes_in_nothing_is_made_up(mail: str) -> None:
    own = own_text(mail)
    written = {line.strip() for line in mail.replace("\r", "\n").split("\n")}
    assert set(own.split("\n")) <= written | {""}
    assert bool(own) == bool(mail.strip())


@pytest.mark.parametrize(
    "piece", ["\n", "On a ", "Am a schrieb ", "From:\n", "> > \n\n", "a\n\n", "_", "\u200b\n", "-"]
)
def test_a_mail_of_a_megabyte_comes_to_an_end(piece: str) -> None:
    """The library alone would take minutes over 30 000 blank lines."""
    own_text(piece * (1_000_000 // len(piece)))
