"""By when a text wants something done: "bis Freitag 12 Uhr", "by next Tue", "spätestens am 3.12."."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from bot.domain.reading.clocks import Edge, clock_at
from bot.domain.reading.days import WEEKDAY_NAMES, day_at
from bot.domain.reading.spans import span_at
from bot.domain.time.calendar import Calendar
from bot.domain.time.hours import MIDNIGHT
from bot.domain.time.wall_clock import instant

_OPENING, _CLOSING = time(9), time(17)
_DAY = timedelta(days=1)
_CUES = 20
"""So many cues are looked at; a text has one or two."""
_CLAUSE = 150
"""Characters before a cue that are looked at, so that a long text without a comma costs no more than a short one."""

_CUE = re.compile(
    r"\b(?:(?P<before>(?<!not )(?<!nicht )(?:before|vor))|bis|by|until|till?|spätestens|fällig|due|deadline|frist|termin"
    r"|(?:no|not)\s+later\s+than|at\s+the\s+latest|binnen|innerhalb|within|(?:noch|irgendwann|sometime|still)(?=\s+(?:heute|diese\s+woche|this\s+week))"
    # Who needs something on a day wants it by then; "on" and "am" alone say only when something is.
    r"|(?P<need>(?:brauch(?:e|en|t)|benötig(?:e|en|t)|needs?|must|muss|müssen|ha(?:s|ve)\s+to)\b(?:(?!\b(?:bis|by)\b)[^.,;!?\n]){0,60}?)"
    r"(?=\s(?:am|on|heute|morgen|übermorgen|today|tomorrow|tmrw|tonight)\b))(?!\w)",
    re.IGNORECASE,
)
_OCCASION = r"(?:(?:zu[mr]|für|for|the|our|my|de[nrm])\s+(?:[^\W\d_][\w-]*\s+){1,3}?(?=(?:am|on)\s))?"
"""What happens then may stand between cue and day: "bis zur Abnahme am 3.12.", "by the board meeting on Friday"."""
_FILLER = re.compile(
    rf"\s*{_OCCASION}(?:[\s,:(]|\.(?=\s*\d)|(?:zum|zur|am|an|den|dem|der|um|gegen|ca\.?|spätestens|latest|on|at|the|about|around|von|of|in|is"
    r"|ist)(?=\s))*",
    re.IGNORECASE,
)
_NOT_ENDING = r"(?:[^,;!?\n.]|\.(?=\S)|(?<=\d)\.)"
_CLAUSE_BEFORE = re.compile(_NOT_ENDING + "*$")
_CONSEQUENCE = r"\b(?:sonst|andernfalls|ansonsten|otherwise|or\s+else|or\s+(?:he|she|they|we|it))\b"
_CLAUSE_AFTER = re.compile(rf"(?:(?!{_CONSEQUENCE}){_NOT_ENDING})*", re.IGNORECASE)
_NO_DEADLINE = re.compile(
    r"\b(?:urlaub|elternzeit|reha|krank|abwesend|verreist|unterwegs|weg|(?:dienst|geschäfts)?reisen?|nicht\s+(?:da|im\s+haus)|geschlossen|gültig|gilt|galt|gelten|offen|geöffnet"
    r"|vacation|holiday|leave|sick|away|travel+ing|on\s+(?:the\s+road|a\s+trip)|not\s+(?:in|here)|out\s+of\s+(?:the\s+)?office|ooo|closed|valid|open)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    rf"\b(?:vo[nm]|from|zwischen|between|ab|seit|since)\s+(?:\d|heute|morgen|today|tomorrow|now|{WEEKDAY_NAMES})[^,;]{{0,20}}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is wanted (UTC), and the words that say so."""

    at: datetime
    words: str


def due_in(text: str, now: datetime, calendar: Calendar) -> Due | None:
    """Return the first time that the text names as a deadline and that lies ahead.

    A day without a time ends with its working hours in `calendar`, which also says in whose zone days are meant.
    """
    for cue in islice(_CUE.finditer(text), _CUES):
        reading = _Reading(text, cue, now, calendar)
        said = reading.read()
        if said and said.at > now and not _is_no_deadline(text, cue.start(), reading.end):
            return said
    return None


def due_named_by(words: str, text: str, now: datetime, calendar: Calendar) -> Due | None:
    """Return the time that `words`, somewhere in `text`, name as a deadline, if rules can read it and it lies ahead.

    For whoever says that it is one: rules alone take nothing for a deadline that does not say so.
    """
    at = text.casefold().find(words.casefold()) if words else -1
    if at < 0:
        return None
    said = due_in(words, now, calendar) or due_in(f"bis {words}", now, calendar)
    if said is None or _is_no_deadline(text, at, at + len(words)):
        return None
    unread = f"bis {words}".replace(said.words, "")
    return (
        None if re.search(r"\d", unread) else Due(said.at, words)
    )  # "Freitag um 12" is not the whole Friday


def _is_no_deadline(text: str, start: int, end: int) -> bool:
    """Return whether the clause tells of an absence, an offer's validity or a span of time."""
    before = _CLAUSE_BEFORE.search(text[max(start - _CLAUSE, 0) : start])
    after = _CLAUSE_AFTER.match(text, end)
    clause = (before[0] if before else "", after[0] if after else "")
    return any(map(_NO_DEADLINE.search, clause)) or bool(_BEGINNING.search(clause[0]))


class _Reading:
    """What stands behind one cue: a day, a time of day, a span of time, in any order, up to the first other word."""

    def __init__(self, text: str, cue: "re.Match[str]", now: datetime, calendar: Calendar) -> None:
        self._text, self._cue, self._now, self._calendar = text, cue, now, calendar
        self._today = now.astimezone(calendar.zone).date()
        self._day: date | None = None
        self._clock: time | Edge | None = None
        self.end = cue.end()

    def read(self) -> Due | None:
        """Return what is said, None if it is no time."""
        span = span_at(self._text, self._skip(), self._now, self._calendar)
        if span and not self._cue["before"]:  # "vor 3 Tagen" has passed
            at, self.end = span
            return Due(at, self._words())
        while self._take_day() or self._take_clock():
            pass
        return Due(self._at(), self._words()) if self._day or self._clock else None

    def _skip(self) -> int:
        match = _FILLER.match(self._text, self.end)
        return match.end() if match else self.end

    def _take_day(self) -> bool:
        """Take a day; a date beside a weekday says it more exactly."""
        found = day_at(self._text, self._skip(), self._today)
        if found is None:
            return False
        self._day, self.end = found
        return True

    def _take_clock(self) -> bool:
        found = None if self._clock else clock_at(self._text, self._skip())
        if found is None:
            return False
        self._clock, self.end = found
        return True

    def _at(self) -> datetime:
        day = self._day or self._today
        clock = self._clock or (Edge.OPENING if self._cue["before"] else Edge.CLOSING)
        at = instant(day, self._time(clock, day), self._calendar.zone)
        if self._day is None and at <= self._now:  # "bis 9 Uhr", said at ten
            at = instant(day + _DAY, self._time(clock, day + _DAY), self._calendar.zone)
        return at

    def _time(self, clock: time | Edge, day: date) -> time:
        if isinstance(clock, time):
            return clock
        slots = self._calendar.week[day.weekday()]
        if clock is Edge.OPENING:
            return slots[0][0] if slots else _OPENING
        return slots[-1][1] if slots and slots[-1][1] != MIDNIGHT else _CLOSING

    def _words(self) -> str:
        start = self._cue.end() if self._cue["need"] else self._cue.start()
        return self._text[start : self.end].strip()
