"""Times of day as people write them: "12 Uhr", "3:30 pm", "mittags", "Feierabend"."""

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum

_NOON = 12
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)(?!\w)"
    r"|(?P<hour_>[01]?\d|2[0-4])(?:[:.](?P<minute_>[0-5]\d))?\s*(?:uhr|h)(?:\s(?P<after>[0-5]\d)(?!\S))?(?!\w)"
    r"|(?P<hour__>[01]?\d|2[0-3]):(?P<minute__>[0-5]\d)(?![\w:])",
    re.IGNORECASE,
)


class Edge(Enum):
    """The part of a working day that words name: when it begins, or when it is over."""

    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class _Word:
    pattern: "re.Pattern[str]"
    meaning: time | Edge


_WORDS = tuple(
    _Word(re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"mittags?|noon|midday|lunch(?:time)?|vormittags?", time(_NOON)),
        (r"(?:in\s+der\s+)?früh|morgens|(?:in\s+the\s+)?morning|first\s+thing", Edge.OPENING),
        (r"abends?|evening|night", time(18)),
        (
            r"nachmittags?|afternoon|feierabend|dienstschluss|büroschluss|geschäftsschluss|eod|cob"
            r"|close\s+of\s+business|(?:the\s+)?end\s+of\s+(?:the\s+)?day",
            Edge.CLOSING,
        ),
    )
)


def clock_at(text: str, at: int) -> tuple[time | Edge, int] | None:
    """Return the time of day that stands in `text` at that place, and where it ends; None if there is none."""
    if match := _CLOCK.match(text, at):
        found = _time(match)
        return (found, match.end()) if found else None
    for word in _WORDS:
        if match := word.pattern.match(text, at):
            return word.meaning, match.end()
    return None


def _time(match: "re.Match[str]") -> time | Edge | None:
    hour = int(match["hour"] or match["hour_"] or match["hour__"])
    minute = int(match["minute"] or match["minute_"] or match["minute__"] or match["after"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    if hour == 24:
        return time(23, 59) if minute == 0 else None
    return time(hour, minute)
