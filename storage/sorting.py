"""The rows of a log sorted by case on disk, so that a log of any length needs no more memory than a short one."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.domain.event_log.linking import Link
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.matter.events import Activity
from storage.columns import at_microsecond, microseconds
from storage.linking import prepare_links, read_links

_ACTIVITIES = {activity.value: activity for activity in Activity}
_PUT = "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Cases in the order in which they begin, so that their numbers rise with time.
_SORT = """
    CREATE TABLE sorted AS
    SELECT *, min(line) OVER (PARTITION BY "case") AS first FROM rows ORDER BY first, line
"""


class DiskSorter:
    """Fulfils the port `CaseSorter` with a file of its own, whatever the workspace's database is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(
            'CREATE TABLE rows (line INTEGER PRIMARY KEY, "case" TEXT, activity TEXT, at INTEGER,'
            " source TEXT, target TEXT, actor TEXT, detail TEXT, thanks TEXT)"
        )

    def put(self, rows: Iterable[LogRow | BadRow]) -> None:
        """Take in rows, with different lines. Of a bad one is kept that its case has one."""
        self._connection.executemany(_PUT, (_values(row) for row in rows if row.case))

    def cases(self) -> Iterator[list[LogRow | BadRow]]:
        """Yield the rows of one case after the other, each in the order of their lines."""
        self._sort()
        rows = map(_row, self._connection.execute("SELECT * FROM sorted ORDER BY rowid"))
        for _, case in groupby(rows, attrgetter("case")):
            yield list(case)

    def links(self) -> Iterator[Link]:
        """Yield a link for each row that hands a part on, by their lines; may be asked again."""
        self._sort()
        return read_links(self._connection)

    def _sort(self) -> None:
        """Sort once, after the last row was put."""
        if not self._connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sorted'").fetchone():
            self._connection.execute(_SORT)
            prepare_links(self._connection)


@contextmanager
def open_sorter() -> Iterator[DiskSorter]:
    """Open a sorter; at the end of the block its file is gone."""
    with (
        TemporaryDirectory(prefix="staffel-log-") as directory,
        closing(sqlite3.connect(Path(directory) / "rows.db", isolation_level=None)) as connection,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        yield DiskSorter(connection)


def _values(row: LogRow | BadRow) -> tuple[Any, ...]:
    if isinstance(row, BadRow):
        return row.line, row.case, None, None, None, None, None, None, None
    return (
        row.line,
        row.case,
        row.activity.value,
        microseconds(row.at),
        row.from_department,
        row.to_department,
        row.actor,
        row.detail,
        row.thanks,
    )


def _row(values: tuple[Any, ...]) -> LogRow | BadRow:
    line, case, activity, at, *rest, _ = values
    if activity is None:
        return BadRow(line, case, "")
    return LogRow(line, case, _ACTIVITIES[activity], at_microsecond(at), *rest)
