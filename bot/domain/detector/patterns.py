"""The small language of the cues, made regular expressions that take time linear to the text.

A pattern is words with a blank between them. `a|b` is either, `a_b` two words as one choice, `a?` may be missing,
`a*` begins with a, `!a|b_c` is no word but forbids that these follow; `…` are up to 20 words, none of them a negation, `..` up to seven, without an
"and" too, `^` and `$` the ends of the clause. A word in
capitals is a list of the vocabulary; SOMEBODY is a word that may be a person's name, POSSESSION a private thing, NUMBER begins with a digit.
Case, umlauts and short forms do not matter: the words are folded like those of the text.
"""

import re
from dataclasses import dataclass

from bot.domain.detector.folding import fold, spell_out
from bot.domain.detector.vocabulary import CONJUNCTIONS, NEGATIONS, NO_NAMES, NO_POSSESSIONS, VOCABULARY

_GAP = rf"(?:(?!(?:{'|'.join(sorted(NEGATIONS))}) )\S+ ){{0,20}}?"
_SHORT_GAP = rf"(?:(?!(?:{'|'.join(sorted(NEGATIONS | CONJUNCTIONS))}) )\S+ ){{0,7}}?"
_ENDS = {"…": _GAP, "..": _SHORT_GAP, "^": "^", "$": "$"}
_CLASSES = {
    "SOMEBODY": rf"(?!(?:{'|'.join(sorted(NO_NAMES))}) )(?:[^\W\d]|§person)\S+",
    "NUMBER": r"\d\S*",
    "POSSESSION": rf"(?!(?:{'|'.join(sorted(NO_POSSESSIONS))}) )\S+",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; a clause that lacks a word of one of `needs` cannot match, which is cheap to see."""

    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def search(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """Return where the pattern is found in a clause, given also as the set of its words."""
        if any(words.isdisjoint(need) for need in self.needs):
            return None
        return self.regex.search(text)


def compiled(pattern: str) -> Pattern:
    """Return the pattern, ready for any number of searches."""
    items = pattern.split()
    regex = "".join(map(_regex, items))
    start = "" if regex.startswith("^") else r"(?<!\S)"
    needs = (
        _needs(item)
        for item in items
        if item not in _ENDS and not item.startswith("!") and not item.endswith("?")
    )
    return Pattern(re.compile(start + regex), tuple(sorted((need for need in needs if need), key=len)))


def _regex(item: str) -> str:
    if item in _ENDS:
        return _ENDS[item]
    choices = sorted(_choices(item.removeprefix("!").removesuffix("?")), key=len, reverse=True)
    either = "|".join(" ".join(map(_word, words)) for words in choices)
    if item.startswith("!"):
        return f"(?!(?:{either}) )"
    return f"(?:(?:{either}) ){'?' if item.endswith('?') else ''}"


def _choices(item: str) -> list[tuple[str, ...]]:
    """Return the choices of one item of a pattern, each as its folded words."""
    words = [word for choice in item.split("|") for word in VOCABULARY.get(choice, choice).split()]
    return [(one,) if one in _CLASSES else _folded(one) for one in words]


def _folded(choice: str) -> tuple[str, ...]:
    return tuple(part for word in fold(choice).split("_") for part in spell_out(word) or (word,))


def _word(word: str) -> str:
    return _CLASSES.get(word) or r"\S*".join(map(re.escape, word.split("*")))


def _needs(item: str) -> frozenset[str]:
    """Return words of which one has to be there; empty if that cannot be told."""
    first = {words[0] for words in _choices(item)}
    return frozenset() if any("*" in word or word in _CLASSES for word in first) else frozenset(first)
