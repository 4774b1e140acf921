"""The weekly summary as a manager reads it, in both languages."""

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.domain.company.needs import Need
from bot.domain.summary.figures import (
    Became,
    BlindSpot,
    BlindSpotKind,
    Fact,
    FollowUp,
    Pair,
    PointKind,
    Signal,
    SignalRule,
    Summary,
    TalkingPoint,
)
from handlers.slack.render.summary.csv import file_name, summary_csv
from handlers.slack.render.summary.explaining import explained, measured
from handlers.slack.render.summary.post import Picture, summary_post
from handlers.slack.render.summary.table import NAMES
from handlers.slack.render.summary.told import Told
from handlers.slack.render.summary.trend import month
from tests.company import COMPANY, EVERYBODY
from tests.company import LOGISTICS as DEPARTMENT
from tests.render.hostile import ATTACKS
from tests.render.limits import check_message, check_view
from tests.render.seen import home_seen, reader, seen
from tests.render.weeks import LOGISTICS, OVERALL, QUIET, STALLED, WEEK

DELIVERY_DATE = Need(key="delivery_date", label={"de": "Lieferdatum", "en": "delivery date"})
ASKS = COMPANY.model_copy(
    update={
        "departments": tuple(
            one.model_copy(update={"needs": (DELIVERY_DATE,)}) if one.key == DEPARTMENT.key else one
            for one in COMPANY.departments
        )
    }
)
FACTS: dict[PointKind, dict[str, Fact]] = {
    PointKind.STALLED: {"k": 5, "n": 9},
    PointKind.PING_PONG: {"k": 3, "n": 9},
    PointKind.NEED_ASKED: {"need": "delivery_date", "times": 5},
    PointKind.ONE_WAY: {"opened": 12},
    PointKind.SILENT: {"opened": 0, "opened_before": 7},
}
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def told(summary: Summary = WEEK, language: str = "de") -> Told:
    return Told(summary, ASKS, reader(language))


def post(summary: Summary = WEEK, language: str = "de", picture: Picture | None = None) -> str:
    content = summary_post(told(summary, language), picture)
    check_message(content)
    return seen(content)


def test_the_first_sentence_says_what_matters_in_german() -> None:
    assert post().splitlines()[:2] == [
        "# Übergaben in KW 46 (9.–15. Nov.)",
        "41 Übergaben, 35 abgeschlossen. Vertrieb → Logistik stockt: 5 von 9 wurden in der Zeit angenommen;"
        " am häufigsten fehlte: Lieferdatum.",
    ]


def test_and_in_english() -> None:
    assert post(language="en").splitlines()[1] == (
        "41 handoffs, 35 closed. Vertrieb → Logistik is stuck: 5 of 9 were accepted in time;"
        " what was missing most: delivery date."
    )


def test_there_are_ten_figures_each_with_the_place_where_it_stands_out() -> None:
    (table,) = [block for block in summary_post(told()).blocks if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]  # type: ignore[attr-defined]
    assert rows == [
        ["Kennzahl", "Alles zusammen", "Vor allem"],
        [
            "Neu, abgeschlossen, offen",
            "41 neu · 35 abgeschlossen · 12 offen",
            "Kundendienst → Buchhaltung: 14 neu",
        ],
        [
            "In der Zeit angenommen",
            "29 von 38 · 76\u00a0% (wohl 61\u00a0% bis 87\u00a0%)",
            "Vertrieb → Logistik: 5 von 9",
        ],
        [
            "Zeit bis zur Annahme",
            "die Hälfte in 1,5\u00a0h · 85 % in 6\u00a0h",
            "Vertrieb → Logistik: die Hälfte in 3,5\u00a0h",
        ],
        [
            "Zeit bis zum Abschluss",
            "die Hälfte in 9\u00a0h · 85 % in 30\u00a0h",
            "Vertrieb → Logistik: die Hälfte in 21\u00a0h",
        ],
        [
            "Überfällig, und die älteste",
            "2 überfällig · älteste offen seit 42\u00a0h",
            "Vertrieb → Logistik: älteste offen seit 42\u00a0h",
        ],
        ["Zeit um, noch nicht angenommen", "3", "Vertrieb → Logistik: 2"],
        ["Hin und her", "2 von 41", "Vertrieb → Logistik: 1 von 9"],
        ["Ohne Rückfrage begonnen", "30 von 38", "nachgefragt: Lieferdatum (Logistik, 4×)"],
        ["Gegenseitig, und wie verteilt", "Konzentration 0,23 von 1", "Logistik ⇄ Vertrieb: 0,8 von 1"],
        ["Hinweise auf Weitergereichtes", "12 gezeigt · 5 wurden Übergaben · 3 verworfen", "–"],
    ]


def test_a_thing_to_talk_about_has_a_kind_question_and_a_role_and_no_person() -> None:
    assert (
        "•  Vertrieb → Logistik stockt: 5 von 9 wurden in der Zeit angenommen. Wann hat Logistik sofort"
        " angenommen, und was war da anders? (für die Leitung Logistik)"
    ) in post()


@pytest.mark.parametrize("kind", list(PointKind))
@LANGUAGES
def test_there_are_words_for_each_thing_to_talk_about(kind: PointKind, language: str) -> None:
    point = TalkingPoint(kind, Pair("sales", "logistics"), "logistics", kind, FACTS[kind])
    text = post(replace(WEEK, talking_points=(point,)), language)
    assert "Vertrieb → Logistik" in text.splitlines()[1]
    assert "?" in text
    assert "{" not in text


def test_of_more_than_three_things_only_three_are_said() -> None:
    point = TalkingPoint(PointKind.SILENT, Pair("it", "sales"), "it", "silent")
    assert post(replace(WEEK, talking_points=(point,) * 5)).count("(für die Leitung IT)") == 3


@pytest.mark.parametrize(
    ("became", "said"),
    [
        (Became.SETTLED, "IT → Vertrieb: hat sich gelöst. Was hat geholfen?"),
        (Became.REMAINS, "IT → Vertrieb: ist noch so."),
        (Became.TOO_FEW, "IT → Vertrieb: zu wenige, um es zu sagen."),
    ],
)
def test_what_became_of_last_week_is_said(became: Became, said: str) -> None:
    point = TalkingPoint(PointKind.PING_PONG, Pair("it", "sales"), "it", "ping_pong")
    assert said in post(replace(WEEK, last_week=(FollowUp(point, became),)))


def test_thanks_are_counted_for_departments_and_name_nobody() -> None:
    assert "Danke über Front- und Backoffice hinweg\nVertrieb → Buchhaltung 3×" in post()
    assert "Danke" not in post(replace(WEEK, thanks=()))


@pytest.mark.parametrize(
    ("figure", "value", "centre", "said"),
    [
        (
            "accept_target.share",
            0.56,
            0.82,
            "Vertrieb → Logistik, In der Zeit angenommen: 56\u00a0%, sonst um 82\u00a0%",
        ),
        (
            "hours_to_accept.median",
            7.25,
            1.5,
            "Vertrieb → Logistik, Zeit bis zur Annahme: 7,2\u00a0h, sonst um 1,5\u00a0h",
        ),
        ("opened", 30.0, 9.5, "Vertrieb → Logistik, neue Übergaben: 30, sonst um 9,5"),
    ],
)
def test_only_what_is_no_chance_is_called_changed(
    figure: str, value: float, centre: float, said: str
) -> None:
    pair = Pair("sales", "logistics")
    signal = Signal(figure, pair, "2026-W46", SignalRule.OUTSIDE, value, centre, 0.0, 99.0)
    assert said in post(replace(WEEK, signals=(signal,)))
    assert "Verändert" not in post(replace(WEEK, signals=()))


def test_what_holds_for_weeks_is_called_changed_with_how_long() -> None:
    signal = Signal("closed", None, "2026-W46", SignalRule.RUN_OF_8, 30.0, 36.0, 20.0, 52.0)
    said = "abgeschlossene Übergaben: 30, sonst um 36; acht Wochen in Folge auf dieser Seite"
    assert said in post(replace(WEEK, signals=(signal,)))


def test_a_need_that_is_asked_for_every_week_is_called_by_its_name() -> None:
    spot = BlindSpot(
        BlindSpotKind.NEED_ASKED, ("logistics",), {"need": "delivery_date", "times": 4, "weeks": 4}
    )
    assert "Logistik: fragt Woche für Woche nach demselben: Lieferdatum" in post(
        replace(WEEK, blind_spots=(spot,))
    )


@pytest.mark.parametrize("kind", list(BlindSpotKind))
@LANGUAGES
def test_blind_spots_are_said(kind: BlindSpotKind, language: str) -> None:
    text = post(replace(WEEK, blind_spots=(BlindSpot(kind, ("sales", "it")),)), language)
    title = {"de": "Leicht übersehen", "en": "Easily overlooked"}[language]
    spot = text.split(title + "\n")[1].splitlines()[0]
    assert "IT" in spot


def test_a_channel_that_nothing_reaches_is_said_where_it_is_in_view() -> None:
    deaf = replace(told(), unheard=("C0LOG", "C0ELSE"))
    assert "nichts erreicht den Kanal von: Logistik" in seen(summary_post(deaf))
    assert "erreicht" in seen(summary_post(replace(deaf, summary=LOGISTICS)))
    assert "erreicht" not in seen(summary_post(replace(deaf, summary=replace(WEEK, scope="sales"))))


def test_what_is_withheld_is_said_without_its_figures() -> None:
    assert "2 Wege haben zu wenige Übergaben oder Beteiligte, um sie zu zeigen." in post()
    alone = replace(WEEK, withheld=(Pair("sales", "it"),))
    assert "1 Weg hat zu wenige Übergaben oder Beteiligte, um ihn zu zeigen." in post(alone)


def test_a_department_reads_its_own_view() -> None:
    text = post(LOGISTICS)
    assert text.startswith("# Logistik: Übergaben in KW 46 (9.–15. Nov.)\n15 Übergaben, 12 abgeschlossen.")
    assert "Kundendienst" not in text


def test_a_quiet_week_is_said_in_one_sentence() -> None:
    assert post(QUIET).splitlines()[:2] == [
        "# Übergaben in KW 47 (16.–22. Nov.)",
        "Keine neuen Übergaben, 0 abgeschlossen.",
    ]


def test_a_department_without_handoffs_reads_that_there_were_none() -> None:
    nothing = replace(LOGISTICS, totals=None, overall=None, flows=(), withheld=(), talking_points=())
    assert post(nothing).splitlines()[1] == "Keine Übergaben in dieser Woche."


def test_a_week_in_which_everything_is_withheld_shows_no_figure() -> None:
    hidden = replace(WEEK, totals=None, overall=None, flows=(), other=None, talking_points=(), reciprocity=())
    assert "zwischen je zwei Abteilungen zu wenige, um sie zu zeigen" in post(hidden)
    unsure = replace(WEEK, totals=None, overall=None)
    assert "In der Zeit angenommen | zu wenige, um sie zu zeigen | Vertrieb → Logistik" in post(unsure)


def test_without_a_picture_the_post_says_so() -> None:
    assert "Das Bild ließ sich diesmal nicht erstellen; die Zahlen sind vollständig." in post(
        picture=Picture(None)
    )
    assert "Bild" not in post()


def test_the_picture_is_in_the_same_message_and_its_words_tell_the_same() -> None:
    text = post(picture=Picture("F0WEEK"))
    assert (
        "(In der Zeit angenommen, von allen, deren Zeit um war, KW 46. Darüber reden: Vertrieb → Logistik,"
        " Vertrieb → Buchhaltung."
        " Kundendienst → Buchhaltung: 14 von 14; Vertrieb → Logistik: 5 von 9. Zu wenige, um sie zu zeigen:"
        " Vertrieb → IT, IT → Vertrieb.)"
    ) in text


def test_two_things_can_be_done_at_once_and_the_rest_is_behind_the_dots() -> None:
    assert post().splitlines()[-1] == (
        "▾ Zahl erklären [Meine Abteilung] ⋯ Als CSV herunterladen · Wie gemessen wird, und was nicht"
    )


@pytest.mark.parametrize("key", NAMES)
@LANGUAGES
def test_each_figure_is_explained_with_its_values(key: str, language: str) -> None:
    form = explained(told(language=language), key)
    check_view(form)
    text = home_seen(form)
    for part in {"de": ("Was sie sagt", "Wie sie berechnet wird", "In Zahlen")}.get(
        language, ("What it says",)
    ):
        assert part in text


def test_an_explanation_says_of_how_many_for_each_flow() -> None:
    text = home_seen(explained(told(), "accept_target"))
    assert "Alles zusammen: 29 von 38 · 76\u00a0% (wohl 61\u00a0% bis 87\u00a0%)" in text
    assert "•  Vertrieb → Logistik: 5 von 9" in text
    assert "•  alle anderen zusammen: 10 von 15" in text


@LANGUAGES
def test_how_it_is_measured_and_what_is_not_can_be_read(language: str) -> None:
    form = measured(reader(language).words)
    check_view(form)
    assert "XmR" in home_seen(form)


def test_the_file_has_the_figures_of_the_post_and_nothing_of_what_is_withheld() -> None:
    lines = list(csv.DictReader(io.StringIO(summary_csv(WEEK).decode())))
    flow = lines[0]
    assert (flow["from"], flow["to"], flow["accept_target_k"], flow["accept_target_n"]) == (
        "sales",
        "logistics",
        "5",
        "9",
    )
    assert (flow["hours_to_close_median"], flow["hours_to_close_p85"]) == ("21.25", "")
    hidden = lines[-1]
    assert {name for name, value in hidden.items() if value} == {"week", "from", "to", "shown"}
    assert [line["shown"] for line in lines] == ["yes"] * 4 + ["no"] * 2
    assert file_name(LOGISTICS) == "staffel-2026-W46-logistics.csv"


def test_twelve_weeks_are_small_charts_of_what_each_post_said() -> None:
    weeks = [replace(WEEK, week=f"2026-W{number}") for number in range(35, 47)]
    content = month(told(), weeks)
    check_message(content)
    text = seen(content)
    assert "~ Übergaben je Woche\nneu: KW 35=41" in text
    assert "~ In der Zeit angenommen\nAnteil: KW 35=76" in text


def test_a_week_with_too_little_to_show_is_no_point_in_the_charts() -> None:
    weeks = [replace(WEEK, week="2026-W44"), replace(QUIET, totals=None), WEEK]
    text = seen(month(told(), weeks))
    assert "neu: KW 44=41 KW 46=41\n" in text
    assert "1 Woche hat zu wenig, um es zu zeigen." in text
    assert "noch keine zwei Wochen" in seen(month(told(), weeks[:2]))


@pytest.mark.parametrize("name", ATTACKS[:10])
@LANGUAGES
def test_names_of_departments_are_text_whatever_stands_in_them(name: str, language: str) -> None:
    departments = tuple(one.model_copy(update={"name": name}) for one in COMPANY.departments)
    hostile = COMPANY.model_copy(update={"departments": departments})
    for summary in (WEEK, LOGISTICS):
        shown = Told(summary, hostile, reader(language))
        check_message(summary_post(shown, Picture("F0WEEK")))
        check_view(explained(shown, "moved"))


def test_two_hundred_departments_keep_the_limits() -> None:
    keys = [f"department-{number}" for number in range(200)]
    flows = tuple(replace(STALLED, source=a, target=b) for a, b in pairwise(keys))
    large = replace(
        WEEK,
        departments=tuple(keys),
        flows=flows,
        talking_points=(),
        withheld=tuple(Pair(a, "sales") for a in keys),
    )
    check_message(summary_post(told(large), Picture("F0WEEK")))
    check_view(explained(told(large), "accept_target"))


@LANGUAGES
def test_nobody_is_named(language: str) -> None:
    for summary in (WEEK, LOGISTICS, QUIET):
        written = json.dumps(summary_post(told(summary, language), Picture("F0WEEK")).blocks)
        assert not [person for person in EVERYBODY if person in written]


def test_the_same_figures_give_the_same_post() -> None:
    assert summary_post(told()) == summary_post(told(replace(WEEK, overall=replace(OVERALL))))
