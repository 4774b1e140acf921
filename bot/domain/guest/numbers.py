"""Numbers in a text, however they are written: digits, words, shares, hours.

Rather one too many is found than one too few: what cannot be read for certain is a number without a value.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.guest.number_words import value_of, without_idioms


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "count"
    PERCENT = "percent"
    HOURS = "hours"
    MINUTES = "minutes"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit; with `of` it is that many of so many ("5 of 9")."""

    number: Decimal
    unit: Unit = Unit.COUNT
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, from `start` to before `end`; `value` is None if it cannot be read for certain."""

    start: int
    end: int
    value: Value | None


_PIECE = re.compile(
    r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<sign>[%‰]|[^\W_])"
)
_DIGITS = {
    "de": re.compile(r"(?:0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*)(?:,[0-9]+)?"),
    "en": re.compile(r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?"),
}
_ROMAN = re.compile("[IVXLCDM]{2,}|[VXLCDM]")
_UNITS = (
    (Unit.PERCENT, r"\s?(?:%|(?:prozent|percent|per cent)\b)"),
    (Unit.HOURS, r"\s?(?:h|std\.?|(?:geschäfts)?stunden?|(?:business )?hours?|hrs?)(?!\w)"),
    (Unit.MINUTES, r"\s?(?:min|minuten?|minutes?|mins)(?!\w)"),
    (Unit.COUNT, r"(?:-mal|×|\s(?:mal|times))(?!\w)"),
)
_UNIT = tuple((unit, re.compile(written, re.IGNORECASE)) for unit, written in _UNITS)
_UNKNOWN_BEHIND = re.compile(
    r"\w|[-/:][0-9\w]|\.\s?(?-i:[a-zäöü])"
    r"|\s?[€$£°‰]|\s(?:\w*tagen?|tag|\w*wochen?|monate?n?|jahre?n?|sekunden?|days?|weeks?|months?|years?|seconds?|eur\w*"
    r"|abteilung\w*|departments?|flows?|teams?|mio|mrd|k)(?!\w)",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?:KW|Woche|week)\s$", re.IGNORECASE)
_OF = re.compile(r"\s(?:von|of|out of)\s", re.IGNORECASE)
_NOT_EXACT = re.compile(
    r"(?:\b(?:(?<!innerhalb )von|of|aus|unter|from|among|über|over|under|als|than|bis|to|um|by|gegen|zwischen|between)"
    r"(?:\s(?:the|den|zu))?\s|[~≈<>≤≥±$€£]\s?|[-−–+#.,:/]|\w)$",
    re.IGNORECASE,
)
_NOTHING_BETWEEN = re.compile(r"[\s\-–—/.]*")


def numbers(text: str, language: str) -> list[Number]:
    """Return the numbers of a text in "de" or "en", in order; the language says what a point and a comma mean."""
    plain = without_idioms(text)
    return [_exact(plain, one) for one in _paired(plain, [*_pieces(plain, language)])]


def _pieces(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers one by one, each with the unit behind it."""
    end = 0
    for piece in _PIECE.finditer(text):
        if piece.start() < end:  # a unit, and read as such already
            continue
        try:
            number = _number(piece, language)
        except KeyError:
            continue
        start, end = piece.span()
        value, end = _with_unit(text, start, end, number)
        yield Number(start, end, value)


def _number(piece: re.Match[str], language: str) -> Decimal | None:
    """Return what is read, None if that is uncertain; raise KeyError for a word that is no number."""
    written = piece.group()
    if piece["digits"]:
        if not _DIGITS[language].fullmatch(written):
            return None
        grouping, point = (".", ",") if language == "de" else (",", ".")
        return Decimal(written.replace(grouping, "").replace(point, "."))
    if (
        piece["sign"]
        or _ROMAN.fullmatch(written)
        or any(unicodedata.category(char)[0] == "N" for char in written)
    ):
        return None
    return value_of(written)


def _with_unit(text: str, start: int, end: int, number: Decimal | None) -> tuple[Value | None, int]:
    if number is None:
        return None, end
    for unit, pattern in _UNIT:
        if found := pattern.match(text, end):
            return Value(number, unit), found.end()
    if _UNKNOWN_BEHIND.match(text, end):
        return None, end
    unit = Unit.WEEK if text[start].isdigit() and _WEEK.search(text, 0, start) else Unit.COUNT
    return Value(number, unit), end


def _paired(text: str, found: Sequence[Number]) -> Iterator[Number]:
    """Yield "5 of 9" as one number; numbers with nothing between them are one too, of which nobody knows the value."""
    waiting: Number | None = None
    for number in found:
        if waiting is None:
            waiting = number
            continue
        between = text[waiting.end : number.start]
        if _OF.fullmatch(between):
            waiting = Number(waiting.start, number.end, _of(waiting.value, number.value))
        elif _NOTHING_BETWEEN.fullmatch(between):
            waiting = Number(waiting.start, number.end, None)
        else:
            yield waiting
            waiting = number
    if waiting is not None:
        yield waiting


def _of(part: Value | None, whole: Value | None) -> Value | None:
    if part is None or whole is None or {part.unit, whole.unit} != {Unit.COUNT} or part.of is not None:
        return None
    return Value(part.number, Unit.COUNT, whole.number)


def _exact(text: str, number: Number) -> Number:
    """Return the number; without its value if what stands before it takes it back: more than, up to, minus."""
    return replace(number, value=None) if _NOT_EXACT.search(text, 0, number.start) else number
