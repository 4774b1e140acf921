"""Words that say how many, in German and in English, whatever the language of the text around them.

A word that says how much without saying how many ("most", "a third", "the first") has no value that could be checked.
"""

import re
from decimal import Decimal
from functools import cache

HALF = Decimal("0.5")

_SMALL = {
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
}
_TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_ZERO = re.compile(
    r"kein(e[mnrs]?)?|nichts?|niemand(em|en)?|nie(mals)?|nirgends|ohne|no|none|nothing|nobody|never|not|cannot|without"
    r"|neither|nor|[a-z]+n['’]t"
)
_HALF = re.compile(r"half|hälfte|halb(e[mnrs]?)?")
_ENDINGS = r"(s?te[mnrs]?|tens|s?tel[ns]?|fach(e[mnrs]?)?|th(s|ly)?|fold|mals?|hundert\w*|hundred\w*|er|s)"
_LARGE = r"\w*(hundert|tausend|million|milliard|hundred|thousand|billion|dozen|dutzend)\w*"
_ORDERED = (
    r"erste[mnrs]?|erstens|zweite[mnrs]?|zweitens|dritte[mnrs]?|drittens|drittel[ns]?|siebte[mnrs]?|siebtel|viertel[ns]?"
    r"|achte[mnrs]?|achtel|first(ly)?|second(s|ly)?|thirds?|fifths?|eighths?|ninths?|twelfths?|\w+tieths?|quarters?"
)
_TIMES = (
    r"einmal(ig\w*)?|once|twice|thrice|halbiert\w*|halve[ds]?|halves|halving|doppelt\w*|verdoppel\w*|verdreifach\w*"
    r"|anderthalb\w*|\w*einhalb\w*|doubl(e[ds]?|ing)|tripl(e[ds]?|ing)|quadrupl\w+|single|einzige[mnrs]?"
)
_VAGUE = (
    r"meisten?s?|mehrheit\w*|mehrzahl|überwiegend\w*|mehrere[mnrs]?|manche[mnrs]?|einige[mnrs]?|viele?[mnrs]?|wenige?[mnrs]?"
    r"|alle[mnrs]?|sämtlich\w*|jede[mnrs]?|beide[mnrs]?|paar|fast|kaum|knapp|beinahe|selten|mehr|weniger|mindestens|höchstens"
    r"|rund|etwa|circa|ca|ungefähr|prozentpunkte?n?|majority|minority|mostly|all|every(one|body|thing)?|each|both|many|few"
    r"|fewer|several|various|some|pair|couple|almost|nearly|hardly|barely|rarely|more|less|least|about|around|roughly"
)
_UNCHECKED = re.compile("|".join((_LARGE, _ORDERED, _TIMES, _VAGUE)))
_IDIOMS = re.compile(
    r"\b(one[- ]way|at once|most of all|above all|first of all|vor allem|no longer|talk about|not only)\b",
    re.IGNORECASE,
)


def without_idioms(text: str) -> str:
    """Return `text` with what only looks like a number ("one way") blanked out; all else stays where it is."""
    return _IDIOMS.sub(lambda found: " " * len(found.group()), text)


def value_of(word: str) -> Decimal | None:
    """Return how many a word says; None if that cannot be checked; raise KeyError for a word that says nothing of it.

    Words in hyphens are taken as one, as in twenty-five; with a number among them that is none, as in two-thirds.
    """
    folded = word.casefold()
    cardinals = _cardinals()
    if (times := _times(folded)) in cardinals:
        return Decimal(cardinals[times])
    if _ZERO.fullmatch(folded):
        return Decimal(0)
    if _HALF.fullmatch(folded):
        return HALF
    if _UNCHECKED.fullmatch(folded) or _derived().fullmatch(folded):
        return None
    parts = folded.split("-")
    if len(parts) > 1 and any(_says_how_many(part) for part in parts):
        return None
    raise KeyError(word)


def _times(folded: str) -> str:
    """Return the number in "fünfmal"; any other word as it is."""
    return folded.removesuffix("mal").removesuffix("-")


def _says_how_many(part: str) -> bool:
    try:
        value_of(part)
    except KeyError:
        return False
    return True


@cache
def _derived() -> re.Pattern[str]:
    """Return what finds words made of a cardinal: fifth, achtfach, neuntel, fives."""
    cardinals = "|".join(sorted(_cardinals(), key=len, reverse=True))
    return re.compile(f"({cardinals}){_ENDINGS}")


@cache
def _cardinals() -> dict[str, int]:
    """Return 0 to 99 as they are written, casefolded; "ein" is left out, as it is no number most of the time."""
    found = {"eins": 1, "zwo": 2}
    for language, joined in (("de", "{one}und{ten}"), ("en", "{ten}-{one}")):
        small = {word.casefold(): value for value, word in enumerate(_SMALL[language].split())}
        found |= small
        for place, ten in enumerate(_TENS[language].split(), 2):
            found[ten.casefold()] = 10 * place
            ones = [(word, value) for word, value in small.items() if 0 < value < 10]
            found |= {joined.format(one=one, ten=ten.casefold()): 10 * place + value for one, value in ones}
    return {word: value for word, value in found.items() if word != "ein"}
