"""Rows of the log as CSV."""

import csv
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.domain.event_log.rows import COLUMNS, LogRow
from bot.domain.matter.events import Activity


class LogWriter:
    """Writes the heading, then rows, with their times in `zone`.

    No cell can be taken for a formula by a spreadsheet: names of cases never begin like one, and everything else is
    made here or checked as strictly.
    """

    def __init__(self, file: TextIO, zone: ZoneInfo) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self._zone = zone

    def write(self, rows: Iterable[LogRow]) -> None:
        """Write rows."""
        self._writer.writerows(map(self._cells, rows))

    def _cells(self, row: LogRow) -> tuple[str, ...]:
        return (
            row.case,
            row.activity.value,
            row.at.astimezone(self._zone).isoformat(),
            row.from_department,
            row.to_department,
            row.actor,
            self._detail(row),
        )

    def _detail(self, row: LogRow) -> str:
        match row.activity:
            case Activity.OPENED if row.detail:
                return datetime.fromisoformat(row.detail).astimezone(self._zone).isoformat()
            case Activity.INFORMATION_ASKED | Activity.HANDED_ON:
                return row.detail
            case _:
                return ""
