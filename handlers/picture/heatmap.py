"""What a heatmap shows, as data: it crosses to the worker process as JSON.

Plain dataclasses: the worker would need a seventh of its time to import pydantic, and its only caller is the bot.
"""

import json
from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["share", "withheld", "none", "self"]
"""A share with its colour; too few to show; nothing was handed over; a department with itself."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One flow: `share` is 0 to 1 where `kind` is share; `text` and the smaller `note` are written into the cell.

    `marked`: this is one of the things to talk about.
    """

    kind: Kind
    share: float = 0.0
    text: str = ""
    note: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Heatmap:
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

    def written(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self)).encode()


def read(written: bytes) -> Heatmap:
    """Return what `Heatmap.written` wrote."""
    fields = json.loads(written)
    cells = tuple(tuple(Cell(**cell) for cell in line) for line in fields.pop("cells"))
    return Heatmap(cells=cells, **fields)
