"""What the audit log keeps: who changed which setting and when, and what was refused for want of a right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.company.changes import Change, Kind

OPERATOR = "command line"
"""Who changes something there is known to the operating system, not to us."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry; `what` names a setting or an action, never what people wrote."""

    at: datetime
    who: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes settings, and when."""

    who: str
    at: datetime


def entered(changes: Sequence[Change], by: Author) -> list[AuditEntry]:
    """Return the entries of changes to the organisation."""
    return [_entry(change, by) for change in changes]


def _entry(change: Change, by: Author) -> AuditEntry:
    if change.kind is Kind.CHANGED:
        return AuditEntry(by.at, by.who, f"{change.what}: {change.field}", change.before, change.after)
    return AuditEntry(by.at, by.who, f"{change.what}: {change.kind}")
