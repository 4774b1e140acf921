"""Names, addresses and numbers of people are put away before a text leaves, and put back into the answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.guest.names import KnownNames, name_spans
from bot.domain.guest.patterns import MARK, PATTERNS, Hidden

_BROKEN_OFF = re.compile(r"\[[A-Z]*_?\d*$")


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
        return MARK.sub(self._thing, text)

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
    for kind, pattern in PATTERNS:
        parts = _hidden(parts, put_away, kind, pattern)
    if given := [re.escape(name.strip()) for name in sorted(names, key=len, reverse=True) if name.strip()]:
        exactly = re.compile(rf"(?<!\w)(?:{'|'.join(given)})(?=s?(?!\w))", re.IGNORECASE)
        parts = _hidden(parts, put_away, Hidden.PERSON, exactly)
    parts = [one for part in parts for one in _without_names(part, put_away, known)]
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


def _without_names(part: _Part, put_away: Placeholders, known: KnownNames) -> list[_Part]:
    if isinstance(part, _Mark):
        return [part]
    return list(_split(part, put_away, Hidden.PERSON, name_spans(part, known)))


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
    group = "meant" if "meant" in pattern.groupindex else 0
    return (found.span(group) for found in pattern.finditer(text))
