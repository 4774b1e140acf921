"""A heatmap as people see it: read back from its pixels."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from handlers.picture.drawing import draw
from handlers.picture.heatmap import Cell, Heatmap
from handlers.picture.layout import WIDTH, layout_of

PAPER = (255, 255, 255)


def heatmap(cells: list[list[Cell]], names: tuple[str, ...] = ()) -> Heatmap:
    rows = names or tuple(f"Abteilung {number}" for number, _ in enumerate(cells, 1))
    columns = tuple(f"Spalte {number}" for number, _ in enumerate(cells[0], 1))
    return Heatmap(
        title="In der Zeit angenommen",
        rows=rows,
        columns=columns,
        cells=tuple(map(tuple, cells)),
        row_axis="von ↓",
        column_axis="an →",
        few="keine",
        many="alle",
        withheld="zu wenige",
        none="keine Übergabe",
        marked="darüber reden",
    )


def drawn(shown: Heatmap) -> Image.Image:
    return Image.open(BytesIO(draw(shown))).convert("RGB")


def colours(shown: Heatmap, row: int, column: int) -> dict[tuple[int, ...], int]:
    """Return the colours inside a cell with the number of their pixels."""
    at = layout_of(shown)
    edges = (at.x(column), at.y(row), at.x(column) + at.width, at.y(row) + at.height)
    left, top, right, bottom = map(round, edges)
    inside = drawn(shown).crop((left + 6, top + 6, right - 6, bottom - 6))
    return {tuple(colour): count for count, colour in inside.getcolors(10**6) or []}  # type: ignore[arg-type]


def main_colour(shown: Heatmap, row: int, column: int) -> tuple[int, ...]:
    found = colours(shown, row, column)
    return max(found, key=lambda colour: found[colour])


def test_the_more_in_time_the_darker_so_that_it_reads_without_colour_vision() -> None:
    shown = heatmap([[Cell(kind="share", share=number / 10)] for number in range(11)])
    greys = [sum(main_colour(shown, row, 0)) for row in range(11)]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == 11


@pytest.mark.parametrize("share", [0.0, 0.3, 0.45, 0.5, 0.55, 0.7, 1.0])
def test_what_is_written_into_a_cell_stands_out_from_its_colour(share: float) -> None:
    shown = heatmap([[Cell(kind="share", share=share, text="56 %", note="5/9")]])
    ground, found = luminance(main_colour(shown, 0, 0)), colours(shown, 0, 0)
    contrasts = [(max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) for ink in map(luminance, found)]
    assert max(contrasts) >= 3.8


def luminance(colour: tuple[int, ...]) -> float:
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_withheld_is_hatched_and_an_empty_cell_is_not() -> None:
    shown = heatmap([[Cell(kind="withheld"), Cell(kind="none"), Cell(kind="self")]])
    assert len(colours(shown, 0, 0)) > 5
    assert len(colours(shown, 0, 1)) == len(colours(shown, 0, 2)) == 1


def test_it_has_paper_of_its_own_and_stands_in_light_and_dark() -> None:
    picture = Image.open(BytesIO(draw(heatmap([[Cell(kind="none")]])))).convert("RGBA")
    assert picture.getpixel((0, 0)) == (255, 255, 255, 0)
    assert picture.getpixel((WIDTH // 2, 12)) == (*PAPER, 255)


@pytest.mark.parametrize("columns", [1, 2, 6, 12])
def test_it_fills_the_width_and_no_name_leaves_it(columns: int) -> None:
    names = tuple(f"Kundendienst {number:02}" for number in range(columns))
    cells = [[Cell(kind="share", share=0.5, text="100")] * columns] * columns
    picture = drawn(replace(heatmap(cells, names), columns=names))
    assert picture.width == WIDTH
    for edge in ((10, 40, 24, picture.height - 40), (WIDTH - 20, 40, WIDTH - 10, picture.height - 40)):
        assert picture.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), PAPER)]


@pytest.mark.parametrize("name", ["$\\frac{1}{2}$", "שלום", "<!channel>", "\u202etxet", "x" * 75])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_are_text_whatever_stands_in_them(name: str) -> None:
    assert drawn(heatmap([[Cell(kind="none")]], (name,))).width == WIDTH
