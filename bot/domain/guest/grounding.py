"""Whether what the guest has put into its own words stands in what people wrote.

No new number, no new name, no denial more or less.
"""

import re
from collections.abc import Collection
from decimal import Decimal

from bot.domain.detector.folding import fold, listed
from bot.domain.guest.number_words import value_of

_FIGURE = re.compile(
    r"(?P<before>[€$£])?\s?(?P<digits>\d+(?:[.,:/-]\d+)*)(?:\s?(?P<sign>[€$£%])|[\s-]?(?P<word>[^\W\d_]{3}))?"
)
_UNITS = {
    **dict.fromkeys(("tag", "day"), "day"),
    **dict.fromkeys(("woc", "wee"), "week"),
    **dict.fromkeys(("mon",), "month"),
    **dict.fromkeys(("jah", "yea"), "year"),
    **dict.fromkeys(("stu", "std", "hou", "hrs"), "hour"),
    **dict.fromkeys(("min",), "minute"),
    **dict.fromkeys(("eur",), "€"),
    **dict.fromkeys(("pro", "per"), "%"),
}
"""What a figure counts, by the first letters of the word behind it, in both languages."""
_SIGNS = re.compile(r"[€$£%@\[\]<>{}]|://|www\.")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_NUMBER = Decimal("NaN")
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

    Figures with what they count, denials, signs and people have to stand in the quote itself; all that has a capital
    letter, as names have and German nouns, anywhere in the thread. What the quote denies is not told without a denial.
    """
    return (
        _figures(text) <= _figures(quote) | {(digits, "") for digits, _ in _figures(quote)}
        and _denies(text) == _denies(quote)
        and {*_SIGNS.findall(text)} <= {*_SIGNS.findall(quote)}
        and _says_how_many(text) <= _folded(quote)
        and (_folded(text) & {word for name in names for word in _folded(name)}) <= _folded(quote)
        and all(_is_known(word, _folded(thread)) for word in _capitals(text))
    )


def _figures(text: str) -> set[tuple[str, str]]:
    """Return each figure with what it counts; empty if that is nothing we know."""
    return {(one["digits"], _unit(one)) for one in _FIGURE.finditer(text)}


def _unit(figure: re.Match[str]) -> str:
    return figure["before"] or figure["sign"] or _UNITS.get(fold(figure["word"] or ""), "")


def _denies(text: str) -> bool:
    return any(_value(word) == 0 for word in _WORD.findall(text))


def _folded(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text)}


def _says_how_many(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text) if _value(word) is not _NO_NUMBER} - _ARTICLES


def _value(word: str) -> Decimal | None:
    """Return how many a word says, None if that cannot be told, `_NO_NUMBER` if it says nothing of the kind."""
    try:
        return value_of(word)
    except KeyError:
        return _NO_NUMBER


def _capitals(text: str) -> set[str]:
    """Return the words with a capital letter, but for those with which any sentence may begin."""
    return {fold(word) for word in _WORD.findall(text) if word != word.lower()} - _OPENERS


def _is_known(word: str, known: Collection[str]) -> bool:
    """Return whether a word stands there: as it is, with another ending, or at the end of a German compound."""
    if word in known or len(word) <= _STEM:
        return word in known
    stem = word[: max(_STEM, len(word) - 2)]
    return any(other.startswith(stem) or other.endswith(word) for other in known)
