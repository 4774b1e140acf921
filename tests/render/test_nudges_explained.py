"""Why do I get this? The rule in words, as it is set, and how to change it."""

from datetime import time

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from handlers.slack.render.nudges.why import AskedAbout, why_form
from tests.company import ANNA, COMPANY
from tests.domain.story import Story
from tests.render.limits import check_view
from tests.render.seen import home_seen, reader


def why(
    kind: LadderKind,
    rung: int,
    language: str = "de",
    *,
    organisation: Organisation = COMPANY,
    preferences: Preferences | None = None,
) -> str:
    nudge = AskedAbout(Story().handoff, kind, rung)
    view = why_form(nudge, organisation, preferences or Preferences(), reader(language, ANNA))
    check_view(view)
    return home_seen(view)


def test_the_rule_is_told_with_the_rung_that_reached_its_reader() -> None:
    preferences = Preferences(window=(time(8), time(12)), batches=(time(10),))
    assert why(LadderKind.NOT_ACCEPTED, 2, preferences=preferences) == (
        "H-128 · Gutschrift für Müller\n"
        "Solange niemand eine Übergabe angenommen hat, erinnert Staffel:\n"
        "nach 4 Arbeitsstunden: den Kanal der Abteilung Buchhaltung\n"
        "nach 1 Arbeitstag: die Leitung der Abteilung Buchhaltung\n"
        "→ nach 2 Arbeitstagen: wer sie übergeben hat\n"
        "Es zählt nur die Arbeitszeit der Abteilung Buchhaltung.\n"
        "Erinnerungen: zwischen 08:00 und 12:00 Uhr, gesammelt um 10:00\n"
        "Höchstens 3 Nachrichten am Tag.\n"
        "[Erinnerungen einstellen] [Nichts mehr davon]"
    )


def test_a_channel_learns_who_can_leave_it_in_peace_and_cannot_be_silenced_by_one() -> None:
    text = why(LadderKind.NOT_ACCEPTED_URGENT, 0, "en")
    assert "→ after 30 working minutes: the channel of Buchhaltung" in text
    assert "@U0CEM can leave this channel in peace for a while, in their nudge settings." in text
    assert text.endswith("\n[Nudge settings]")


def test_a_sender_s_ladder_counts_in_the_sender_s_hours() -> None:
    assert (
        "→ after 3 working days: whoever handed it over\nafter 5 working days: nobody; then it closes"
        in why(LadderKind.NOT_CONFIRMED, 1, "en")
    )
    assert "Only the working hours of Vertrieb count." in why(LadderKind.NOT_CONFIRMED, 1, "en")


def test_a_date_has_rungs_before_and_after_it() -> None:
    assert (
        "→ 1 Arbeitstag vorher: bei wem sie liegt\n"
        "an diesem Tag: bei wem sie liegt\n"
        "nach 1 Arbeitstag: bei wem sie liegt\n"
        "nach 2 Arbeitstagen: die Leitung der Abteilung Buchhaltung\n"
    ) in why(LadderKind.DUE, 0)


def test_the_rule_is_the_one_that_is_set() -> None:
    settings = COMPANY.workspace.nudges.model_copy(
        update={"ladders": {LadderKind.NOT_ACCEPTED: ("2h department", "1d lead")}, "budget": 1}
    )
    workspace = COMPANY.workspace.model_copy(update={"nudges": settings})
    text = why(
        LadderKind.NOT_ACCEPTED, 0, "en", organisation=COMPANY.model_copy(update={"workspace": workspace})
    )
    assert (
        "→ after 2 working hours: the channel of Buchhaltung\nafter 1 working day: the lead of Buchhaltung\n"
        in text
    )
    assert "At most 1 message a day." in text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", LadderKind)
def test_every_rule_can_be_told_even_if_its_ladder_was_shortened_since(
    kind: LadderKind, language: str
) -> None:
    assert "→" not in why(kind, 9, language)
