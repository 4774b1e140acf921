"""Spans of time from now on, as people write them: "in 3 Tagen", "within 24 hours", "zwei Arbeitstage"."""

import re
from datetime import datetime, timedelta

from bot.domain.time.calendar import Calendar, NeverOpensError

_NUMBERS = {
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "a": 1, "an": 1, "one": 1,
    "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4, "fünf": 5, "five": 5,
}  # fmt: skip
_SPAN = re.compile(
    rf"(?:(?:in|von|the\s+next)\s+)?(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*"
    r"(?P<unit>stunden?|std\.?|h|hours?|hrs?|(?P<working>(?:arbeits|werk)tage?n?|(?:working|business)\s+days?)"
    r"|tage?n?|days?|wochen?|weeks?)(?!\w)",
    re.IGNORECASE,
)
_HOURS = ("s", "h")
_WEEKS = ("wo", "we")


def span_at(text: str, at: int, now: datetime, calendar: Calendar) -> tuple[datetime, int] | None:
    """Return when the span that stands in `text` at that place is over, and where it ends; None if there is none.

    Raises nothing: a calendar that never opens has no business days.
    """
    match = _SPAN.match(text, at)
    if match is None:
        return None
    number = int(_NUMBERS.get(match["number"].casefold(), 0) or match["number"])
    unit = match["unit"].casefold()
    try:
        if match["working"]:
            return calendar.add_business_days(now, number), match.end()
    except NeverOpensError:
        return None
    if unit.startswith(_HOURS):
        return now + timedelta(hours=number), match.end()
    return now + timedelta(days=number * (7 if unit.startswith(_WEEKS) else 1)), match.end()
