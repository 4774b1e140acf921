"""What the picture shows: departments, shares, and what is withheld."""

from dataclasses import replace

from bot.domain.summary.figures import NO_SHARE, Pair, Share, Summary
from handlers.picture.heatmap import Cell, Heatmap
from handlers.slack.render.summary.heatmap import heatmap, in_words
from handlers.slack.render.summary.told import Told
from tests.company import COMPANY
from tests.render.seen import reader
from tests.render.weeks import LOGISTICS, STALLED, WEEK


def picture(summary: Summary) -> Heatmap:
    drawn = heatmap(Told(summary, COMPANY, reader()))
    assert drawn
    return drawn


def cell(drawn: Heatmap, row: str, column: str) -> Cell:
    return drawn.cells[drawn.rows.index(row)][drawn.columns.index(column)]


def test_it_shows_every_department_that_hands_over() -> None:
    drawn = picture(WEEK)
    assert drawn.rows == drawn.columns == ("Vertrieb", "Kundendienst", "Buchhaltung", "Logistik", "IT")
    assert drawn.title == "In der Zeit angenommen, KW 46"


def test_a_cell_has_the_share_and_of_how_many_and_a_frame_if_it_is_talked_about() -> None:
    drawn = picture(WEEK)
    stalled = cell(drawn, "Vertrieb", "Logistik")
    assert (stalled.text, stalled.note, stalled.marked) == ("56\u00a0%", "5/9", True)
    smooth = cell(drawn, "Kundendienst", "Buchhaltung")
    assert (smooth.share, smooth.note, smooth.marked) == (1.0, "14/14", False)


def test_what_is_withheld_has_no_number_and_nothing_is_something_else() -> None:
    drawn = picture(WEEK)
    assert cell(drawn, "Vertrieb", "IT") == Cell(kind="withheld", text="–")
    assert cell(drawn, "Logistik", "Vertrieb") == Cell(kind="withheld", text="–")  # nobody's time was up
    assert cell(drawn, "IT", "Logistik").kind == "none"
    assert cell(drawn, "IT", "IT").kind == "self"


def test_a_department_sees_what_comes_and_what_goes() -> None:
    drawn = picture(LOGISTICS)
    assert drawn.columns == ("→ Logistik", "Logistik →")
    assert cell(drawn, "Vertrieb", "→ Logistik").note == "5/9"


def test_beyond_twelve_the_smaller_ones_are_shown_together() -> None:
    keys = [f"d{number:02}" for number in range(30)]
    flows = [replace(STALLED, source=key, target="d00", opened=40 - at) for at, key in enumerate(keys) if at]
    drawn = picture(
        replace(WEEK, departments=tuple(keys), flows=tuple(flows), withheld=(), talking_points=())
    )
    assert len(drawn.rows) == 12
    assert drawn.rows[-1] == "andere"
    together = cell(drawn, "andere", "d00")
    assert together.share == 5 / 9
    assert (together.text, together.note) == ("56", "")  # small cells have room for one number
    assert "d01 → d00: 5 von 9" in in_words(Told(replace(WEEK, flows=tuple(flows)), COMPANY, reader()))


def test_the_smaller_ones_together_are_withheld_where_each_of_them_is() -> None:
    keys = [f"d{number:02}" for number in range(30)]
    flows = tuple(
        replace(STALLED, source=key, target="d00", opened=40 - at) for at, key in enumerate(keys) if at
    )
    hidden = (Pair("d29", "d01"), Pair("d28", "d01"))
    drawn = picture(replace(WEEK, departments=tuple(keys), flows=flows, withheld=hidden, talking_points=()))
    assert cell(drawn, "andere", "d01").kind == "withheld"
    assert cell(drawn, "andere", "d02").kind == "none"


def test_there_is_no_picture_without_a_share_to_show() -> None:
    blank = replace(WEEK, flows=(replace(STALLED, accept_target=NO_SHARE),))
    assert heatmap(Told(blank, COMPANY, reader())) is None


def test_its_words_fit_however_many_flows_there_are() -> None:
    flows = tuple(
        replace(STALLED, source=f"d{number}", accept_target=Share(1, 9, 1 / 9, 0.02, 0.4))
        for number in range(300)
    )
    words = in_words(Told(replace(WEEK, flows=flows, withheld=(Pair("a", "b"),) * 300), COMPANY, reader()))
    assert len(words) <= 2000
    assert words.endswith("…")
