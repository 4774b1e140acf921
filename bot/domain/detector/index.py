"""All patterns of all cues by a word that each of them needs, so that a clause meets only those that may fit."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.domain.detector.cue import Cue
from bot.domain.detector.cues import CUES
from bot.domain.detector.folding import fold
from bot.domain.detector.patterns import Pattern, compiled
from bot.domain.detector.vocabulary import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of one cue; `rank` is the cue's place in the list."""

    rank: int
    cue: Cue
    pattern: Pattern
    unless: frozenset[str]


Index = dict[str, list[Entry]]


@cache
def index() -> Index:
    """Return the index; made once, when the first message comes."""
    entries: Index = defaultdict(list)
    for rank, cue in enumerate(CUES):
        unless = frozenset(fold(cue.unless).split())
        for pattern in map(compiled, cue.patterns):
            for word in min(pattern.needs, key=_cost, default=frozenset({""})):
                entries[word].append(Entry(rank, cue, pattern, unless))
    return dict(entries)


def candidates(words: frozenset[str]) -> Iterator[Entry]:
    """Yield the patterns that may be found in a clause of these words, and those of which that cannot be told."""
    entries = index()
    for word in words:
        yield from entries.get(word, ())
    yield from entries.get("", ())


def _cost(needed: frozenset[str]) -> tuple[int, int]:
    return len(needed & EVERYWHERE), len(needed)
