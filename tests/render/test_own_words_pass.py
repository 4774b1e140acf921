"""What we say ourselves would pass the check that a language model's words have to pass."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guest.summary_words import phrasing
from bot.domain.guest.wording import accepted
from bot.domain.summary.figures import Fact, NeedAsked, Pair, PointKind, TalkingPoint, Totals
from handlers.slack.render.summary.points import asked_of, seen
from handlers.slack.render.summary.sentence import first_sentence
from handlers.slack.render.summary.told import Told
from handlers.summary.as_text import unformatted
from tests.render.seen import reader
from tests.render.test_summary import ASKS
from tests.render.weeks import WEEK

PAIR = Pair("sales", "logistics")
NAMES = {"Vertrieb → Logistik": "{flow}", "Vertrieb": "{from}", "Logistik": "{to}"}
NEED_NAMES = {"Lieferdatum": "{need}", "delivery date": "{need}"}
COUNTS = st.integers(0, 5000)


@st.composite
def points(draw: st.DrawFn) -> TalkingPoint:
    kind = draw(st.sampled_from(PointKind))
    n = draw(st.integers(1, 5000))
    facts: dict[PointKind, dict[str, Fact]] = {
        PointKind.STALLED: {"k": draw(st.integers(0, n)), "n": n, "never_accepted": 0},
        PointKind.PING_PONG: {"k": draw(st.integers(0, n)), "n": n},
        PointKind.NEED_ASKED: {"need": "delivery_date", "times": n},
        PointKind.ONE_WAY: {"opened": n},
        PointKind.SILENT: {"opened": 0, "opened_before": n},
    }
    return TalkingPoint(kind, PAIR, "logistics", kind.value, facts[kind])


@given(points(), COUNTS, COUNTS, st.booleans(), st.sampled_from(["de", "en"]))
def test_every_sentence_of_ours_passes(
    point: TalkingPoint, opened: int, closed: int, missing: bool, language: str
) -> None:
    needs = (NeedAsked("logistics", "delivery_date", 4),) if missing else ()
    summary = replace(WEEK, totals=Totals(opened, closed, 3), talking_points=(point,), most_asked_needs=needs)
    told = Told(summary, ASKS, reader(language))
    asked = phrasing(summary, language, lambda _: True)
    assert asked
    assert asked.sentence
    (first,) = asked.points
    for ours, sentence in (
        (unformatted(first_sentence(told)), asked.sentence),
        (f"{unformatted(seen(told, point))}.", first.seen),
        (asked_of(told, point), first.question),
    ):
        assert accepted(placed(ours), replace(sentence, longest=400), language)


def placed(text: str) -> str:
    """Return a text with the placeholders for which names stand in it."""
    for name, holder in {**NAMES, **NEED_NAMES}.items():
        text = text.replace(name, holder)
    return text
