"""What people read of prompts, and of where they are on."""

import pytest
from hypothesis import given

from bot.domain.detector.cues import CUES
from bot.domain.nudging.preferences import Preferences
from bot.domain.prompting.noticing import Consent, CueOff, NoticedChannel, Noticing
from bot.domain.prompting.prompts import Noticed, Outcome, Prompt
from handlers.slack.render.content import Content
from handlers.slack.render.prompts.cues import cue_off
from handlers.slack.render.prompts.opting_in import offer, on_here
from handlers.slack.render.prompts.prompt import (
    answered_prompt,
    muted,
    prompt_beside,
    prompt_later,
    turned_prompt,
    unmuted,
)
from handlers.slack.render.prompts.settings import prompt_settings
from tests.company import ACCOUNTING, ANNA, BEN, CEM, COMPANY, DORA, MONDAY, NINA
from tests.render.hostile import texts
from tests.render.limits import check_message
from tests.render.seen import reader, seen
from tests.storage.examples import a_handoff

BOTH = pytest.mark.parametrize("language", ["de", "en"])
ABOUT = Noticed("C0ALLE", "17.4", None, ANNA, "de.sent", "accounting")
PROMPT = Prompt(4, "T0HANSEN", ABOUT, MONDAY)
LINK = "https://hansen.slack.com/archives/C0ALLE/p174"
PLACE = NoticedChannel(7, "C0ACC", Consent.ASKED, BEN, MONDAY)


def read(content: Content) -> str:
    check_message(content)
    assert "{" not in content.text
    return seen(content)


def test_it_asks_about_the_matter_and_not_about_the_tool() -> None:
    assert read(prompt_beside(PROMPT, COMPANY, reader("en", ANNA))).startswith(
        "Sounds as if this went to Buchhaltung by mail or ticket. Has someone there taken it?"
    )
    assert "an eine andere Abteilung gegangen" in read(
        prompt_beside(
            Prompt(4, "T0HANSEN", Noticed("C0ALLE", "17.4", None, ANNA, "de.sent"), MONDAY),
            COMPANY,
            reader("de", ANNA),
        )
    )
    assert "your message" in read(prompt_later(PROMPT, COMPANY, reader("en", ANNA), LINK))


@BOTH
@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.DISMISSED, Outcome.TURNED])
def test_every_answer_is_a_short_word_and_has_a_way_back(outcome: Outcome, language: str) -> None:
    content = answered_prompt(Prompt(4, "T0HANSEN", ABOUT, MONDAY, MONDAY, outcome), reader(language, ANNA))
    assert len(read(content)) < 120
    assert ("undo_prompt" in str(content.blocks)) is (outcome is not Outcome.TURNED)


@BOTH
def test_what_follows_an_answer_can_be_sent(language: str) -> None:
    here = reader(language, ANNA)
    assert "H-1" in read(turned_prompt(a_handoff(), COMPANY, here))
    for content in (muted(here), unmuted(here)):
        read(content)


@BOTH
@pytest.mark.parametrize("consent", Consent)
@pytest.mark.parametrize("who", [CEM, NINA, BEN, DORA])
def test_only_who_may_decide_has_buttons(who: str, consent: Consent, language: str) -> None:
    content = offer(NoticedChannel(7, "C0ACC", consent, BEN, MONDAY), COMPANY, reader(language, who))
    assert "#C0ACC" in read(content) or consent is Consent.ASKED
    assert ("noticing_o" in str(content.blocks)) is (who in {CEM, NINA})


@BOTH
def test_nobody_to_ask_and_nobody_who_asked_are_told_as_such(language: str) -> None:
    nobody = COMPANY.model_copy(update={"workspace": COMPANY.workspace.model_copy(update={"admins": ()})})
    leaderless = nobody.model_copy(
        update={"departments": tuple(one.model_copy(update={"lead": None}) for one in nobody.departments)}
    )
    here = reader(language, BEN)
    assert "@" not in read(offer(NoticedChannel(7, "C0ACC", Consent.ASKED, None, MONDAY), leaderless, here))
    read(offer(None, COMPANY, here))


@BOTH
@pytest.mark.parametrize("consent", [Consent.ON, Consent.OFF])
def test_the_line_in_the_channel_tells_what_holds(consent: Consent, language: str) -> None:
    place = NoticedChannel(7, "C0ACC", consent, CEM, MONDAY, times=1)
    content = on_here(place, reader(language))
    assert "@U0CEM" in read(content)
    assert ("noticing_off" in str(content.blocks)) is (consent is Consent.ON)


@BOTH
@pytest.mark.parametrize("cue", [cue.id for cue in CUES])
def test_an_admin_sees_what_a_cue_sounds_like(cue: str, language: str) -> None:
    off = CueOff(3, cue, MONDAY, shown=20, dismissed=6)
    assert cue in read(cue_off(off, reader(language, NINA)))
    on = CueOff(3, cue, MONDAY, 20, 6, until=MONDAY, by=NINA)
    assert "cue_on" not in str(cue_off(on, reader(language, NINA)).blocks)


@BOTH
@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("prompts", [True, False])
@pytest.mark.parametrize("who", [NINA, CEM, DORA])
def test_settings_offer_what_the_reader_may_change(who: str, prompts: bool, on: bool, language: str) -> None:
    noticing = Noticing(on=on, channels=frozenset({"C0ACC"}))
    here = reader(language, who)
    blocks = prompt_settings(noticing, Preferences(prompts=prompts), "C0ACC", COMPANY, here)
    read(Content("x", blocks))
    assert ("noticing_off" in str(blocks)) is (on and who in {CEM, NINA})
    assert ("prompts_o" in str(blocks)) is (who == NINA)
    in_private = prompt_settings(noticing, Preferences(), "D0CEM", COMPANY, here)
    assert "noticing_" not in str(in_private)


@given(texts)
def test_whatever_a_department_is_called(name: str) -> None:
    odd = ACCOUNTING.model_construct(**{**dict(ACCOUNTING), "name": name})
    company = COMPANY.model_construct(**{**dict(COMPANY), "departments": (odd,)})
    for language in ("de", "en"):
        check_message(prompt_beside(PROMPT, company, reader(language, ANNA)))
