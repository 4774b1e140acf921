"""What a message is taken for, and what can be done about a cue that people do not want."""

import pytest

from bot.domain.detector import Detection, Kind, classify
from tests.domain.detector.labelled import COMPANY

THROWN = "Mail an die Buchhaltung ist raus, damit ist das für mich erledigt."


def kind(text: str) -> Kind:
    return classify(text, COMPANY).kind


def test_a_thrown_matter_is_asked_about_with_its_department_and_cue() -> None:
    assert classify(THROWN, COMPANY) == Detection(Kind.FIRE_AND_FORGET, True, "accounting", "de.done-for-me")


def test_a_mail_to_a_department_alone_is_not_sure_enough_to_ask() -> None:
    found = classify("Ich habe die Rechnung der Buchhaltung gemailt.", COMPANY)
    assert (found.kind, found.prompt) == (Kind.FIRE_AND_FORGET, False)


def test_a_cue_that_is_switched_off_does_not_come_again() -> None:
    ticked = "Mail an die Buchhaltung ist raus, Haken dran."
    assert classify(ticked, COMPANY).prompt
    without = classify(ticked, COMPANY, without={"de.done-for-me"})
    assert (without.prompt, without.cue) == (False, "de.mail-is-out")


@pytest.mark.parametrize(
    "text",
    [
        "> Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.",
        "&gt; Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.",
        ">>> Mail an die Buchhaltung ist raus,\ndamit ist das für mich erledigt.",
        "```Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.```",
        "`Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.`",
        "„Mail an die Buchhaltung ist raus, damit ist das für mich erledigt.“",
        "Ok.\n\nAm Mo., 23. Nov. 2026 um 09:12 schrieb Anna <a@x.example>:\nMail an die IT ist raus, erledigt.",
        "Ok.\n\nOn Mon, Nov 23, 2026, Anna wrote:\nEmailed IT, done from my side.",
        "Ok.\n\nVon: Anna\nGesendet: Montag\nAn: Ben\nBetreff: IT\n\nMail an die IT ist raus, erledigt.",
        "Ok.\n\n-----Original Message-----\nEmailed IT, done from my side.",
        "Viele Grüße\nAnna\nMail an die IT ist raus, erledigt.",
        "https://mail.example/Mail-an-die-IT-ist-raus-damit-ist-das-fuer-mich-erledigt",
    ],
)
def test_what_others_wrote_before_is_not_read(text: str) -> None:
    assert kind(text) is Kind.HARMLESS


@pytest.mark.parametrize(
    "text",
    [
        f"> Wer macht das?\n{THROWN}",
        f"*{THROWN}*",
        f"_{THROWN}_ :white_check_mark:",
        f"{THROWN}\n\nViele Grüße\nAnna",
        f"{THROWN}\n\nVon meinem iPhone gesendet",
        THROWN.upper(),
        THROWN.lower(),
        THROWN.replace("ü", "ue"),
        "Mail an die Buchhaltung ist raus,\ndamit ist das für mich erledigt.",
        f"🙈🙈 {THROWN} 🙈",
        f"<@U0BEN> {THROWN}",
        f"<https://erp.example/4711|Rechnung 4711> {THROWN}",
    ],
)
def test_what_stands_around_does_not_hide_it(text: str) -> None:
    assert classify(text, COMPANY).prompt


@pytest.mark.parametrize(
    "doubt",
    [
        "Ist die Mail an die Buchhaltung raus und damit erledigt?",
        "Wenn die Mail an die Buchhaltung raus ist, ist das für mich erledigt.",
        "Anna sagt, die Mail an die Buchhaltung ist raus, damit ist das für sie erledigt.",
        "Die Mail an die Buchhaltung ist noch nicht raus, damit ist das nicht erledigt.",
        "If I had emailed accounting it would be with them.",
        "She emailed accounting, so it's with them.",
        "Please email accounting, then it's with them.",
        "I'll email accounting, then it's off my desk.",
    ],
)
def test_what_is_asked_supposed_reported_denied_or_wanted_is_no_fact(doubt: str) -> None:
    assert not classify(doubt, COMPANY).prompt
