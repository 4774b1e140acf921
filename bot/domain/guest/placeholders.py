"""Names, addresses and numbers of people are put away before a text leaves, and put back into the answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.guest.names import KnownNames


class Hidden(StrEnum):
    """What a placeholder stands for; `TEXT` is something that looked like a placeholder already."""

    PERSON = "PERSON"
    MAIL = "MAIL"
    PHONE = "PHONE"
    IBAN = "IBAN"
    TEXT = "TEXT"


# With and without brackets, in any case: models copy them badly.
_KINDS = "|".join(Hidden)
_MARK = re.compile(rf"\[({_KINDS})[ _]?(\d{{1,4}})\]|\b({_KINDS})_(\d{{1,4}})\b", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"\[[A-Z]*_?\d*$")

_PATTERNS: tuple[tuple[Hidden, re.Pattern[str]], ...] = (
    (Hidden.TEXT, _MARK),
    (Hidden.PERSON, re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")),
    (Hidden.MAIL, re.compile(r"[\w.!#$%&'*+/=?^`{}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (
        Hidden.IBAN,
        # In groups of four, of which from the second on each has a digit; words that follow have none.
        re.compile(
            r"\b[A-Z]{2}\d{2}[ \u00a0.-]?[A-Z0-9]{4}(?:[ \u00a0.-]?(?=[A-Z]{0,3}\d)[A-Z0-9]{4}){1,6}"
            r"(?:[ \u00a0.-]?(?=[A-Z]{0,2}\d)[A-Z0-9]{1,3})?\b",
            re.IGNORECASE,
        ),
    ),
    (
        Hidden.PHONE,
        # Begins with + or 0, or is written as in America; 01.12.2026 and 08.30-16.30 are none.
        re.compile(
            r"(?<![\w+])(?!\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})?\b)(?!\d{1,2}\.\d{2} ?[\u2013-] ?\d{1,2}\.\d{2}\b)"
            r"(?:(?:\+|\(\+|00?(?=[\d (/-])|\(0)[\d() \u00a0/.\u2013-]{5,60}\d"
            r"|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4})(?!\w)"
        ),
    ),
    (
        Hidden.PERSON,
        re.compile(
            r"(?<=\bHerr )[A-ZÄÖÜ][\w'’-]+|(?<=\bHerrn )[A-ZÄÖÜ][\w'’-]+|(?<=\bFrau )[A-ZÄÖÜ][\w'’-]+"
            r"|(?<=\bMr )[A-Z][\w'’-]+|(?<=\bMr\. )[A-Z][\w'’-]+|(?<=\bMrs )[A-Z][\w'’-]+"
            r"|(?<=\bMrs\. )[A-Z][\w'’-]+|(?<=\bMs )[A-Z][\w'’-]+|(?<=\bMs\. )[A-Z][\w'’-]+"
            r"|(?<=\bDr\. )[A-ZÄÖÜ][\w'’-]+"
        ),
    ),
)


class InventedError(ValueError):
    """The model wrote a placeholder that stands for nothing."""


@dataclass(slots=True)
class Placeholders:
    """What was put away, by its placeholder; the same thing is the same placeholder throughout."""

    _things: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)

    def mark(self, kind: Hidden, thing: str) -> str:
        """Put a thing away and return what stands for it."""
        known = self._marks.get(thing.casefold())
        if known is None:
            number = sum(mark.startswith(f"[{kind}_") for mark in self._things) + 1
            known = self._marks[thing.casefold()] = f"[{kind}_{number}]"
            self._things[known] = thing
        return known

    def restore(self, text: str) -> str:
        """Return the text with everything put back; raise InventedError for what was never put away."""
        return _MARK.sub(self._thing, text)

    def _thing(self, found: re.Match[str]) -> str:
        kind, number = found[1] or found[3], found[2] or found[4]
        mark = f"[{kind.upper()}_{int(number)}]"
        if mark not in self._things:
            raise InventedError(mark)
        return self._things[mark]


def hide(text: str, names: Sequence[str], known: KnownNames) -> tuple[str, Placeholders]:
    """Return the text without people's names, mail addresses, phone numbers and IBANs, and what was put away.

    `names` are hidden wherever they stand. What comes out of patterns and lists is a net with holes: a name that
    nobody has told, and that no title stands before, is not known for one.
    """
    put_away = Placeholders()
    parts: list[_Part] = [text]
    for kind, pattern in _PATTERNS[:-1]:
        parts = _hidden(parts, put_away, kind, pattern)
    if given := [re.escape(name.strip()) for name in sorted(names, key=len, reverse=True) if name.strip()]:
        exactly = re.compile(rf"(?<!\w)(?:{'|'.join(given)})(?=s?(?!\w))", re.IGNORECASE)
        parts = _hidden(parts, put_away, Hidden.PERSON, exactly)
    parts = [one for part in parts for one in _without_known(part, put_away, known)]
    parts = _hidden(parts, put_away, *_PATTERNS[-1])
    return "".join(part if isinstance(part, str) else part.mark for part in parts), put_away


def cut(text: str, longest: int) -> str:
    """Return at most so many characters of a text with placeholders, none of them broken off."""
    return text if len(text) <= longest else _BROKEN_OFF.sub("", text[:longest]) + " …"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place that is done: no later pattern reads it."""

    mark: str


_Part = str | _Mark


def _hidden(
    parts: Sequence[_Part], put_away: Placeholders, kind: Hidden, pattern: re.Pattern[str]
) -> list[_Part]:
    """Return the parts with what the pattern finds put away."""
    found: list[_Part] = []
    for part in parts:
        found += [part] if isinstance(part, _Mark) else _split(part, put_away, kind, _spans(pattern, part))
    return found


def _without_known(part: _Part, put_away: Placeholders, known: KnownNames) -> list[_Part]:
    if isinstance(part, _Mark):
        return [part]
    return list(_split(part, put_away, Hidden.PERSON, known.spans(part)))


def _split(
    text: str, put_away: Placeholders, kind: Hidden, spans: Iterator[tuple[int, int]]
) -> Iterator[_Part]:
    at = 0
    for begin, end in spans:
        yield text[at:begin]
        yield _Mark(put_away.mark(kind, text[begin:end]))
        at = end
    yield text[at:]


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))
