"""Which department accepted matters in these words before: a small ranking that can be explained by its words.

A word tells of a department if it stood in several of its handoffs and hardly in those of others. The department with
the most such words is proposed. Departments are ranked, never people.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.proposing.routing import Proposal
from bot.domain.text import words

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Letters of the shortest word that is looked for: shorter ones stand everywhere."""
_MOST = 16
_HANDOFFS = 3
"""How many handoffs make a habit; of fewer, somebody might be recognised."""
_SHARE = 0.6
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Accepted:
    """A handoff that was accepted, and which of the words that were looked for stand in it."""

    department: str
    words: frozenset[str]


def telling_words(text: str) -> dict[str, str]:
    """Return the words by which earlier handoffs are looked for, folded, each with how it is written, in order."""
    folded = ((word, written) for written in _WORD.findall(text) for word in words(written))
    wanted = {word: written for word, written in folded if len(word) >= _SHORTEST}
    return dict(islice(wanted.items(), _MOST))


def propose_by_past(
    wanted: Mapping[str, str], earlier: Sequence[Accepted], among: Collection[str]
) -> Proposal | None:
    """Return the department that most words tell of; None if there is none, or more than one.

    `wanted` are the words of the text, folded, each with how it is written.
    """
    told: defaultdict[str, list[str]] = defaultdict(list)
    for word in wanted:
        holders = Counter(one.department for one in earlier if word in one.words)
        if (department := _told_of(holders)) in among:
            told[department].append(word)
    match sorted(told, key=lambda department: -len(told[department])):
        case [first, *others] if not others or len(told[others[0]]) < len(told[first]):
            because = ", ".join(wanted[word] for word in told[first][:_SHOWN])
            return Proposal(first, because, alike=_alike(first, told[first], earlier))
        case _:
            return None


def _told_of(holders: Mapping[str, int]) -> str:
    department = max(holders, key=lambda key: holders[key], default="")
    count = holders.get(department, 0)
    return department if count >= _HANDOFFS and count >= _SHARE * sum(holders.values()) else ""


def _alike(department: str, telling: Sequence[str], earlier: Sequence[Accepted]) -> int:
    return sum(one.department == department and not one.words.isdisjoint(telling) for one in earlier)
