"""The rows of an event log, and which of them cannot be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.matter.events import Activity
from bot.errors import Fact

COLUMNS = ("case_id", "activity", "timestamp", "from_department", "to_department", "actor", "detail")

EXPORTED = tuple(Activity)[: tuple(Activity).index(Activity.WITHDRAWN) + 1]
"""The activities of the field's event log; the others are told in threads only."""

_OF_STAFFEL = re.compile(r"H-([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event of a case; `line` is where it stands in its file.

    `thanks` has no column: only what is imported without a file can bring it along.
    """

    line: int
    case: str
    activity: Activity
    at: datetime
    from_department: str
    to_department: str
    actor: str
    detail: str = ""
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: a reason and its facts. `case` is empty where it cannot be told."""

    line: int
    case: str
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def number_of(case: str) -> int | None:
    """Return the number of a case that is called like a handoff of Staffel: 128 for H-128."""
    match = _OF_STAFFEL.fullmatch(case)
    return int(match[1]) if match else None
