"""Working hours as people read and write them in their language: Mo-Do 08:00-16:30."""

import re
from collections.abc import Mapping

from bot.domain.time.hours import WEEKDAYS

_GERMAN = ("mo", "di", "mi", "do", "fr", "sa", "so")
_TO_GERMAN = dict(zip(WEEKDAYS, _GERMAN, strict=True))
_DAYS = {**dict(zip(_GERMAN, WEEKDAYS, strict=True)), **{day: day for day in WEEKDAYS}}
_LINE = re.compile(r"\s*([^\W\d_]+)\.?(?:\s*[-–]\s*([^\W\d_]+)\.?)?\s*:?\s+(.+)")
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d\d))?(?![\d:])")
_DASH = re.compile(r"\s*[-–]\s*")
_NAME = {"de": _TO_GERMAN, "en": {day: day for day in WEEKDAYS}}


def written_hours(hours: Mapping[str, str], language: str) -> str:
    """Return hours as lines of text, from Monday on: Mo-Do 08:00-16:30."""
    lines = sorted(hours.items(), key=lambda line: WEEKDAYS.index(line[0].partition("-")[0]))
    return "\n".join(f"{_days(days, language)} {slots}" for days, slots in lines)


def read_hours(text: str) -> dict[str, str] | None:
    """Return what `written_hours` writes, in German or English, 8-12 for 08:00-12:00; None if it is something else."""
    hours: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line)
        days = [_day(name) for name in match.groups()[:2] if name] if match else [None]
        if match is None or None in days:
            return None
        hours["-".join(day for day in days if day)] = _HOUR.sub(_clock, _DASH.sub("-", match[3])).strip()
    return hours or None


def _day(name: str) -> str | None:
    """Return the day that a name begins with: Freitag, Fr, friday."""
    return _DAYS.get(name[:3].casefold()) or _DAYS.get(name[:2].casefold())


def _clock(match: "re.Match[str]") -> str:
    return f"{match[1]:0>2}:{match[2] or '00'}"


def _days(days: str, language: str) -> str:
    return "-".join(_NAME[language][day].capitalize() for day in days.split("-"))
