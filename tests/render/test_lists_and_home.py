"""What people read in lists, in search and on App Home."""

from dataclasses import replace

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing, Page
from bot.domain.nudging.gathering import Snoozed
from bot.services.look_up import Desk
from bot.services.see_preferences import Preferred
from handlers.manifest import manifest
from handlers.slack.render.help import help_text
from handlers.slack.render.home import home
from handlers.slack.render.lists import found, listing
from handlers.slack.render.settings import settings
from handlers.slack.render.show import show
from tests.company import ACCOUNTING, ANNA, COMPANY, DORA, FRIDAY, KIM, MIRA
from tests.domain.story import Story, accepted, asked, done
from tests.render.limits import check_message, check_view
from tests.render.seen import home_seen, reader, seen


def some(count: int) -> tuple[Handoff, ...]:
    return tuple(replace(Story().handoff, number=number) for number in range(1, count + 1))


def test_a_list_says_what_waits_where_it_stands_and_what_its_reader_can_do() -> None:
    content = listing(Page((Story().handoff, done().handoff), 2), Listing.MINE, COMPANY, reader(user=DORA))
    assert seen(content) == (
        "Wartet auf dich\n"
        "H-128 · Gutschrift für Müller\n"
        "wartet auf Annahme · Vertrieb → Buchhaltung · bis Fr 27.11., 12:00 [Annehmen]\n"
        "H-128 · Gutschrift für Müller\n"
        "erledigt, wartet auf Bestätigung · Vertrieb → Buchhaltung · bis Fr 27.11., 12:00 [Details und Verlauf]\n"
        "[Von dir übergeben] [In deiner Abteilung noch nicht angenommen]"
    )


def test_a_title_leads_to_the_card_where_it_is_known() -> None:
    page, link = Page(some(2), 2), "https://hansen.slack.com/archives/C0ACC/p1"
    for content in (
        listing(page, Listing.MINE, COMPANY, reader(), {2: link}),
        found(page, "Müller", COMPANY, reader(), {2: link}),
    ):
        assert str(content.blocks).count(link) == 1
        check_message(content)
    view = home(Desk(page, Page(), Page(), COMPANY), ANNA, reader(), {2: link})
    assert str(view).count(link) == 1
    story = accepted()
    assert link in str(show(story.handoff, story.events, COMPANY, reader(), link=link).blocks)


def test_lists_and_home_mark_what_nobody_reacts_to() -> None:
    page = Page((replace(Story().handoff, rung=3, next_nudge_at=None),), 1)
    assert "wartet auf Annahme, ohne Reaktion ·" in seen(listing(page, Listing.FROM_ME, COMPANY, reader()))
    assert "ohne Reaktion" in home_seen(home(Desk(Page(), page, Page(), COMPANY), ANNA, reader()))


def test_lists_and_home_say_what_is_silenced_and_have_a_way_back() -> None:
    page = Page((accepted().handoff,), 1, snoozed={128: Snoozed(FRIDAY)})
    row = (
        "angenommen · Vertrieb → Buchhaltung · bis Fr 27.11., 12:00"
        " · du hörst am Fr 27.11., 12:00 wieder davon ⋯ Erledigt · Wieder erinnern"
    )
    assert row in seen(listing(page, Listing.MINE, COMPANY, reader(user=DORA)))
    assert row in home_seen(home(Desk(page, Page(), Page(), COMPANY), DORA, reader()))
    forever = Page((accepted().handoff,), 1, snoozed={128: Snoozed(None)})
    assert "you hear no more about it" in seen(listing(forever, Listing.MINE, COMPANY, reader("en", DORA)))


def test_an_empty_list_says_so_kindly() -> None:
    assert seen(listing(Page(), Listing.QUEUE, COMPANY, reader("en"))) == (
        "Your department has accepted everything.\n[Waiting for you] [Handed over by you]"
    )


def test_a_long_list_has_pages() -> None:
    content = listing(Page(some(10), 23, 10), Listing.MINE, COMPANY, reader())
    assert seen(content).startswith("Wartet auf dich · 11–20 von 23\n")
    assert "[Zurück] [Weiter]" in seen(content)
    assert "'mine:0'" in str(content.blocks)
    assert "'mine:20'" in str(content.blocks)


def test_the_last_page_goes_only_back() -> None:
    content = listing(Page(some(3), 23, 20), Listing.MINE, COMPANY, reader())
    assert "[Zurück]\n" in seen(content)
    assert "[Weiter]" not in seen(content)
    assert "'mine:10'" in str(content.blocks)


def test_a_search_says_what_it_looked_for() -> None:
    assert seen(found(Page((), 0), "<!here>", COMPANY, reader("en"))) == "Nothing found for “<!here>”."
    content = found(Page(some(10), 12), "Müller", COMPANY, reader())
    assert seen(content).startswith("Gefunden zu „Müller“ · 1–10 von 12\nH-1 · Gutschrift für Müller\n")
    assert "'10:Müller'" in str(content.blocks)
    check_message(content)


def test_a_home_with_nothing_on_it_is_friendly() -> None:
    view = home(Desk(Page(), Page(), Page(), COMPANY), ANNA, reader())
    assert home_seen(view) == (
        "Alles erledigt: Nichts wartet auf dich, und du wartest auf niemanden.\n[Neue Übergabe] [Erinnerungen einstellen] [Vertrieb einrichten]"
    )


def test_somebody_new_reads_whom_to_ask() -> None:
    view = home(Desk(Page(), Page(), Page(), COMPANY), MIRA, reader("en"))
    assert home_seen(view) == (
        "You do not belong to a department yet. Ask whoever looks after Staffel here to add you."
    )


def test_home_shows_three_lists_each_row_with_what_can_be_done() -> None:
    offered, question = Story().handoff, asked().handoff
    desk = Desk(
        waiting_for_me=Page((accepted().handoff,), 1),
        from_me=Page((question,), 1),
        queue=Page((offered,), 1),
        organisation=COMPANY,
    )
    assert home_seen(home(desk, DORA, reader("en"))) == (
        "[New handoff] [Nudge settings]\n"
        "[Everything] [For me] [My department] [I am waiting for]\n"
        "---\n"
        "# Waiting for you\n"
        "H-128 · Gutschrift für Müller\n"
        "accepted · Vertrieb → Buchhaltung · due Fri 27 Nov, 12:00 [Done]\n"
        "---\n"
        "# Not accepted yet in your department\n"
        "H-128 · Gutschrift für Müller\n"
        "waiting for acceptance · Vertrieb → Buchhaltung · due Fri 27 Nov, 12:00 · since Mon 23 Nov [Accept]\n"
        "---\n"
        "# You are waiting for\n"
        "H-128 · Gutschrift für Müller\n"
        "waiting for an answer · Vertrieb → Buchhaltung · due Fri 27 Nov, 12:00 [Answer]"
    )


def test_a_row_offers_only_what_this_person_may_do() -> None:
    desk = Desk(Page((Story().handoff,), 1), Page(), Page(), COMPANY)
    assert "[Details und Verlauf]" in home_seen(home(desk, ANNA, reader()))


def test_a_full_home_says_how_many_more_there_are() -> None:
    page = Page(some(60), 60)
    view = home(Desk(page, page, page, COMPANY), DORA, reader("en"))
    check_view(view)
    assert home_seen(view).count("and 46 more: /handoff list") == 3


def test_help_names_every_command() -> None:
    text = seen(help_text(COMPANY, reader()))
    for command in (
        "/handoff list",
        "/handoff show H-12",
        "/handoff find",
        "/handoff settings",
        "/silo",
    ):
        assert command in text
    assert "Bis dort jemand annimmt, bleibt sie bei dir." in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_help_calls_the_shortcut_what_slack_calls_it(language: str) -> None:
    (name,) = [one["name"] for one in manifest()["features"]["shortcuts"] if one["type"] == "message"]
    assert name in seen(help_text(COMPANY, reader(language)))


def test_help_names_a_department_of_the_company_that_is_not_the_readers_own() -> None:
    assert "/handoff #kundendienst …" in seen(help_text(COMPANY, reader(user=ANNA)))
    assert "/handoff #vertrieb …" in seen(help_text(COMPANY, reader(user=DORA)))
    assert "/handoff #abteilung …" in seen(help_text(Organisation(), reader(user=ANNA)))
    spaced = ACCOUNTING.model_copy(update={"name": "Buchhaltung & Co"})
    assert "/handoff #accounting …" in seen(help_text(Organisation(departments=(spaced,)), reader()))


def test_settings_say_what_holds_and_who_can_change_it() -> None:
    assert seen(settings(COMPANY, Preferred(), ANNA, reader())) == (
        "Was für dich gilt\n"
        "Sprache: Deutsch · Zeitzone: Europe/Berlin\n"
        "Beides kommt aus Slack: Einstellungen → Sprache & Region.\n"
        "Deine Abteilungen: Vertrieb (du leitest sie)\n"
        "Ändern kann das: @U0NINA\n"
        "Erinnerungen: zwischen 09:00 und 17:00 Uhr, gesammelt um 10:00, 15:00\n"
        "[Erinnerungen einstellen]"
    )
    assert "Your departments: Vertrieb, Logistik\nWho can change that: @U0NINA" in seen(
        settings(COMPANY, Preferred(), KIM, reader("en"))
    )


def test_settings_of_somebody_new_say_whom_to_ask() -> None:
    nobody = Organisation(departments=COMPANY.departments)
    expected = "You do not belong to a department yet.\nWhoever looks after Staffel here can change that.\n"
    assert expected in seen(settings(nobody, Preferred(), MIRA, reader("en")))
