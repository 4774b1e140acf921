"""Answers to a department's information needs that stand in a text already."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.company.needs import Need, NeedKind

_IS = r"\s*(?:lautet|beträgt|ist|is|war|was|=)?\s*"
_AMOUNT = re.compile(
    r"(?:(?:€|\$|£|EUR|USD|CHF|GBP)\s?\d[\d.,']*\d|\d[\d.,']*\s?(?:€|\$|£|EUR\b|Euro\b|USD\b|CHF\b|GBP\b|Franken\b)"
    r"|(?:€|\$|£)\s?\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:betrag|summe|preis|kosten|amount|sum|total|price|costs?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\s-]*(?:nummer|number|nr\.?|no\.?)$", re.IGNORECASE)
_ANY_NUMBER = r"[\s.-]*(?:nummer|number|nr\b\.?|no\b\.?|id\b|#)"
_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_SHORT = {"kunden": "kdn?", "customer": "cust", "rechnungs": "rechn|rg", "invoice": "inv", "bestell": "best"}
"""How people shorten the label of a number, by the label without "number"."""
_ENDING = "(?:s|n|ung)?"
_PLAIN = (
    r"\s+#?(?!20\d\d(?![\w/-])|\d{4}-\d\d-\d\d)(?=[\w/-]*\d)"
    r"(?=[\w/-]{4,}(?![\w/-])(?!\s?(?:€|\$|£|EUR|Euro|USD|CHF|GBP)))"
)
"""Between a thing and its number, as in "Rechnung 4711", where it is too long for a count, and no year, day or amount."""
_END = r",[^,:\n]{1,40}:|(?<=\w{4})\.\s+(?-i:[A-ZÄÖÜ])"
"""Behind a colon the answer goes on to the line's end, the next label, or the next sentence; "Dr. Weber" is none."""
_LONGEST = 100
_THOUSAND = 3
_SAID = rf"\s*:\s*(?P<said>(?:(?!{_END})[^;\n]){{1,{_LONGEST}}})"


def answers_in(text: str, needs: Iterable[Need]) -> Mapping[str, str]:
    """Return what the text answers of the needs, by key.

    An answer stands behind the need's label in either language: after a colon all that follows, without one a word
    with a digit in it. A need for money takes the text's amount where it has only one, a choice the one of its
    words that the text has, a link the text's only one. Days and people are not looked for: whose and which they are is too often another's.
    """
    found = {need.key: _answer(text, need) for need in needs}
    return {
        need.key: found[need.key] for need in needs if found[need.key] and not need.problem(found[need.key])
    }


def _answer(text: str, need: Need) -> str:
    match need.kind:
        case NeedKind.CHOICE:
            named = [
                choice
                for choice in need.choices
                if re.search(rf"(?<!\w){re.escape(choice)}(?!\w)", text, re.IGNORECASE)
            ]
            return named[0] if len(named) == 1 else ""
        case NeedKind.DATE | NeedKind.PERSON:
            return ""
        case NeedKind.LINK:
            links = {link.rstrip(".,;:!?)"): None for link in _LINK.findall(text)}
            return next(iter(links)) if len(links) == 1 else ""
        case NeedKind.NUMBER:
            return _figure(_said(text, need))
        case _:
            return _said(text, need)


def _said(text: str, need: Need) -> str:
    for label in dict.fromkeys(need.label.values()):
        if match := _labelled(label).search(text):
            return str(match["said"] or match["token"]).strip().rstrip(".)")
    if any(_MONEY.search(label) for label in need.label.values()):
        amounts = {amount.strip(): None for amount in _AMOUNT.findall(text)}
        return next(iter(amounts)) if len(amounts) == 1 else ""
    return ""


def _figure(said: str) -> str:
    """Return the number in "1.200,50 €" as 1200.50; a mark before exactly three last digits parts thousands."""
    *groups, last = re.split(r"[.,]", re.sub(r"[^\d.,]", "", said))
    whole = "".join(groups)
    return f"{whole}.{last}" if groups and len(last) != _THOUSAND else whole + last


@lru_cache(maxsize=4096)
def _labelled(label: str) -> "re.Pattern[str]":
    stem = _NUMBER.sub("", label)
    token = rf"(?P<token>{_AMOUNT.pattern}|[\w/.-]*\d[\w/.-]*)"
    if stem and stem != label:  # a number is one word
        begins = f"(?:{_thing(stem)}){_ANY_NUMBER}{_IS}:?\\s*|{_thing(stem)}{_PLAIN}"
        return re.compile(rf"(?<!\w)(?:{begins})(?P<said>(?!))?{token}", re.IGNORECASE)
    return re.compile(rf"(?<!\w){re.escape(label)}(?:{_SAID}|{_IS}:?\s*{token})", re.IGNORECASE)


def _thing(stem: str) -> str:
    """Return a pattern of the numbered thing, in full or short: Rechnung, Rechnungs-, Rechn, Rg."""
    short = _SHORT.get(stem.casefold())
    whole = re.escape(stem[:-1] if stem[-1] in "ns" else stem) + _ENDING
    return f"(?:{whole}|{short})" if short else whole
