"""Which cues are found in a message, and which of them hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain.detector.cue import Cue, Reach, Role
from bot.domain.detector.index import Entry, candidates
from bot.domain.detector.reading import Clause
from bot.domain.detector.vocabulary import NEGATIONS

_NEGATIONS = frozenset(NEGATIONS)
_AROUND = 2
_SAY_UNLESS_THEMSELVES = frozenset({Role.LETTING_GO, Role.CLOSES})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue that is found in the clause of that index."""

    cue: Cue
    clause: int


def find(clauses: Sequence[Clause], without: Collection[str] = ()) -> list[Found]:
    """Return the cues that hold, clause by clause; those whose id is in `without` are not looked for."""
    found = _found(clauses, without)
    doubts = _Doubts(clauses, [one for one in found if one.cue.role is Role.DOUBT])
    return [one for one in found if one.cue.role is not Role.DOUBT and not doubts.take_back(one)]


def cues_in(clauses: Sequence[Clause]) -> set[str]:
    """Return the ids of the cues that hold, and of the doubts that take others back."""
    doubts = {one.cue.id for one in _found(clauses, ()) if one.cue.role is Role.DOUBT}
    return doubts | {one.cue.id for one in find(clauses)}


def _found(clauses: Sequence[Clause], without: Collection[str]) -> list[Found]:
    return [Found(cue, index) for index, clause in enumerate(clauses) for cue in _in_clause(clause, without)]


def _in_clause(clause: Clause, without: Collection[str]) -> list[Cue]:
    held: dict[int, Cue] = {}
    for entry in candidates(clause.words):
        if entry.rank not in held and entry.cue.id not in without and _holds(entry, clause):
            held[entry.rank] = entry.cue
    return [cue for _, cue in sorted(held.items())]


def _holds(entry: Entry, clause: Clause) -> bool:
    doubt = entry.cue.role is Role.DOUBT
    if not doubt and clause.question != entry.cue.questions:
        return False
    match = entry.pattern.search(clause.text, clause.words)
    if match is None:
        return False
    before, after = clause.text[: match.start()].split(), clause.text[match.end() :].split()
    if entry.cue.role in _SAY_UNLESS_THEMSELVES:
        if not entry.unless.isdisjoint(chain(before, after)):
            return False
    elif not entry.unless.isdisjoint(clause.words):
        return False
    return doubt or _NEGATIONS.isdisjoint(chain(before[-_AROUND:], after[:_AROUND]))


class _Doubts:
    """What the doubts in a message take back; an acceptance is never taken back."""

    def __init__(self, clauses: Sequence[Clause], doubts: Sequence[Found]) -> None:
        self._clauses = clauses
        self._whole = any(one.cue.reach is Reach.MESSAGE for one in doubts)
        self._here = {one.clause for one in doubts if one.cue.reach is Reach.CLAUSE}
        self._from: dict[int, int] = {}
        for one in doubts:
            if one.cue.reach is Reach.SENTENCE:
                self._from.setdefault(clauses[one.clause].sentence, one.clause)

    def take_back(self, one: Found) -> bool:
        """Return whether what the cue says does not hold."""
        if one.cue.role is Role.CLOSES:
            return False
        since = self._from.get(self._clauses[one.clause].sentence)
        if self._whole or (since is not None and since <= one.clause):
            return True
        return one.cue.role is Role.HAND_OVER and one.clause in self._here
