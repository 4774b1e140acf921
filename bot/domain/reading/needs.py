"""Answers to a department's information needs that stand in a text already."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.department import Need

_IS = r"\s*(?:lautet|beträgt|ist|is|war|was|=)?\s*"
_AMOUNT = re.compile(
    r"(?:(?:€|\$|£|EUR|USD|CHF|GBP)\s?\d[\d.,']*\d|\d[\d.,']*\s?(?:€|\$|£|EUR\b|Euro\b|USD\b|CHF\b|GBP\b|Franken\b)"
    r"|(?:€|\$|£)\s?\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:betrag|summe|preis|kosten|amount|sum|total|price|costs?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\s-]*(?:nummer|number|nr\.?|no\.?)$", re.IGNORECASE)
_ANY_NUMBER = r"[\s-]*(?:nummer|number|nr\b\.?|no\b\.?|id\b|#)"
_END = r",[^,:\n]{1,40}:|(?<=\w{4})\.\s+(?-i:[A-ZÄÖÜ])"
"""Behind a colon the answer goes on to the line's end, the next label, or the next sentence; "Dr. Weber" is none."""
_LONGEST = 100
_SAID = rf"\s*:\s*(?P<said>(?:(?!{_END})[^;\n]){{1,{_LONGEST}}})"


def answers_in(text: str, needs: Iterable[Need]) -> Mapping[str, str]:
    """Return what the text answers of the needs, by key.

    An answer stands behind the need's label in either language: after a colon all that follows, without one a word
    with a digit in it. A need for money takes the text's amount where it has only one.
    """
    found = {need.key: _answer(text, need) for need in needs}
    return {key: answer for key, answer in found.items() if answer}


def _answer(text: str, need: Need) -> str:
    for label in dict.fromkeys(need.label.values()):
        if match := _labelled(label).search(text):
            return str(match["said"] or match["token"]).strip().rstrip(".)")
    if any(_MONEY.search(label) for label in need.label.values()):
        amounts = {amount.strip(): None for amount in _AMOUNT.findall(text)}
        return next(iter(amounts)) if len(amounts) == 1 else ""
    return ""


@lru_cache(maxsize=4096)
def _labelled(label: str) -> "re.Pattern[str]":
    stem = _NUMBER.sub("", label)
    token = rf"{_IS}:?\s*(?P<token>{_AMOUNT.pattern}|[\w/.-]*\d[\w/.-]*)"
    if stem and stem != label:  # a number is one word
        return re.compile(rf"(?<!\w){re.escape(stem)}{_ANY_NUMBER}(?P<said>(?!))?{token}", re.IGNORECASE)
    return re.compile(rf"(?<!\w){re.escape(label)}(?:{_SAID}|{token})", re.IGNORECASE)
