"""What a heatmap shows, as data: it crosses to the worker process as JSON."""

from typing import Literal

from bot.domain.values import Value

Kind = Literal["share", "withheld", "none", "self"]
"""A share with its colour; too few to show; nothing was handed over; a department with itself."""


class Cell(Value):
    """One flow: `share` is 0 to 1 where `kind` is share; `text` and the smaller `note` are written into the cell.

    `marked`: this is one of the things to talk about.
    """

    kind: Kind
    share: float = 0.0
    text: str = ""
    note: str = ""
    marked: bool = False


class Heatmap(Value):
    """A grid of flows with all its words; `cells` are rows of as many cells as there are columns."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_axis: str
    column_axis: str
    few: str
    many: str
    withheld: str
    none: str
    marked: str
