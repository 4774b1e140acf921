"""From a CSV file to numbered rows of cells, a line at a time, as spreadsheets and other systems write them."""

import csv
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from bot.domain.event_log.reading import NumberedCells, read_rows
from bot.domain.event_log.rows import COLUMNS, BadRow, LogRow
from bot.errors import StaffelError

_STDIN = Path("-")
_LONGEST = 64 * 1024
"""Bytes of a line; one with all its fields as long as they may be has less than 2 000."""


class NotALogError(StaffelError):
    """The file cannot be read as an event log; the message says why."""


class _UnreadableError(Exception):
    """From this line on nothing can be read."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


@contextmanager
def open_log(path: Path) -> Iterator[BinaryIO]:
    """Open a log to read, `-` for standard input; raise NotALogError."""
    if path == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        with path.open("rb") as file:
            yield file
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise NotALogError(f"{path} cannot be read: {error.strerror}") from None


def read_log(file: BinaryIO, departments: Collection[str]) -> Iterator[LogRow | BadRow]:
    """Yield the rows below the heading; a bad one for each that cannot be taken. Raises NotALogError.

    What cannot be read at all ends the log with a bad row. A row of several lines stands on the last of them.
    """
    try:
        yield from read_rows(_cells(_lines(file)), departments)
    except _UnreadableError as error:
        yield BadRow(error.line, "", "unreadable", {"why": error.why})


def _cells(lines: Iterator[str]) -> Iterator[NumberedCells]:
    heading = next(lines, "")
    if not heading.strip():
        raise NotALogError(f"The file is empty; it has to begin with the line {','.join(COLUMNS)}")
    delimiter = ";" if ";" in heading else ","  # where people write 1,5 spreadsheets save it so
    rows = csv.reader(chain([heading], lines), delimiter=delimiter, strict=True)
    try:
        if (columns := next(rows)) != list(COLUMNS):
            raise NotALogError(_wrong_columns(columns))
        yield from ((rows.line_num, cells) for cells in rows if cells)
    except csv.Error as error:
        raise _UnreadableError(rows.line_num, f"this is no CSV ({error})") from None


def _lines(file: BinaryIO) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST:
            raise _UnreadableError(number, "the line is too long for a row of a log")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise _UnreadableError(number, "this is no UTF-8 text; save the file as CSV UTF-8") from None


def _wrong_columns(columns: list[str]) -> str:
    missing = [name for name in COLUMNS if name not in columns]
    unknown = [name for name in columns if name not in COLUMNS]
    wrong = [
        f"{what} {', '.join(names)}"
        for what, names in (("missing:", missing), ("unknown:", unknown))
        if names
    ]
    told = "; ".join(wrong) or "their order is another"
    return f"line 1: the columns have to be {','.join(COLUMNS)} ({told[:300]})"
