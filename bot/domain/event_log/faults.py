"""What is wrong with a log: the first bad rows by their lines, in whatever order they are found."""

from bisect import insort
from collections.abc import Iterable
from operator import attrgetter

from bot.domain.event_log.rows import BadRow
from bot.errors import StaffelError

NAMED = 10
"""So many of a kind are named; the others are counted."""


class BadLogError(StaffelError):
    """A log that cannot be imported: the first of its bad rows, and how many there are."""

    def __init__(self, first: tuple[BadRow, ...], count: int) -> None:
        super().__init__(", ".join(f"{row.line}: {row.reason}" for row in first))
        self.first = first
        self.count = count


class Faults:
    """Collects bad rows; keeps the first ones only, since every row of a long log may be bad."""

    def __init__(self) -> None:
        self._first: list[BadRow] = []
        self._count = 0

    def add(self, rows: Iterable[BadRow]) -> None:
        """Take in bad rows."""
        for row in rows:
            self._count += 1
            insort(self._first, row, key=attrgetter("line"))
            del self._first[NAMED:]

    def refuse(self) -> None:
        """Raise BadLogError if there was one."""
        if self._first:
            raise BadLogError(tuple(self._first), self._count)
