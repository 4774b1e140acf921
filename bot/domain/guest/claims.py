"""What a text may say in numbers: each figure with its value, and with the words that tell what it is a figure of.

A number that is right says something wrong where it stands for another figure. So of all words that tell of a figure,
the nearest one to a number has to tell of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from bot.domain.guest.number_words import HALF
from bot.domain.guest.numbers import Number, Unit, Value, numbers

_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Topic:
    """How people speak of a figure, in both languages.

    `told` are the words that tell of this figure alone, `also` those that may tell of others as well; both are regular
    expressions. `against` are words beside which the figure would say the opposite, `beside` those without which it
    would say something else.
    """

    told: str
    also: str = ""
    against: str = ""
    beside: str = ""

    def words(self) -> str:
        """Return what finds all words that tell of this figure."""
        return f"{self.told}|{self.also}" if self.also else self.told


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that may be told: under its name, as one of `values`; `needed`: it must not be left out."""

    name: str
    topic: Topic
    values: frozenset[Value]
    needed: bool = True

    def written(self, language: str) -> str:
        """Return the figure as it is given to the one who phrases, in its shortest form."""
        value = min(self.values, key=_plainest)
        number = f"{value.number}".replace(".", "," if language == "de" else ".")
        if value.of is not None:
            return f"{number} {'von' if language == 'de' else 'of'} {value.of}"
        return f"{number}{_SIGNS.get(value.unit, '')}"


_SIGNS = {Unit.HOURS: " h", Unit.MINUTES: " min", Unit.PERCENT: " %"}


def counted(name: str, topic: Topic, count: int, *, needed: bool = True) -> Claim:
    """Return the claim of a plain count."""
    return Claim(name, topic, frozenset({Value(Decimal(count))}), needed)


def part(name: str, topic: Topic, k: int, n: int) -> Claim:
    """Return the claim of `k` of `n`; it may be told as a share too, rounded to a whole percentage as in the table."""
    percent = (Decimal(str(k / n)) * 100).quantize(Decimal(1), ROUND_HALF_EVEN)
    values = {
        Value(Decimal(k), of=Decimal(n)),
        Value(percent, Unit.PERCENT),
        Value((percent / 100).normalize()),
    }
    if 2 * k == n:
        values.add(Value(HALF))
    # As a plain 0 or 1 it would be a count, and say something else.
    told = {one for one in values if one.unit is Unit.PERCENT or one.of or one.number not in {0, 1}}
    return Claim(name, topic, frozenset(told))


def within(name: str, topic: Topic, hours: float) -> Claim:
    """Return the claim of a span of business hours, rounded as in the table: minutes below one, a half below ten."""
    if hours < 1:
        value = Value(Decimal(round(hours * 60)), Unit.MINUTES)
    else:
        step = Decimal("0.1") if hours < 10 else Decimal(1)
        value = Value(Decimal(str(hours)).quantize(step, ROUND_HALF_EVEN).normalize() + 0, Unit.HOURS)
    return Claim(name, topic, frozenset({value}))


def proven(text: str, claims: Sequence[Claim], language: str) -> bool:
    """Return whether each number in `text` is one of the claims, beside words that say so, and none needed is missing."""
    found = numbers(text, language)
    topics = [claim.topic for claim in claims]
    if any(re.search(topic.against, text, re.IGNORECASE) for topic in topics if topic.against):
        return False
    if not all(re.search(topic.beside, text, re.IGNORECASE) for topic in topics):
        return False
    told = [_claim(text, number, claims) for number in found]
    return None not in told and all(claim in told for claim in claims if claim.needed)


def _claim(text: str, number: Number, claims: Sequence[Claim]) -> Claim | None:
    """Return which claim a number makes; None if it makes none that may be made."""
    for claim in claims:
        if number.value in claim.values:
            own = _distance(text, number, claim.topic.words())
            others = [one.topic.told for one in claims if one.topic != claim.topic]
            if own < _FAR and own <= min((_distance(text, number, told) for told in others), default=_FAR):
                return claim
    return None


def _distance(text: str, number: Number, words: str) -> int:
    """Return how many characters lie between a number and the nearest of `words` in the same sentence."""
    start = max(text.rfind(end, 0, number.start) for end in ".;!?\n") + 1
    ends = [at for end in ".;!?\n" if (at := text.find(end, number.end)) >= 0]
    inside = re.compile(words, re.IGNORECASE).finditer(text, start, min(ends, default=len(text)))
    return min((_apart(number, word) for word in inside), default=_FAR)


def _apart(number: Number, word: re.Match[str]) -> int:
    return max(word.start() - number.end, number.start - word.end(), 0)


def _plainest(value: Value) -> tuple[bool, bool]:
    return value.of is None, value.unit is Unit.COUNT
