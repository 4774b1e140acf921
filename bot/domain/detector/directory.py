"""How a company's departments are called: looked up word by word, and never guessed."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.company.department import Department
from bot.domain.detector.folding import fold, spell_out
from bot.domain.detector.spelling import one_slip_apart
from bot.domain.detector.teams import RELATED, SAME, Words

_INFLECTED = ("s", "es", "n", "en", "er", "ern")
_SAFE_TO_MISSPELL = 7
_SAFE_TO_COMPOUND = 5
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Called:
    """What one department is called; `ids` are of its Slack channel and user group, `mail` its names in mail addresses."""

    key: str
    names: tuple[str, ...]
    topics: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()

    @classmethod
    def of(cls, department: Department) -> "Called":
        """Return what a department of the organisation is called."""
        ids = (department.channel, department.usergroup) if department.usergroup else (department.channel,)
        return cls(department.key, (department.key, department.name), department.topics, ids, department.mail)


@dataclass(frozen=True, slots=True)
class Directory:
    """The names of all departments, folded; a name that several of them share names none."""

    ids: Mapping[str, str] = field(default_factory=dict)
    mail: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[Words, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    by_initial: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, departments: Iterable[Department | Called]) -> "Directory":
        """Return the directory of these departments; build it once, it serves any number of messages."""
        called = [one if isinstance(one, Called) else Called.of(one) for one in departments]
        own = _unique((words_of(name), one.key) for one in called for name in one.names)
        topics = _unique((words_of(topic)[-1:], one.key) for one in called for topic in one.topics)
        names = _also_called(own)
        return cls(
            {identity: one.key for one in called for identity in one.ids},
            {name: one.key for one in called for name in one.mail},
            names,
            {words[0]: key for words, key in topics.items()},
            _by_initial(words[0] for words in names if len(words) == 1),
            {words[0]: len(words) for words in sorted(names, key=len)},
        )

    def named(self, words: Words) -> str | None:
        """Return the key of the department that exactly these folded words name."""
        found = self.names.get(words)
        return found or (self._inflected(words[0]) or self._misspelled(words[0]) if len(words) == 1 else None)

    def longest(self, word: str) -> int:
        """Return of how many words the longest name is that begins with `word`; at least 1."""
        return self.lengths.get(word, 1)

    def by_topic(self, word: str) -> str | None:
        """Return the key of the department whose topic `word` is, or begins with: Vertragsentwurf, Vertrag."""
        if key := self.topics.get(word):
            return key
        starts = (word[:length] for length in range(min(len(word), _LONGEST), _SAFE_TO_COMPOUND - 1, -1))
        return next((self.topics[start] for start in starts if start in self.topics), None)

    def _inflected(self, word: str) -> str | None:
        if word[-1] not in "snr":
            return None
        stems = (word.removesuffix(ending) for ending in _INFLECTED if word.endswith(ending))
        return next((key for stem in stems if len(stem) > 3 and (key := self.names.get((stem,)))), None)

    def _misspelled(self, word: str) -> str | None:
        near = {self.names[name,] for name in self.by_initial.get(word[0], ()) if one_slip_apart(name, word)}
        return near.pop() if len(near) == 1 else None


def _by_initial(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names that are long enough to be known when misspelled."""
    by_initial = defaultdict(list)
    for name in names:
        if len(name) >= _SAFE_TO_MISSPELL:
            by_initial[name[0]].append(name)
    return by_initial


def words_of(name: str) -> Words:
    """Return the folded words of a department's name."""
    return tuple(
        part
        for word in fold(unicodedata.normalize("NFC", name)).split()
        for part in spell_out(word)
        if part.strip("&+/")
    )


def _unique(named: Iterable[tuple[Words, str]]) -> dict[Words, str]:
    keys: defaultdict[Words, set[str]] = defaultdict(set)
    for words, key in named:
        if words:
            keys[words].add(key)
    return {words: next(iter(found)) for words, found in keys.items() if len(found) == 1}


def _also_called(own: dict[Words, str]) -> dict[Words, str]:
    """Return `own` and what the departments are called elsewhere, as far as that is not another's own name."""
    same = _unique(
        (other, key) for words, key in own.items() for names in SAME if words in names for other in names
    )
    names = same | own
    return {(word,): names[of,] for word, of in RELATED.items() if (of,) in names} | names
