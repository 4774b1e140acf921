"""What people read about a mail that nobody has answered."""

import pytest
from hypothesis import given

from bot.domain.mail.watching import CUE, PLACE, Watch
from bot.domain.prompting.noticing import CueOff
from bot.domain.prompting.prompts import Noticed, Prompt
from handlers.slack.render.content import Content
from handlers.slack.render.prompts.cues import cue_off
from handlers.slack.render.prompts.prompt import prompt_about_mail
from tests.company import ANNA, COMPANY, MONDAY, NINA
from tests.render.hostile import texts
from tests.render.limits import check_message
from tests.render.seen import reader, seen

PROMPT = Prompt(4, "T0HANSEN", Noticed(PLACE, "<1@x>", None, ANNA, CUE, "accounting"), MONDAY)


def asked(subject: str | None, language: str) -> Content:
    watch = None if subject is None else Watch(4, "<1@x>", ANNA, "accounting", subject)
    return prompt_about_mail(PROMPT, watch, COMPANY, reader(language, ANNA))


@pytest.mark.parametrize(
    ("language", "subject", "begins"),
    [
        (
            "de",
            "Gutschrift",
            "Auf deine Mail „Gutschrift“ (Buchhaltung in Kopie) hat noch niemand geantwortet.",
        ),
        ("en", "Refund", "Your mail “Refund”, Buchhaltung in copy, has no answer yet."),
        ("de", "", "Auf eine Mail von dir (Buchhaltung in Kopie) hat noch niemand geantwortet."),
        ("en", None, "A mail of yours, Buchhaltung in copy, has no answer yet."),
    ],
)
def test_it_names_the_mail_and_the_department(language: str, subject: str | None, begins: str) -> None:
    content = asked(subject, language)
    check_message(content)
    assert seen(content).startswith(begins)
    assert "make_handoff" in str(content.blocks)
    assert "mute_prompts" in str(content.blocks)


@given(texts)
def test_any_subject_stays_text(subject: str) -> None:
    check_message(asked(subject, "en"))


@pytest.mark.parametrize(("language", "example"), [("de", "eine Mail mit"), ("en", "a mail with")])
def test_an_admin_reads_which_prompts_have_switched_themselves_off(language: str, example: str) -> None:
    content = cue_off(CueOff(1, CUE, MONDAY, 20, 6), reader(language, NINA))
    check_message(content)
    assert example in seen(content)
