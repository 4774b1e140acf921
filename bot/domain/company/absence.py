"""Whether somebody is on leave or ill, as their status in Slack says it."""

import re
from datetime import UTC, datetime

# Slack's own suggestions for a status; a meeting, a bus or home office is no absence.
_SIGNS = frozenset({":palm_tree:", ":face_with_thermometer:"})
_AWAY = re.compile(
    r"\b(urlaub|ferien|krank|elternzeit|mutterschutz|abwesend|frei bis"
    r"|vacation|on holiday|annual leave|sick|parental leave|maternity leave|paternity leave|out of office|ooo|off until)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(zurück aus|back from|nach dem urlaub|wieder da)\b", re.IGNORECASE)

NO_END = datetime(2100, 1, 1, tzinfo=UTC)
"""When an absence ends that has no end; Slack tells when the status changes."""


def away_until(emoji: str, text: str, expires: datetime | None) -> datetime | None:
    """Return until when a status says that somebody is away, or None if it does not say so."""
    if _BACK.search(text) or not (emoji in _SIGNS or _AWAY.search(text)):
        return None
    return expires or NO_END
