"""Where everything stands in a heatmap, in pixels from the top left; letters are measured by their usual width."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from handlers.picture.heatmap import Heatmap

WIDTH: Final = 1080
MARGIN: Final = 32
_TITLE = 84
_LEGEND = 136
_LETTER = 0.58  # width of a letter over the size of its font
_TALLEST = 100.0
TILT: Final = 48  # degrees
_TILT = TILT * pi / 180


@dataclass(frozen=True, slots=True)
class Layout:
    """The grid's place and its sizes; `font` is for names, `figure` for what is written into cells."""

    left: float
    top: float
    width: float
    height: float
    font: float
    figure: float
    tilted: bool
    axis: float
    bottom: float
    total: float

    def x(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.left + column * self.width

    def y(self, row: int) -> float:
        """Return the upper edge of a row."""
        return self.top + row * self.height


def layout_of(heatmap: Heatmap) -> Layout:
    """Return the layout in which this heatmap fills the width."""
    columns = max(len(heatmap.columns), 1)
    font = 30.0 if columns <= 8 else 26.0
    left = MARGIN + min(_longest(heatmap.rows) * font * _LETTER + 18, WIDTH / 3)
    space = WIDTH - MARGIN - left
    width = space / columns
    names = _longest(heatmap.columns) * font * _LETTER
    if tilted := names > width - 12:
        # The last name leans out to the right, from the middle of its column.
        reach = len(heatmap.columns[-1]) * font * _LETTER * cos(_TILT)
        width = min(width, (space - reach) / (columns - 0.5))
    head = names * sin(_TILT) + font * cos(_TILT) + 8 if tilted else font + 16
    top = _TITLE + 34 + head
    figure = min(34.0, (width - 14) / (_widest(heatmap) * _LETTER * 1.3))
    height = max(min(width * 0.7, _TALLEST), figure * 2.3)
    bottom = top + height * len(heatmap.rows)
    return Layout(
        left, top, width, height, font, figure, tilted, _TITLE + 14, bottom=bottom, total=bottom + _LEGEND
    )


def _longest(names: tuple[str, ...]) -> int:
    return max(map(len, names), default=0)


def _widest(heatmap: Heatmap) -> int:
    return max((len(cell.text) for line in heatmap.cells for cell in line), default=1) or 1
