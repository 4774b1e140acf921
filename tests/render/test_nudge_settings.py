"""How people say when they want to be nudged, and what they read of it."""

from datetime import time, timedelta

from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.services.see_preferences import Preferred
from handlers.slack.render.forms.nudge_settings import nudge_settings_form
from handlers.slack.render.settings import settings
from tests.company import CEM, COMPANY, DORA, MONDAY
from tests.render.limits import check_view
from tests.render.seen import form, reader, seen

CHRISTMAS = MONDAY + timedelta(days=31)


def opened(preferred: Preferred, language: str = "de") -> str:
    view = nudge_settings_form(preferred, COMPANY, reader(language, DORA), metadata="{}")
    check_view(view)
    return form(view)


def test_the_form_shows_what_holds() -> None:
    assert opened(Preferred()) == (
        "Erinnerungen einstellen\n"
        "Woran möchtest du erinnert werden?: ☐ Noch nicht angenommen · Dringend und noch nicht angenommen"
        " · Eine Rückfrage wartet auf Antwort · Abgelehnt · Eine Pause ist vorbei · Bald fällig oder überfällig"
        " · Erledigt und noch nicht bestätigt\n"
        "Nicht vor*: 09:00\n"
        "Nicht nach*: 17:00\n"
        "Gesammelt um: ☐ 10:00 · 15:00\n"
        "Alles ruhen lassen bis:\n"
        "[Speichern]"
    )


def test_a_lead_finds_a_section_for_each_of_their_departments() -> None:
    text = opened(Preferred(channels={"accounting": Preferences(paused_until=CHRISTMAS)}), "en")
    assert (
        "---\n"
        "# Buchhaltung\n"
        "What is the channel nudged about?: ☐ Not accepted yet · Urgent, and not accepted yet\n"
        "Leave the channel in peace until: 2026-12-24\n"
    ) in text


def test_settings_say_in_a_line_each_what_is_different() -> None:
    own = Preferences(
        window=(time(8), time(12)),
        batches=(time(10),),
        silent=frozenset({LadderKind.DUE, LadderKind.DECLINED}),
        paused_until=CHRISTMAS,
    )
    channel = Preferences(paused_until=CHRISTMAS)
    text = seen(settings(COMPANY, Preferred(own, {"accounting": channel}), CEM, reader("en", CEM)))
    assert text.endswith(
        "Nudges: between 08:00 and 12:00, gathered at 10:00\n"
        "All of them are paused until Thu 24 Dec.\n"
        "Not about: Declined, Due soon, or overdue\n"
        "The channel of Buchhaltung is left in peace until Thu 24 Dec.\n"
        "[Nudge settings]"
    )


def test_a_pause_that_is_over_is_not_spoken_of() -> None:
    over = Preferred(Preferences(paused_until=MONDAY), {"accounting": Preferences(paused_until=MONDAY)})
    assert "Pause" not in seen(settings(COMPANY, over, CEM, reader("de", CEM)))
    assert "Alles ruhen lassen bis:\n" in opened(over)


def test_departments_that_share_a_channel_have_one_section() -> None:
    shared = tuple(
        one.model_copy(update={"channel": "C0ACC"}) if one.key == "logistics" else one
        for one in COMPANY.departments
    )
    company = COMPANY.model_copy(update={"departments": shared})
    preferred = Preferred(channels={"accounting": Preferences()})
    text = form(nudge_settings_form(preferred, company, reader("de", CEM), metadata="{}"))
    assert "# Buchhaltung, Logistik\n" in text
