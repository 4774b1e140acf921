"""Cells become rows; each row is looked at by itself and against the one before it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.domain.event_log.rows import COLUMNS, EXPORTED, BadRow, LogRow, number_of
from bot.domain.matter.events import Activity
from bot.domain.values import NEED_KEY
from bot.errors import Fact

_ACTIVITIES = {activity.value: activity for activity in EXPORTED}
_CASE = re.compile(r"(?![=+@\s-])[^\n]{0,99}\S")  # what a spreadsheet would take for a formula is no case
_NUMBERED = re.compile(r"H-[1-9]\d*")
_ACTOR = re.compile(r"\S{1,100}")
_NEED = re.compile(NEED_KEY)
_YEARS = range(1970, 2200)

NumberedCells = tuple[int, Sequence[str]]
"""The cells of a row, with the line that they stand on."""


class _Refused(Exception):  # noqa: N818  # it never leaves this module
    def __init__(self, reason: str, **facts: Fact) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


def read_rows(lines: Iterable[NumberedCells], departments: Collection[str]) -> Iterator[LogRow | BadRow]:
    """Yield a row for each line of cells; a bad one for each that cannot be read, or is earlier than the one before."""
    reader = _Reader(frozenset(departments))
    for line, cells in lines:
        try:
            yield reader.read(line, cells)
        except _Refused as refused:
            yield BadRow(line, cells[0] if cells else "", refused.reason, refused.facts)


class _Reader:
    def __init__(self, departments: frozenset[str]) -> None:
        self._departments = departments
        self._latest: datetime | None = None

    def read(self, line: int, cells: Sequence[str]) -> LogRow:
        if len(cells) != len(COLUMNS):
            raise _Refused("cells", cells=len(cells))
        case, activity, written, source, target, actor, detail = cells
        _check_case(case, "case_id")
        happened = _ACTIVITIES.get(activity)
        if happened is None:
            raise _Refused("activity", activity=activity)
        at = self._in_order(_time(written))
        for department in (source, target):
            if department not in self._departments:
                raise _Refused("department", department=department)
        if not (_printable(_ACTOR, actor) or (not actor and happened is Activity.CLOSED_UNCONFIRMED)):
            raise _Refused("actor", actor=actor)
        return LogRow(line, case, happened, at, source, target, actor, _detail(happened, detail))

    def _in_order(self, at: datetime) -> datetime:
        if self._latest is not None and at < self._latest:
            raise _Refused("out_of_order")
        self._latest = at
        return at


def _check_case(case: str, reason: str) -> None:
    if not _printable(_CASE, case):
        raise _Refused(reason, case=case)
    if _NUMBERED.fullmatch(case) and number_of(case) is None:
        raise _Refused("case_number", case=case)


def _time(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise _Refused("time", time=written) from None
    if at.tzinfo is None:
        raise _Refused("naive_time", time=written)
    if at.year not in _YEARS:
        raise _Refused("far_time", time=written)
    return at.astimezone(UTC)


def _detail(activity: Activity, detail: str) -> str:
    match activity:
        case Activity.OPENED:
            return _time(detail).isoformat() if detail else ""
        case Activity.HANDED_ON:
            _check_case(detail, "child")
        case Activity.INFORMATION_ASKED:
            if detail and not _NEED.fullmatch(detail):
                raise _Refused("need", detail=detail)
        case _:
            if detail:
                raise _Refused("detail", activity=activity.value)
    return detail


def _printable(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is not None and text.isprintable()
