"""Days as people write them: "übermorgen", "next Tue", "Ende der Woche", "3.12.", "Dec 3rd"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FRIDAY = 4
_TOO_FAR = 270
"""Days. A date without a year that lies further ahead was more likely meant as one that has passed."""

# Short German names are words too ("so", "do", "mo"): they count only as they are written, with a capital.
_WEEKDAYS = (
    r"montag|monday|mon\b|(?-i:Mo)\b",
    r"dienstag|tuesday|tues?\b|(?-i:Di)\b",
    r"mittwoch|wednesday|wed\b|(?-i:Mi)\b",
    r"donnerstag|thursday|thur?s?\b|(?-i:Do)\b",
    r"freitag|friday|fri\b|(?-i:Fr)\b",
    r"samstag|sonnabend|saturday|sat\b|(?-i:Sa)\b",
    r"sonntag|sunday|sun\b|(?-i:So)\b",
)
WEEKDAY_NAMES = "|".join(_WEEKDAYS)
"""A part of a pattern, case ignored but for the short German names."""
_MONTHS = (
    "jan(?:uar|uary)?",
    "feb(?:ruar|ruary)?",
    "märz|maerz|mrz|mar(?:ch)?",
    "apr(?:il)?",
    "mai|may",
    "juni?|june?",
    "juli?|july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "okt(?:ober)?|oct(?:ober)?",
    "nov(?:ember)?",
    "dez(?:ember)?|dec(?:ember)?",
)
_WEEKDAY = "|".join(f"(?P<weekday{at}>{names})" for at, names in enumerate(_WEEKDAYS))
_MONTH = "|".join(f"(?P<month{at}>{names})" for at, names in enumerate(_MONTHS, 1))
_THIS = r"diese[nrms]?|this"
_NEXT = r"nächste[nrms]?(?:\s+woche)?|naechste[nrms]?|next(?:\s+week)?(?:\s+on)?"
_NEXT_WEEK = r"(?:der\s+)?(?:nächste[rn]?|kommende[rn]?)\s+woche|next\s+week|in\s+einer\s+woche"
_YEAR = r"(?:[\s,]+(?P<year>20\d\d))?"

Meaning = Callable[["re.Match[str]", date], date | None]


def day_at(text: str, at: int, today: date) -> tuple[date, int] | None:
    """Return the day that stands in `text` at that place, and where it ends; None if there is none, or none ahead."""
    for pattern, meaning in _MEANINGS:
        if match := pattern.match(text, at):
            day = meaning(match, today)
            return (day, match.end()) if day else None
    return None


def _weekday(match: "re.Match[str]", today: date) -> date:
    """Return the day of that name: the coming one; "next" says the one of next week. Who names today's weekday means the next one."""
    number = _numbered(match, "weekday")
    monday = today - today.weekday() * _DAY
    if match["next"] or match["next_week"]:
        return monday + (7 + number) * _DAY
    if match["this"]:
        return monday + number * _DAY
    return today + ((number - today.weekday() - 1) % 7 + 1) * _DAY


def _numbered(match: "re.Match[str]", name: str) -> int:
    groups = match.groupdict()
    return next(int(key[len(name) :]) for key, found in groups.items() if found and key.startswith(name))


def _written(match: "re.Match[str]", today: date) -> date | None:
    return _dated(match["year"], _numbered(match, "month"), match["day"], today)


def _in_figures(match: "re.Match[str]", today: date) -> date | None:
    return _dated(match["year"], int(match["month"]), match["day"], today)


def _dated(year: str | None, month: int, day: str, today: date) -> date | None:
    """Return that date; without a year the coming one."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
        found = date(today.year, month, int(day))
        found = found if found >= today else date(today.year + 1, month, int(day))
    except ValueError:  # there is no such day
        return None
    return found if (found - today).days <= _TOO_FAR else None


def _end_of_week(match: "re.Match[str]", today: date) -> date:
    friday = today + (_FRIDAY - today.weekday()) * _DAY
    return friday + 7 * _DAY if match["next"] or friday < today else friday


def _end_of_month(match: "re.Match[str]", today: date) -> date:
    """Return the last weekday of the month."""
    month = today.month + bool(match["next"])
    first = date(today.year + month // 12, month % 12 + 1, 1)
    last = first - _DAY
    return last - max(last.weekday() - _FRIDAY, 0) * _DAY


def _in_a_month(match: "re.Match[str]", today: date) -> date:
    """Return the middle, or the last weekday, of the coming month of that name."""
    month = _numbered(match, "month")
    year = int(match["year"] or today.year + (month < today.month))
    if match["middle"]:
        return date(year, month, 15)
    last = date(year + month // 12, month % 12 + 1, 1) - _DAY
    return last - max(last.weekday() - _FRIDAY, 0) * _DAY


def _end_of_calendar_week(match: "re.Match[str]", today: date) -> date | None:
    """Return the Friday of that ISO week, of this year or the next; None if it has passed or there is none."""
    for year in (today.year, today.year + 1):
        try:
            friday = date.fromisocalendar(year, int(match["number"]), _FRIDAY + 1)
        except ValueError:
            return None
        if friday >= today:
            return friday if (friday - today).days <= _TOO_FAR else None
    return None


def _compiled(pattern: str) -> "re.Pattern[str]":
    # "Monday.com" is no day.
    return re.compile(rf"(?:{pattern})(?!\w|\.(?-i:[a-z]))", re.IGNORECASE)


_MEANINGS: tuple[tuple["re.Pattern[str]", Meaning], ...] = (
    (_compiled(r"heute|today|tonight"), lambda _, today: today),
    (_compiled(r"übermorgen|(?:the\s+)?day\s+after\s+tomorrow"), lambda _, today: today + 2 * _DAY),
    (_compiled(r"morgen|tomorrow|tmrw"), lambda _, today: today + _DAY),
    (
        _compiled(
            r"(?:ende|(?:the\s+)?end\s+of)\s+(?:der\s+)?(?:kw|calendar\s+week|week)\s*(?P<number>\d{1,2})"
        ),
        _end_of_calendar_week,
    ),
    (
        _compiled(
            r"(?:(?:this|diese)\s+(?:woche|week)|(?:ende\s+(?:der|dieser)|end\s+of(?:\s+the|\s+this)?|ende)\s+(?:woche|week)|wochenende|eow|(?:the\s+)?weekend"
            r"|(?P<next>ende\s+(?:nächster|der\s+nächsten|kommender)\s+woche|(?:the\s+)?end\s+of\s+next\s+week))"
        ),
        _end_of_week,
    ),
    (
        _compiled(
            r"(?:monatsende|ende\s+(?:des|dieses)\s+monats?|(?:the\s+)?end\s+of(?:\s+the|\s+this)?\s+month|eom|ultimo"
            r"|(?P<next>ende\s+(?:nächsten|kommenden)\s+monats|(?:the\s+)?end\s+of\s+next\s+month))"
        ),
        _end_of_month,
    ),
    (
        _compiled(
            rf"(?:(?P<middle>mitte|mid|(?:the\s+)?middle\s+of)|ende|(?:the\s+)?end\s+of)[\s-]+(?:{_MONTH}){_YEAR}"
        ),
        _in_a_month,
    ),
    (
        _compiled(
            rf"(?:(?P<this>{_THIS})\s+|(?P<next>{_NEXT})\s+|(?:kommende[nrms]?|coming)\s+)?(?:{_WEEKDAY})"
            rf"(?P<next_week>[\s,]+(?:{_NEXT_WEEK}))?"
        ),
        _weekday,
    ),
    (_compiled(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"), _in_figures),
    (
        _compiled(
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>20\d\d|\d\d)(?![.:]?\d|\s*(?:uhr|h\b)))?"
        ),
        _in_figures,
    ),
    (
        _compiled(rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?{_YEAR}"),
        _written,
    ),
    (_compiled(rf"(?:{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}"), _written),
)
