"""The names of the people of a workspace, found again in what somebody wrote."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.domain.guest.patterns import TITLED

_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})?")
_BETWEEN = re.compile(r"[ \u00a0.-]{1,2}")
_SHORTEST = 3

# People are called so too; alone, these are what they mean, and a text without its days could not be read any more.
# Folded as names are. No first names: "Grace fragen" means Grace.
_EVERYDAY_WORDS = """
montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday
saturday sunday januar februar marz april mai juni juli august september oktober november dezember january
february march may june july october december heute morgen gestern sommer winter herbst fruhling summer
autumn spring will can min gross klein kurz lang lange jung
neu alt schwarz weiss grun braun rot blau black white green brown gray grey young long short small best
price power page bank bach berg stein wald see feld haus hof kaiser konig herr frau zeit tag geld lieb
fromm gut reich the and der die das und fur von van den mit team test bot support admin sales service info
office it hr
"""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that are one in Unicode, and two or another one on most keyboards."""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


class Part(NamedTuple):
    """Where a part of a name stands, and how it is known."""

    begin: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The parts of everybody's names, folded, and which of them follow each other; some are everyday words too."""

    parts: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    everyday: frozenset[str] = _EVERYDAY

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where names stand, the words of one name together, without a genitive's s.

        An everyday word counts only beside another part of the same name: "Karl Freitag" is somebody, "bis Freitag"
        and "Anna Freitag fragen" have to keep their Friday.
        """
        for row in self._rows(text):
            if len(row) > 1 or not self._is_everyday(row[0].folded):
                yield row[0].begin, row[-1].end

    def _rows(self, text: str) -> Iterator[list[Part]]:
        row: list[Part] = []
        for part in self._parts_in(text):
            if row and self._follows(text, row[-1], part):
                row.append(part)
                continue
            if row:
                yield row
            row = [part]
        if row:
            yield row

    def _follows(self, text: str, before: Part, part: Part) -> bool:
        beside = _BETWEEN.fullmatch(text, before.end, part.begin)
        return beside is not None and (before.folded, part.folded) in self.pairs

    def _parts_in(self, text: str) -> Iterator[Part]:
        for found in _WORD.finditer(text):
            word = found[0]
            stem = next((one for one in (word, *_without_s(word)) if _fold(one) in self.parts), None)
            if stem is not None:
                yield Part(found.start(), found.start() + len(stem), _fold(stem))

    def _is_everyday(self, part: str) -> bool:
        return len(part) < _SHORTEST or part in self.everyday


def known_names(names: Iterable[str], words: Iterable[str] = ()) -> KnownNames:
    """Return the names of people; `words` are everyday words of the company: departments, topics."""
    rows = [_WORD.findall(name) for name in names]
    spelled = [[*map(fold, row)] for row in rows for fold in (_fold, _in_ascii)]
    parts = frozenset(part for row in spelled for part in row if len(part) > 1)
    pairs = frozenset(pair for row in spelled for pair in pairwise(row))
    everyday = {_fold(part) for word in words for part in _WORD.findall(word)}
    return KnownNames(parts, pairs, _EVERYDAY | everyday)


def name_spans(text: str, known: KnownNames) -> Iterator[tuple[int, int]]:
    """Yield where names stand, in order: those that are known, and what follows a title."""
    begin = end = 0
    for first, last in sorted([*known.spans(text), *_titled(text, known)]):
        if first > end:
            if end:
                yield begin, end
            begin = first
        end = max(end, last)
    if end:
        yield begin, end


def _titled(text: str, known: KnownNames) -> Iterator[tuple[int, int]]:
    for found in TITLED.finditer(text):
        more = found["more"]
        yield found.start("name"), found.end("more" if more and _fold(more) not in known.everyday else "name")


def _fold(word: str) -> str:
    """Return a word without case and accents: José is Jose, too."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.casefold().translate(_BARRED)


def _in_ascii(word: str) -> str:
    """Return a word as it is typed where there are no umlauts: Müller is Mueller, too."""
    return _fold(unicodedata.normalize("NFC", word).casefold().translate(_UMLAUTS))


def _without_s(word: str) -> list[str]:
    return [word.removesuffix(ending) for ending in ("'s", "’s", "s", "S") if word.endswith(ending)]
