"""The names of the people of a workspace, found again in what somebody wrote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BETWEEN = re.compile(r"[ \u00a0.-]{1,2}")
_SHORTEST = 3

# People are called so too; alone, these are what they mean, and a text without its days could not be read any more.
# No first names: "Grace fragen" means Grace.
_EVERYDAY_WORDS = """
montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday
saturday sunday januar februar märz april mai juni juli august september oktober november dezember january
february march may june july october december heute morgen gestern sommer winter herbst frühling summer
autumn spring will can min gross groß klein kurz lang lange jung
neu alt schwarz weiß weiss grün braun rot blau black white green brown gray grey young long short small best
price power page bank bach berg stein wald see feld haus hof kaiser könig herr frau zeit tag geld lieb
fromm gut reich the and der die das und für von van den mit team test bot support admin sales service info
office it hr
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


class Word(NamedTuple):
    """Where a part of a name stands, and whether it is an everyday word as well."""

    begin: int
    end: int
    everyday: bool


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Parts of names, case folded: the first names and the last names of everybody; some are everyday words too."""

    parts: frozenset[str] = frozenset()
    everyday: frozenset[str] = _EVERYDAY

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where names stand, several words of one name together, without a genitive's s."""
        for row in _rows(text, self._candidates(text)):
            yield row[0].begin, row[-1].end

    def _candidates(self, text: str) -> Iterator[Word]:
        for found in _WORD.finditer(text):
            word = found[0].casefold()
            stem = next((one for one in (word, *_without_s(word)) if one in self.parts), None)
            if stem is not None:
                end = found.start() + len(stem) if len(word) == len(found[0]) else found.end()
                yield Word(found.start(), end, stem in self.everyday)


def known_names(names: Iterable[str], words: Iterable[str] = ()) -> KnownNames:
    """Return the names of people; `words` are everyday words of the company: departments, topics."""
    parts = {part for name in names for part in _parts(name) if len(part) >= _SHORTEST}
    return KnownNames(frozenset(parts), _EVERYDAY.union(*map(_parts, words)))


def _parts(name: str) -> list[str]:
    return [found.casefold() for found in _WORD.findall(name)]


def _without_s(word: str) -> list[str]:
    return [word.removesuffix(ending) for ending in ("'s", "’s", "s") if word.endswith(ending)]


def _rows(text: str, found: Iterable[Word]) -> list[list[Word]]:
    """Return the found words in rows: words of one name have nothing but a blank or a hyphen between them.

    An everyday word begins no row: "Freitag Anna fragen" has to keep its Friday.
    """
    rows: list[list[Word]] = []
    for word in found:
        if rows and _BETWEEN.fullmatch(text, rows[-1][-1].end, word.begin):
            rows[-1].append(word)
        elif not word.everyday:
            rows.append([word])
    return rows
