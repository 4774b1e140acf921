"""Draws a heatmap with matplotlib. Sizes are pixels of a picture that a phone shows at a third of its width."""

from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from handlers.picture.heatmap import Cell, Heatmap
from handlers.picture.layout import MARGIN, TILT, WIDTH, Layout, layout_of

_DPI = 100
_INK, _FAINT, _PAPER, _EDGE, _EMPTY, _SELF = "#1b2733", "#56636f", "#ffffff", "#c3ccd5", "#f6f8fa", "#dfe4e9"
_MARK = "#c2410c"
# One hue from light to dark, so that it reads the same without colour vision, and in print.
_BLUES = LinearSegmentedColormap.from_list("blues", ["#e6f0fa", "#7fb0dd", "#2a6db0", "#0b3768"])
_GAP = 3


def draw(heatmap: Heatmap) -> bytes:
    """Return the heatmap as PNG, on a background of its own, as it stands in light and dark."""
    sheet = _Sheet(heatmap)
    sheet.write(MARGIN, 50, heatmap.title, 34, weight="bold")
    sheet.heads()
    sheet.grid()
    sheet.legend()
    return sheet.png()


class _Sheet:
    """A picture under way; the origin is top left, as one reads."""

    def __init__(self, heatmap: Heatmap) -> None:
        self._map = heatmap
        self._at: Layout = layout_of(heatmap)
        figure = Figure((WIDTH / _DPI, self._at.total / _DPI), dpi=_DPI, facecolor="none")
        self._canvas = FigureCanvasAgg(figure)
        self._axes: Axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(self._at.total, 0))
        self._axes.axis("off")
        size = (WIDTH - 6, self._at.total - 6)
        card = FancyBboxPatch((3, 3), *size, "round,pad=0,rounding_size=22", fc=_PAPER, ec=_EDGE, lw=1.5)
        self._axes.add_artist(card)

    def write(self, x: float, y: float, text: str, size: float, **more: Any) -> None:
        """Write a text, `size` pixels high; what departments are called is no formula."""
        style = {"color": _INK, "va": "center", **more}
        self._axes.text(x, y, text, fontsize=size * 72 / _DPI, parse_math=False, **style)

    def heads(self) -> None:
        """Write whom the rows and columns are about."""
        at, small = self._at, 24
        self.write(at.left, at.axis, self._map.column_axis, small, color=_FAINT)
        self.write(MARGIN, at.top - 20, self._map.row_axis, small, color=_FAINT)
        for row, name in enumerate(self._map.rows):
            self.write(MARGIN, at.y(row) + at.height / 2, name, at.font)
        for column, name in enumerate(self._map.columns):
            x = at.x(column) + at.width / 2
            if at.tilted:
                tilt = {"rotation": TILT, "rotation_mode": "anchor", "ha": "left", "va": "baseline"}
                self.write(x - at.font / 3, at.top - 10, name, at.font, **tilt)
            else:
                self.write(x, at.top - 20, name, at.font, ha="center")

    def grid(self) -> None:
        """Draw all cells, those to talk about at last, since their frame reaches over the others."""
        cells = [
            (cell, row, column)
            for row, line in enumerate(self._map.cells)
            for column, cell in enumerate(line)
        ]
        for cell, row, column in sorted(cells, key=lambda one: one[0].marked):
            at = self._at
            box = (at.x(column) + _GAP, at.y(row) + _GAP, at.width - 2 * _GAP, at.height - 2 * _GAP)
            self._cell(cell, *box)

    def _cell(self, cell: Cell, x: float, y: float, width: float, height: float) -> None:
        frame: dict[str, Any] = {"ec": _MARK, "lw": 4} if cell.marked else {"ec": _EDGE, "lw": 1}
        box = Rectangle((x, y), width, height, fc=_fill(cell), **frame)
        if cell.kind == "withheld":
            box.set(hatch="///", hatch_linewidth=1.2, hatchcolor=_EDGE)
        self._axes.add_artist(box)
        middle, ink = (x + width / 2, y + height / 2), _ink(cell)
        size = self._at.figure
        raised = size * 0.42 if cell.note else 0
        self.write(middle[0], middle[1] - raised, cell.text, size, ha="center", color=ink, weight="bold")
        self.write(middle[0], middle[1] + size * 0.62, cell.note, size * 0.7, ha="center", color=ink)

    def legend(self) -> None:
        """Say what colour, hatching and frame mean."""
        y, small = self._at.bottom + 44, 23
        self.write(MARGIN, y, self._map.few, small, color=_FAINT)
        start, steps = MARGIN + len(self._map.few) * small * 0.58 + 16, 40
        for step in range(steps):
            strip = Rectangle((start + step * 5, y - 13), 5, 26, fc=_BLUES(step / (steps - 1)), lw=0)
            strip.set_antialiased(False)  # or the paper shines through between two strips
            self._axes.add_artist(strip)
        self.write(start + steps * 5 + 14, y, self._map.many, small, color=_FAINT)
        x = float(MARGIN)
        for cell, words in self._signs():
            self._cell(cell, x, y + 30, 44, 32)
            self.write(x + 56, y + 46, words, small, color=_FAINT)
            x += 56 + len(words) * small * 0.58 + 34

    def _signs(self) -> list[tuple[Cell, str]]:
        """Return the signs that occur in this picture, with their words."""
        shown = [cell for line in self._map.cells for cell in line]
        kinds = {cell.kind for cell in shown}
        signs = [(Cell(kind="withheld"), self._map.withheld)] if "withheld" in kinds else []
        signs += [(Cell(kind="none"), self._map.none)] if "none" in kinds else []
        marked = any(cell.marked for cell in shown)
        return signs + ([(Cell(kind="none", marked=True), self._map.marked)] if marked else [])

    def png(self) -> bytes:
        """Return the finished picture."""
        written = BytesIO()
        self._canvas.print_png(written)  # type: ignore[no-untyped-call]
        return written.getvalue()


def _fill(cell: Cell) -> Any:
    match cell.kind:
        case "share":
            return _BLUES(cell.share)
        case "self":
            return _SELF
        case _:
            return _EMPTY


def _ink(cell: Cell) -> str:
    light = _luminance(to_rgb(_fill(cell))) + 0.05
    return (
        _PAPER
        if (_luminance(to_rgb(_PAPER)) + 0.05) / light > light / (_luminance(to_rgb(_INK)) + 0.05)
        else _INK
    )


def _luminance(colour: tuple[float, float, float]) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
