"""A clear acceptance in a mail: "ich übernehme, bis Freitag". Offered to its author to confirm, never taken as one."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.limits import MEDIUM
from bot.domain.text import one_line, shorten

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\S)[^.!?\n]*)*[.!?]?")
_TAKES = re.compile(
    r"\b(?:(?:ich|wir) (?:übernehmen?|nehmen? (?:das|es|den fall)|machen? das|erledigen? das|kümmern? (?:mich|uns))"
    r"|(?:übernehmen?|nehmen?|machen?|erledigen?) (?:ich|wir)\b"
    r"|kümmern? (?:ich mich|wir uns)"
    r"|(?:i|we)(?:['’]ll| will| can)? (?:take (?:it|this|that|over|care)|handle (?:it|this|that)|accept)"
    r"|(?:i['’]m|we['’]re|i am|we are) on it|leave (?:it|this) (?:with|to) (?:me|us)"
    r"|(?:i['’]ve|we['’]ve) got (?:it|this))",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\?|\b(?:nicht|nichts|keine?n?|kaum|wenn|falls|sobald|ob|vielleicht|eventuell|könnten?|würden?|sollen?|sollten?"
    r"|hat|hatte|sagt|schreibt|not|cannot|never|if|unless|once|when|whether|maybe|perhaps|could|would|should|might"
    r"|says|said)\b|n['’]t\b",
    re.IGNORECASE,
)
_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_TAGE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BY = re.compile(
    r"\b(?:bis|spätestens|by|until|till)\s+(?:spätestens\s+|zum\s+|next\s+|nächsten\s+|kommenden\s+)?"
    rf"(?:(?P<day>{'|'.join(_DAYS + _TAGE)})|(?P<near>heute|today|morgen|tomorrow)"
    r"|(?:den\s+)?(?P<date>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:(?P<year>\d{4}))?)",
    re.IGNORECASE,
)
_CLOSING = time(17)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody said who takes a matter: their sentence, and in it perhaps by when."""

    next_step: str
    said: str

    def by_when(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """Return the end of the working day in `zone` that was named; None if none was."""
        local = now.astimezone(zone).date()
        found = _BY.search(self.said)
        day = _named(found, local) if found else None
        return datetime.combine(day, _CLOSING, zone) if day else None


def acceptance(text: str) -> Acceptance | None:
    """Return the first sentence in which somebody takes the matter over; none that doubts, asks or reports."""
    for sentence in map(one_line, _SENTENCE.findall(text[:5000])):
        if _TAKES.search(sentence) and not _DOUBTS.search(sentence):
            return Acceptance(shorten(sentence, MEDIUM), sentence)
    return None


def _named(found: re.Match[str], today: date) -> date | None:
    if near := found["near"]:
        return today + timedelta(days=near.casefold() in {"morgen", "tomorrow"})
    if day := found["day"]:
        names = _DAYS if day.casefold() in _DAYS else _TAGE
        return today + timedelta(days=(names.index(day.casefold()) - today.weekday()) % 7)
    return _dated(int(found["date"]), int(found["month"]), found["year"], today)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """Return the day; without a year it is the next one of that name."""
    for one in [int(year)] if year else [today.year, today.year + 1]:
        with suppress(ValueError):
            if (named := date(one, month, day)) >= today:
                return named
    return None
