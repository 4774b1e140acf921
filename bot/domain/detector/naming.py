"""Where a text names a department or another group of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.detector.directory import Directory
from bot.domain.detector.folding import fold, listed
from bot.domain.detector.markup import GROUP
from bot.domain.detector.teams import ENDINGS, is_group

TEAM = "§team"
"""What stands for a group in the words of a clause."""

_ENDINGS = tuple(fold(ending) for ending in ENDINGS)
_NEEDS_CAPITALS = {"it": "IT", "recht": "Recht", "personal": "Personal", "werk": "Werk", "desk": "Desk"}
_NO_LITTLE_WORDS = listed("hr qa qs")
_BEFORE_A_NAME = listed("der die unsere unserer deren")
_NO_NAME_BEFORE = listed("haben hast hat habe habt geben gibt")
_FROM = listed("von from aus laut")
_TO = listed("an to in into bei with zu over")
_ARTICLES = listed("die der das den dem the our unsere unserer unseren")


@dataclass(frozen=True, slots=True)
class Name:
    """A group that is named, over `length` words; `key` is its department's, `before` are up to three words in front."""

    key: str | None
    length: int
    before: tuple[str, ...]

    @property
    def towards(self) -> bool:
        """Return whether something goes to the group, or lies with it."""
        return not _TO.isdisjoint(self._preposition())

    @property
    def away(self) -> bool:
        """Return whether something comes from the group; the colleagues from accounting are accounting."""
        return TEAM not in self.before and not _FROM.isdisjoint(self._preposition())

    def _preposition(self) -> tuple[str, ...]:
        return self.before[-2:] if self.before[-1:] and self.before[-1] in _ARTICLES else self.before[-1:]


def name_at(
    spelled: Sequence[tuple[str, str]], at: int, directory: Directory, before: tuple[str, ...]
) -> Name | None:
    """Return the group whose name begins at `at`; `spelled` has each word folded, and as it was typed."""
    word = spelled[at][0]
    if word.startswith(GROUP):
        return Name(word.removeprefix(GROUP).removeprefix("-") or None, 1, before)
    if (word in _NEEDS_CAPITALS or _is_small(*spelled[at])) and not _meant(
        spelled, at, before[-1] if before else ""
    ):
        return None
    for length in range(min(directory.longest(word), len(spelled) - at), 0, -1):
        if key := directory.named(tuple(folded for folded, _ in spelled[at : at + length])):
            return Name(key, length, before)
    group, key = _compound(word, directory)
    return Name(key, 1, before) if group else None


def _compound(word: str, directory: Directory) -> tuple[bool, str | None]:
    """Return whether `word` names a group in any company, and the department that its first part names."""
    if not word.endswith(_ENDINGS):
        return (True, directory.topics.get(word)) if is_group(word) else (False, None)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            return True, directory.named((stem,)) or directory.named((stem.removesuffix("s"),))
    return is_group(word), None


def _is_small(word: str, typed: str) -> bool:
    """Return whether it could be a little word instead of a name like PR."""
    return len(word) < 3 and not typed.isupper() and word not in _NO_LITTLE_WORDS


def _meant(spelled: Sequence[tuple[str, str]], at: int, previous: str) -> bool:
    word, typed = spelled[at]
    following = spelled[at + 1][0] if at + 1 < len(spelled) else ""
    if typed.startswith(_NEEDS_CAPITALS.get(word, word.upper())):
        return not (word == "recht" and not _NO_NAME_BEFORE.isdisjoint({following, previous}))
    return word == "it" and (previous in _BEFORE_A_NAME or is_group(following))
