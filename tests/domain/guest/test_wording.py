"""What a language model may say of a week: its figures alone, each for what it is, in a tone that everybody may hear."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guest.claims import Claim, counted, part, within
from bot.domain.guest.numbers import numbers
from bot.domain.guest.summary_words import Phrasing, phrasing
from bot.domain.guest.topics import ASKED_BACK, CAME_BACK, CLOSED, IN_TIME, OPENED
from bot.domain.guest.worded import Worded, WordedPoint
from bot.domain.guest.wording import Sentence, accepted
from bot.domain.summary.figures import Fact, NeedAsked, Pair, PointKind, TalkingPoint, Totals
from handlers.words import words_in
from tests.render.weeks import WEEK

HOLDERS = frozenset({"flow", "from", "to"})
IN_TIME_5_OF_9 = part("accepted in time", IN_TIME, 5, 9)
SEEN = Sentence((IN_TIME_5_OF_9,), HOLDERS, frozenset({"flow"}), longest=180)
ON_TOP = replace(
    SEEN, claims=(counted("n", OPENED, 23), counted("c", CLOSED, 22), IN_TIME_5_OF_9), longest=240
)
QUESTION = Sentence((), HOLDERS, ends="?")
seen: Callable[[str], str | None] = partial(
    accepted, sentence=SEEN, language="de", names=("Vertrieb", "Anna", "IT")
)


@pytest.mark.parametrize(
    "text",
    [
        "{flow} kam ins Stocken: 5 von 9 Übergaben wurden in der Zeit angenommen.",
        "Bei {flow} wurden fünf von neun Übergaben in der Zeit angenommen.",
        "{flow} ist noch zäh: 56 % der Übergaben wurden in der Zeit angenommen.",
        "{flow} ist noch zäh: 56\u00a0Prozent der Übergaben wurden rechtzeitig angenommen.",
    ],
)
def test_a_figure_may_be_told_in_any_of_its_ways(text: str) -> None:
    assert seen(text) == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "{flow} stockt: 6 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt: 9 von 5 wurden in der Zeit angenommen.",
        "{flow} stockt: sechs von neun wurden in der Zeit angenommen.",
        "{flow} stockt: von 9 wurden 5 in der Zeit angenommen.",  # 5 and 9 are told together, or the other way round slips in
        "{flow} stockt: 55 % wurden in der Zeit angenommen.",
        "{flow} stockt: 55,6 % wurden in der Zeit angenommen.",
        "{flow} stockt: die Hälfte wurde in der Zeit angenommen, 5 von 9.",
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen, das sind 4 zu wenig.",
        "{flow} stockt: nur 5 von 9 wurden angenommen, in KW 46.",
        "{flow} stockt: 5 von 9 wurden nicht in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 wurden zu spät angenommen.",
        "{flow} stockt: 5 von 9 wurden angenommen.",
        "{flow} stockt: 5 von 9 wurden nach Ablauf der Frist angenommen.",
        "{flow} stockt: 5 von 9 wurden unpünktlich angenommen.",
        "{flow} stockt: 5 von 9 wurden in der Zeit abgewiesen, der Rest angenommen.",
        "{flow} stockt: 5 von 9 blieben liegen.",
        "{flow} stockt: 5 von 9 Übergaben.",
        "{flow} stockt: Die meisten wurden in der Zeit angenommen, 5 von 9.",
        "{flow} stockt.",
        "100 % angenommen bei {flow}, die 5 von 9 wurden in der Zeit angenommen.",
    ],
)
def test_a_figure_that_is_wrong_or_told_as_another_is_not_shown(text: str) -> None:
    assert seen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "*{flow}* stockt: 5 von 9 wurden in der Zeit angenommen.",
        "<!channel> {flow} stockt: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen, siehe https://example.com.",
        "{flow} stockt :fire: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt 🔥: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 wurden in der Zeit an\u200bgenommen.",
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen",
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen?",
        "Vertrieb, {flow}: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 wurden von Anna in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 Kollegen haben in der Zeit angenommen.",
        "{flow} ist schlecht: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} ist am langsamsten: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} und {need}: 5 von 9 wurden in der Zeit angenommen.",
        "{flow!r} stockt: 5 von 9 wurden in der Zeit angenommen.",
        "{from} an {to}: 5 von 9 wurden in der Zeit angenommen.",
        "{flow}, {flow}: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} is stuck, and 5 von 9 were angenommen in time.",
        "{flow}: 56 % ont été acceptées à temps.",
        "{flow} stockt: " + "es wird geredet, " * 12 + "5 von 9 wurden in der Zeit angenommen.",
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen. Warum? Darum.",
        "",
    ],
)
def test_markup_people_blame_other_names_and_other_languages_are_not_shown(text: str) -> None:
    assert seen(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("23 Übergaben, 22 abgeschlossen. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", True),
        (
            "Es gab 23 neue Übergaben und 22 abgeschlossene; bei {flow} wurden 5 von 9 in der Zeit angenommen.",
            True,
        ),
        ("22 Übergaben, 23 abgeschlossen. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", False),
        ("22 von 23 Übergaben abgeschlossen. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", False),
        ("23 angenommen, 22 abgeschlossen. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", False),
        ("Fast 23 Übergaben, 22 abgeschlossen. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", False),
        ("23 Übergaben. {flow} stockt: 5 von 9 wurden in der Zeit angenommen.", False),
    ],
)
def test_on_top_each_figure_stands_for_what_it_is(text: str, shown: bool) -> None:
    assert (accepted(text, ON_TOP, "de") is not None) is shown


def test_a_question_asks_and_counts_nothing() -> None:
    assert accepted("Was würde {to} bei der Annahme helfen?", QUESTION, "de")
    assert not accepted("Was würde {to} bei den 9 Übergaben helfen?", QUESTION, "de")
    assert not accepted("Was würde der Abteilung helfen?", QUESTION, "de")
    assert not accepted("Das würde {to} bei der Annahme helfen.", QUESTION, "de")


CLAIMS = st.one_of(
    st.builds(partial(counted, "n", OPENED), st.integers(0, 3000)),
    st.builds(lambda k, n: part("k", CAME_BACK, min(k, n), n), st.integers(0, 300), st.integers(1, 300)),
    st.builds(partial(within, "t", ASKED_BACK), st.floats(0, 5000)),
)
_PIECES = (
    "{flow} {from} der die Übergaben zurück nachfragen von of % Prozent h min KW mal fünf zwölf Hälfte Drittel keine alle 5 9 12 38"
    " 0,5 0,38 1.200 100 . , ; : – hundert fünfundzwanzig twenty zurückgekommen neu wurde und"
)
PIECES = st.sampled_from(_PIECES.split())


@given(st.lists(CLAIMS, max_size=3), st.lists(PIECES, max_size=14), st.sampled_from(["de", "en"]))
def test_no_text_with_a_number_that_is_not_allowed_is_shown(
    claims: list[Claim], pieces: list[str], language: str
) -> None:
    text = " ".join(["{flow} der die Übergaben wurden", *pieces]) + "."
    if accepted(text, Sentence(tuple(claims), HOLDERS), language):
        allowed = {value for claim in claims for value in claim.values}
        assert {one.value for one in numbers(text, language)} <= allowed


@given(st.integers(1, 400), st.integers(0, 400), st.sampled_from(["de", "en"]))
def test_a_share_and_a_time_are_told_as_the_table_tells_them(n: int, k: int, language: str) -> None:
    k, words = min(k, n), words_in(language)
    (share,), (time,) = (
        numbers(text.replace("\u00a0", " "), language)
        for text in (words.percent(k / n), words.hours(n / 7 + k))
    )
    assert share.value in part("k", IN_TIME, k, n).values
    assert time.value in within("t", IN_TIME, n / 7 + k).values


FACTS: dict[PointKind, dict[str, Fact]] = {
    PointKind.STALLED: {"k": 5, "n": 9, "never_accepted": 1},
    PointKind.PING_PONG: {"k": 3, "n": 9},
    PointKind.NEED_ASKED: {"need": "delivery_date", "times": 5},
    PointKind.ONE_WAY: {"opened": 12},
    PointKind.SILENT: {"opened": 0, "opened_before": 7},
}


def asked(*kinds: PointKind, language: str = "de", partner: str = "") -> Phrasing | None:
    points = tuple(
        TalkingPoint(kind, Pair(f"d{place}", "it"), "it", kind.value, FACTS[kind])
        for place, kind in enumerate(kinds)
    )
    week = replace(
        WEEK, totals=Totals(23, 22, 4), talking_points=points, most_asked_needs=(NeedAsked("it", "x", 4),)
    )
    return phrasing(week, language, lambda pair: partner not in {pair.source, pair.target})


def test_nothing_worth_talking_about_is_nothing_to_phrase() -> None:
    assert asked() is None


def test_the_material_has_the_figures_of_the_points_and_no_name() -> None:
    phrased = asked(PointKind.STALLED, PointKind.ONE_WAY)
    assert phrased
    material = phrased.inquiry().material
    assert '"accepted in time": "5 von 9"' in material
    assert '"over": "12"' in material
    for name in ("d0", "d1", '"it"', "delivery", "never", "Vertrieb"):
        assert name not in material


def test_each_sentence_stands_or_falls_by_itself() -> None:
    phrased = asked(PointKind.STALLED, PointKind.ONE_WAY)
    assert phrased
    good, bad = (
        "{flow} stockt: 5 von 9 wurden in der Zeit angenommen.",
        "{flow} läuft in eine Richtung: 13 hin.",
    )
    question = "Was würde {to} bei der Annahme helfen?"
    answer = Worded(
        sentence="Alles gut.", points=(WordedPoint(seen=good, question=question), WordedPoint(seen=bad))
    )
    kept = phrased.checked(answer, ())
    assert (kept.sentence, kept.points[0]) == ("", WordedPoint(seen=good, question=question))
    assert kept.points[1:] == (WordedPoint(), WordedPoint())


def test_a_point_that_may_not_leave_is_not_asked_for_and_the_others_keep_their_places() -> None:
    phrased = asked(PointKind.STALLED, PointKind.ONE_WAY, partner="d0")
    assert phrased
    assert "accepted" not in phrased.inquiry().material
    text = "{flow} läuft in eine Richtung: 12 hin, nichts zurück."
    kept = phrased.checked(Worded(sentence=text, points=(WordedPoint(seen=text),)), ())
    assert kept.sentence == ""
    assert [point.seen for point in kept.points] == ["", text, ""]
