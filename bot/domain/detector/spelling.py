"""Slips of the finger: whether two words differ by one, and the words of handing over that are safe to correct."""

from collections.abc import Iterable, Iterator

from bot.domain.detector.folding import listed

_LONG_ENOUGH = 6
_CORRECTED = tuple(
    sorted(
        listed(
            "weitergeleitet weitergegeben geschickt verschickt zugeschickt rübergeschickt hingeschickt rausgeschickt"
            " weitergereicht rübergegeben zugeleitet angeschrieben geschrieben gemailt rübergemailt"
            " forwarded emailed escalated"
        )
    )
)
"""No word that people write is one slip apart from these, with the same first and last letter."""


def corrected(word: str) -> str:
    """Return the word of handing over that a folded word was meant to be, or the word itself."""
    if len(word) < _LONG_ENOUGH or word in _CORRECTED:
        return word
    return next(_meant(word, _CORRECTED), word)


def _meant(word: str, among: Iterable[str]) -> Iterator[str]:
    return (right for right in among if right[-1] == word[-1] and one_slip_apart(right, word))


def one_slip_apart(right: str, typed: str) -> bool:
    """Return whether `typed` lacks, doubles, changes or swaps one letter of `right`; the first letter has to be right."""
    if right[0] != typed[0] or abs(len(right) - len(typed)) > 1:
        return False
    start = 0
    shortest = min(len(right), len(typed))
    while start < shortest and right[start] == typed[start]:
        start += 1
    rest, other = right[start:], typed[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )
