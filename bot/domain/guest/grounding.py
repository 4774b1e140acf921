"""Whether what the guest has put into its own words stands in what people wrote: no new number, no new name, no denial."""

import re
from collections.abc import Collection

from bot.domain.detector.folding import fold, listed
from bot.domain.guest.number_words import value_of

_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_SIGNS = re.compile(r"[€$£%@\[\]<>{}]|://|www\.")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEM = 5
_ARTICLES = listed("ein eine einen einem einer eines one")
_OPENERS = listed(
    "der die das den dem es er sie wir ihr man ein eine einen jemand fragt fragte sagt sagte will wollte wird wurde ist"
    " war hat bittet meldet bestätigt kann soll muss braucht bucht prüft nennt für im am zu bei mit nach noch jetzt heute"
    " the a an it he she they we somebody someone asks asked says said wants will was is has can should must needs books"
    " checks confirms gives names for in on at to with after still now today there this that"
)
"""Words with which a sentence may begin although nobody wrote them."""


def grounded(text: str, quote: str, thread: str, names: Collection[str]) -> bool:
    """Return whether `text` may stand for `quote`, a message of `thread`; `names` are of the people who are in that.

    Figures, denials, signs and people have to stand in the quote itself; all that has a capital letter, as names have and
    German nouns, anywhere in the thread.
    """
    return (
        {*_DIGITS.findall(text)} <= {*_DIGITS.findall(quote)}
        and {*_SIGNS.findall(text)} <= {*_SIGNS.findall(quote)}
        and _says_how_many(text) <= _folded(quote)
        and (_folded(text) & {word for name in names for word in _folded(name)}) <= _folded(quote)
        and all(_is_known(word, _folded(thread)) for word in _capitals(text))
    )


def _folded(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text)}


def _says_how_many(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text) if _counts(word)} - _ARTICLES


def _counts(word: str) -> bool:
    try:
        value_of(word)
    except KeyError:
        return False
    return True


def _capitals(text: str) -> set[str]:
    """Return the words with a capital letter, but for those with which any sentence may begin."""
    return {fold(word) for word in _WORD.findall(text) if word != word.lower()} - _OPENERS


def _is_known(word: str, known: Collection[str]) -> bool:
    """Return whether a word stands there: as it is, with another ending, or at the end of a German compound."""
    if word in known or len(word) <= _STEM:
        return word in known
    stem = word[: max(_STEM, len(word) - 2)]
    return any(other.startswith(stem) or other.endswith(word) for other in known)
