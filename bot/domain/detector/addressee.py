"""Which department a message is about: the one that something went to, before any that is only named."""

from collections.abc import Iterable, Sequence

from bot.domain.detector.directory import Directory
from bot.domain.detector.naming import Name
from bot.domain.detector.reading import Clause


def addressee(clauses: Sequence[Clause], decisive: Iterable[int], directory: Directory) -> str | None:
    """Return the key of the department; None if none is named, or several with nothing to choose by.

    `decisive` are the clauses in which something was handed over or let go.
    """
    clear = sorted(set(decisive))
    there = [name for index in clear for name in clauses[index].names]
    everywhere = [name for clause in clauses for name in clause.names]
    for names in (there, everywhere):
        if keys := _keys(name for name in names if not name.away):
            return _only(keys) or _only(_keys(name for name in names if name.towards))
    if keys := _keys(everywhere):
        return None if clear else _only(keys)
    if there:
        return None
    return _only({key for clause in clauses for word in clause.words if (key := directory.by_topic(word))})


def _keys(names: Iterable[Name]) -> set[str]:
    return {name.key for name in names if name.key}


def _only(keys: set[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None
